import { type BankTransaction, lenient, type Money } from '@raccord/connector-kit'
import { z } from 'zod'
import { remittanceOf } from './remittance.ts'

const { accountReference, amount, currency, day, list, text } = lenient

const exchange = z.object({ sourceCurrency: currency, exchangeRate: text, instructedAmount: amount })

const entry = z.object({
  transactionId: text,
  entryReference: text,
  endToEndId: text,
  mandateId: text,
  checkId: text,
  creditorId: text,
  bookingDate: day,
  valueDate: day,
  transactionDate: day,
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

/** A rule that an entry broke; never its content. */
export type EntryRule = 'entry_not_object' | 'amount_missing' | 'amount_unreadable'

/** An entry of `/accounts/{id}/transactions` (1.3 §14.22). Only the amount is indispensable. `inverted`: debits are positive. */
export function readEntry(
  value: unknown,
  status: BankTransaction['status'],
  inverted = false,
): BankTransaction | EntryRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry_not_object'
  const read = entry.safeParse(value).data
  if (!read) return 'entry_not_object'
  const written = read.transactionAmount
  if (!written) return 'transactionAmount' in value ? 'amount_unreadable' : 'amount_missing'
  const money = inverted ? negate(written) : written
  // Money that came in is from the debtor, money that went out is to the creditor; we are the other one.
  const incoming = money.minor > 0
  const name = incoming ? (read.debtorName ?? read.ultimateDebtor) : (read.creditorName ?? read.ultimateCreditor)
  const account = incoming ? read.debtorAccount : read.creditorAccount
  const original = originalOf(read.currencyExchange)
  return {
    status,
    ...pick('bankId', read.transactionId),
    ...pick('entryReference', read.entryReference),
    amount: money,
    ...pick('bookingDate', read.bookingDate),
    ...pick('valueDate', read.valueDate),
    ...pick('transactionDate', read.transactionDate),
    remittance: remittanceOf(value),
    ...pick('additionalInformation', read.additionalInformation),
    ...pick('counterpartyName', name),
    ...pick('counterpartyIban', account.iban?.replace(/\s+/g, '').toUpperCase()),
    ...pick('creditorId', read.creditorId),
    ...pick('mandateId', read.mandateId),
    ...pick('endToEndId', read.endToEndId),
    ...pick('checkNumber', read.checkId),
    ...pick('bankTransactionCode', read.bankTransactionCode),
    ...pick('proprietaryCode', read.proprietaryBankTransactionCode),
    ...pick('original', original),
    ...pick('balanceAfter', read.balanceAfterTransaction?.balanceAmount),
    raw: JSON.stringify(value),
  }
}

function originalOf(rate: z.infer<typeof exchange> | undefined): BankTransaction['original'] {
  if (!rate?.instructedAmount) return undefined
  return { amount: rate.instructedAmount, ...pick('rate', rate.exchangeRate) }
}

/** A member that is absent rather than `undefined`. */
export function pick<K extends string, V>(key: K, value: V | undefined): { [name in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]?: V })
}

/** The same amount with the other sign. */
export function negate(money: Money): Money {
  return money.minor === 0 ? money : { minor: -money.minor, currency: money.currency }
}
