import {
  type BankTransaction,
  directedByParties,
  type EntryRule,
  entryDays,
  isDayUnread,
  isPositive,
  lenient,
  meaningOfEntryStatus,
  negated,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { remittanceOf } from './remittance.ts'

const { accountReference, amount, currency, list, text } = lenient

const exchange = z.object({ sourceCurrency: currency, exchangeRate: text, instructedAmount: amount })

const entry = z.object({
  transactionId: text,
  entryReference: text,
  endToEndId: text,
  mandateId: text,
  checkId: text,
  creditorId: text,
  bookingDate: text,
  valueDate: text,
  transactionDate: text,
  status: text,
  transactionAmount: amount,
  currencyExchange: list.transform((rates) => exchange.safeParse(rates[0]).data),
  creditorName: text,
  creditorAccount: accountReference,
  debtorName: text,
  debtorAccount: accountReference,
  ultimateCreditor: text,
  ultimateDebtor: text,
  additionalInformation: text,
  bankTransactionCode: text,
  proprietaryBankTransactionCode: text,
  balanceAfterTransaction: z.object({ balanceAmount: amount }).optional().catch(undefined),
})

/** What an entry is read with. */
export interface EntrySetting {
  /** Where the bank's days begin. */
  readonly zone: string
  /** IBAN of the account, where the direction is that of the parties. */
  readonly byParty?: string | undefined
  readonly stableReference?: boolean
}

/** An entry of `/accounts/{id}/transactions` (1.3 §14.22). Only the amount is indispensable. `inverted`: debits are positive. */
export function readEntry(
  value: unknown,
  status: BankTransaction['status'],
  inverted = false,
  setting: EntrySetting = { zone: 'UTC' },
): BankTransaction | EntryRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry_not_object'
  const read = entry.safeParse(value).data
  if (!read) return 'entry_not_object'
  const written = read.transactionAmount
  if (!written) return 'transactionAmount' in value ? 'amount_unreadable' : 'amount_missing'
  const { debtorAccount, creditorAccount } = read
  const sides = { own: setting.byParty, debtor: debtorAccount.iban, creditor: creditorAccount.iban }
  const money = directedByParties(inverted ? negated(written) : written, sides)
  // Money that came in is from the debtor, money that went out is to the creditor; we are the other one.
  const incoming = isPositive(money)
  const debtor = read.debtorName ?? read.ultimateDebtor
  const creditor = read.creditorName ?? read.ultimateCreditor
  const [name, ownSide] = incoming ? [debtor, creditor] : [creditor, debtor]
  const account = incoming ? debtorAccount : creditorAccount
  const original = originalOf(read.currencyExchange)
  const days = entryDays(read, setting.zone)
  const meant = refusedStatus(read.status) ?? status
  if (isDayUnread(meant, read, days)) return 'date_unreadable'
  return {
    status: meant,
    bankId: read.transactionId,
    entryReference: read.entryReference,
    ...(setting.stableReference && read.entryReference !== undefined ? { stableReference: true } : {}),
    amount: money,
    ...days,
    remittance: remittanceOf(value),
    additionalInformation: read.additionalInformation,
    counterpartyName: name,
    ownSideName: name === undefined ? ownSide : undefined,
    counterpartyIban: account.iban?.replace(/\s+/g, '').toUpperCase(),
    creditorId: read.creditorId,
    mandateId: read.mandateId,
    endToEndId: read.endToEndId,
    checkNumber: read.checkId,
    bankTransactionCode: read.bankTransactionCode,
    proprietaryCode: read.proprietaryBankTransactionCode,
    original,
    balanceAfter: read.balanceAfterTransaction?.balanceAmount,
    raw: JSON.stringify(value),
  }
}

function originalOf(rate: z.infer<typeof exchange> | undefined): BankTransaction['original'] {
  if (!rate?.instructedAmount || rate.instructedAmount.currency === 'XXX') return undefined
  return { amount: rate.instructedAmount, rate: rate.exchangeRate }
}

/** Some banks list what was declined among what is pending, and say so in a member of their own. */
export function refusedStatus(word: string | undefined): 'REJECTED' | 'CANCELLED' | undefined {
  const status = meaningOfEntryStatus(word)?.status
  return status === 'REJECTED' || status === 'CANCELLED' ? status : undefined
}
