import {
  type BankTransaction,
  type EntryRule,
  entryDays,
  isDayUnread,
  isOtherCurrency,
  lenient,
  negated,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { type EntrySetting, refusedStatus } from './entry.ts'

const { amount, currency, list, text } = lenient

const address = z.object({ townName: text, country: text }).optional().catch(undefined)

const cardEntry = z.object({
  cardTransactionId: text,
  transactionDate: text,
  acceptorTransactionDateTime: text,
  bookingDate: text,
  valueDate: text,
  status: text,
  transactionAmount: amount,
  originalAmount: amount,
  currencyExchange: list.transform(
    (rates) => z.object({ exchangeRate: text, sourceCurrency: currency }).safeParse(rates[0]).data,
  ),
  cardAcceptorId: text,
  cardAcceptorName: text,
  nameOfMerchant: text,
  cardAcceptorAddress: address,
  merchantCategoryCode: text,
  transactionDetails: text,
  proprietaryBankTransactionCode: text,
})

/** An entry of `/card-accounts/{id}/transactions` (1.3 §14.23). `inverted`: this account writes debits as positive. */
export function readCardEntry(
  value: unknown,
  status: BankTransaction['status'],
  inverted: boolean,
  setting: EntrySetting = { zone: 'UTC' },
): BankTransaction | EntryRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry_not_object'
  const read = cardEntry.safeParse(value).data
  if (!read) return 'entry_not_object'
  const billed = read.transactionAmount
  if (!billed) return 'transactionAmount' in value ? 'amount_unreadable' : 'amount_missing'
  const money = inverted ? negated(billed) : billed
  const merchant = read.cardAcceptorName ?? read.nameOfMerchant
  const original =
    read.originalAmount && isOtherCurrency(read.originalAmount, money)
      ? {
          amount: inverted ? negated(read.originalAmount) : read.originalAmount,
          rate: read.currencyExchange?.exchangeRate,
        }
      : undefined
  const written = { ...read, transactionDate: read.transactionDate ?? read.acceptorTransactionDateTime }
  const days = entryDays(written, setting.zone)
  const meant = refusedStatus(read.status) ?? status
  if (isDayUnread(meant, written, days)) return 'date_unreadable'
  return {
    status: meant,
    bankId: read.cardTransactionId,
    amount: money,
    ...days,
    remittance: [...new Set((read.transactionDetails ?? '').split(/\r?\n/).map((line) => line.trim()))].filter(Boolean),
    counterpartyName: merchant,
    additionalInformation: placeOf(read.cardAcceptorAddress),
    proprietaryCode: read.proprietaryBankTransactionCode,
    merchantCategoryCode: read.merchantCategoryCode,
    original,
    raw: JSON.stringify(value),
  }
}

function placeOf(where: z.infer<typeof address>): string | undefined {
  return [where?.townName, where?.country].filter((part) => part !== undefined).join(', ') || undefined
}
