import {
  type BankTransaction,
  directedAsSaid,
  directedLike,
  type EntryRule,
  entryDays,
  isDayUnread,
  isOtherCurrency,
  isPositive,
  lenient,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { amount, indicator } from './amount.ts'
import { meaningOfEntry } from './wire-words.ts'

const { isSaid, text } = lenient

const party = z.object({ SchemeName: text, Identification: text, Name: text }).optional().catch(undefined)
const named = z.object({ Name: text }).optional().catch(undefined)
const entry = z.object({
  TransactionId: text,
  TransactionReference: text,
  CreditDebitIndicator: indicator,
  Status: text,
  BookingDateTime: text,
  ValueDateTime: text,
  TransactionInformation: text,
  AddressLine: text,
  Amount: amount,
  CurrencyExchange: z.object({ ExchangeRate: text, InstructedAmount: amount }).optional().catch(undefined),
  BankTransactionCode: z.object({ Code: text, SubCode: text }).optional().catch(undefined),
  ProprietaryBankTransactionCode: z.object({ Code: text }).optional().catch(undefined),
  Balance: z.object({ CreditDebitIndicator: indicator, Amount: amount }).optional().catch(undefined),
  MerchantDetails: z.object({ MerchantName: text, MerchantCategoryCode: text }).optional().catch(undefined),
  CreditorAccount: party,
  DebtorAccount: party,
  UltimateCreditor: named,
  UltimateDebtor: named,
})

/** `OBTransaction6` (3.1) or its form of 4.0. Only the amount is indispensable. `zone`: where the bank's days begin. */
export function readEntry(
  value: unknown,
  { zone, stableReference }: { readonly zone: string; readonly stableReference?: boolean } = { zone: 'UTC' },
): BankTransaction | EntryRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry_not_object'
  const read = entry.safeParse(value).data
  if (!read) return 'entry_not_object'
  if (!read.Amount) return 'Amount' in value ? 'amount_unreadable' : 'amount_missing'
  const which = read.CreditDebitIndicator
  const money = directedAsSaid(read.Amount, which, isSaid(value, 'CreditDebitIndicator'))
  if (!money) return 'sign_missing'
  const status = meaningOfEntry(read.Status)
  const written = { bookingDate: read.BookingDateTime, valueDate: read.ValueDateTime }
  const days = entryDays(written, zone)
  if (isDayUnread(status, written, days)) return 'date_unreadable'
  // Money that came in is from the debtor, money that went out is to the creditor; we are the other one.
  const debtor = [read.DebtorAccount, read.UltimateDebtor] as const
  const creditor = [read.CreditorAccount, read.UltimateCreditor] as const
  const [[other, ultimate], ownSide] = isPositive(money) ? [debtor, creditor] : [creditor, debtor]
  const name = read.MerchantDetails?.MerchantName ?? other?.Name ?? ultimate?.Name
  const iban = /(^|\.)IBAN$/i.test(other?.SchemeName ?? '') ? other?.Identification : undefined
  const code = [read.BankTransactionCode?.Code, read.BankTransactionCode?.SubCode].filter((part) => part !== undefined)
  const instructed = read.CurrencyExchange?.InstructedAmount
  const original = instructed && isOtherCurrency(instructed, money) ? directedLike(instructed, money) : undefined
  const lines = (read.TransactionInformation ?? '').split(/\r?\n/).map((line) => line.trim())
  return {
    status,
    // This standard has no orders yet to be carried out among its entries.
    ...(status === 'OTHER' ? { informative: true } : {}),
    bankId: read.TransactionId,
    entryReference: read.TransactionReference,
    ...(stableReference && read.TransactionReference !== undefined ? { stableReference: true } : {}),
    amount: money,
    ...days,
    remittance: [...new Set(lines)].filter((line) => line !== ''),
    additionalInformation: read.AddressLine,
    counterpartyName: name,
    ownSideName: name === undefined ? (ownSide[0]?.Name ?? ownSide[1]?.Name) : undefined,
    counterpartyIban: iban?.replace(/\s+/g, '').toUpperCase(),
    bankTransactionCode: code.length > 0 ? code.join('-') : undefined,
    proprietaryCode: read.ProprietaryBankTransactionCode?.Code,
    merchantCategoryCode: read.MerchantDetails?.MerchantCategoryCode,
    ...(original ? { original: { amount: original, rate: read.CurrencyExchange?.ExchangeRate } } : {}),
    balanceAfter: read.Balance?.Amount && directedAsSaid(read.Balance.Amount, read.Balance.CreditDebitIndicator),
    raw: JSON.stringify(value),
  }
}
