import { type BankTransaction, lenient, type Money } from '@raccord/connector-kit'
import { z } from 'zod'
import { remittanceOf } from './remittance.ts'

const { accountReference, amount, anything, day, text, word } = lenient

const party = z.object({ name: text }).optional().catch(undefined)
const parties = z
  .object({
    debtor: party,
    debtorAccount: accountReference,
    ultimateDebtor: party,
    creditor: party,
    creditorAccount: accountReference,
    ultimateCreditor: party,
  })
  .optional()
  .catch(undefined)
const code = z.object({ domain: text, family: text, subFamily: text, code: text }).optional().catch(undefined)
const instructed = z
  .object({ instructedAmount: z.object({ amount, exchangeRate: text }).optional().catch(undefined) })
  .optional()
  .catch(undefined)

const entry = z.object({
  resourceId: text,
  entryReference: text,
  transactionAmount: amount,
  creditDebitIndicator: word('CRDT', 'DBIT'),
  transactionAmountDetails: instructed,
  status: word('BOOK', 'PDNG', 'FUTR', 'INFO', 'RJCT', 'OTHR'),
  bookingDate: day,
  expectedBookingDate: day,
  valueDate: day,
  transactionDate: day,
  bankTransactionCode: code,
  relatedParties: parties,
  remittanceInformation: anything,
  additionalTransactionInformation: text,
  endToEndId: text,
  mandateId: text,
})

/** A rule that an entry broke; never its content. */
export type EntryRule = 'entry_not_object' | 'amount_missing' | 'amount_unreadable'

/** What is to come (FUTR: cards with deferred debit) is pending to us; RJCT and INFO moved no money. */
const statusOf = {
  BOOK: 'BOOKED',
  PDNG: 'PENDING',
  FUTR: 'PENDING',
  INFO: 'OTHER',
  RJCT: 'OTHER',
  OTHR: 'OTHER',
} as const

/** `Transaction` (STET 1.4 §4.5). Only the amount is indispensable. */
export function readEntry(value: unknown): BankTransaction | EntryRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry_not_object'
  const read = entry.safeParse(value).data
  if (!read) return 'entry_not_object'
  if (!read.transactionAmount) return 'transactionAmount' in value ? 'amount_unreadable' : 'amount_missing'
  const money = signed(read.transactionAmount, read.creditDebitIndicator)
  // Money that came in is from the debtor, money that went out is to the creditor; we are the other one.
  const incoming = money.minor > 0
  const related = read.relatedParties
  const name = incoming
    ? (related?.debtor?.name ?? related?.ultimateDebtor?.name)
    : (related?.creditor?.name ?? related?.ultimateCreditor?.name)
  const iban = (incoming ? related?.debtorAccount : related?.creditorAccount)?.iban
  const iso = [read.bankTransactionCode?.domain, read.bankTransactionCode?.family, read.bankTransactionCode?.subFamily]
  const first = read.transactionAmountDetails?.instructedAmount
  const original = first?.amount && first.amount.currency !== money.currency ? first.amount : undefined
  const status = statusOf[read.status ?? 'BOOK']
  return {
    status,
    ...pick('bankId', read.resourceId),
    ...pick('entryReference', read.entryReference),
    amount: money,
    ...pick('bookingDate', read.bookingDate ?? (status === 'PENDING' ? read.expectedBookingDate : undefined)),
    ...pick('valueDate', read.valueDate),
    ...pick('transactionDate', read.transactionDate),
    remittance: remittanceOf(read.remittanceInformation),
    ...pick('additionalInformation', read.additionalTransactionInformation),
    ...pick('counterpartyName', name),
    ...pick('counterpartyIban', iban?.replace(/\s+/g, '').toUpperCase()),
    ...pick('endToEndId', read.endToEndId),
    ...pick('mandateId', read.mandateId),
    ...pick('bankTransactionCode', iso.every((part) => part !== undefined) ? iso.join('-') : undefined),
    ...pick('proprietaryCode', read.bankTransactionCode?.code),
    ...(original
      ? { original: { amount: signed(original, read.creditDebitIndicator), ...pick('rate', first?.exchangeRate) } }
      : {}),
    raw: JSON.stringify(value),
  }
}

/** The indicator rules; without one the bank's own sign stands. */
function signed({ minor, currency }: Money, indicator: 'CRDT' | 'DBIT' | undefined): Money {
  if (indicator === undefined || minor === 0) return { minor, currency }
  return { minor: indicator === 'DBIT' ? -Math.abs(minor) : Math.abs(minor), currency }
}

function pick<const K extends string, V>(key: K, value: V | undefined): { [name in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]: V })
}
