import {
  type BankTransaction,
  bankDay,
  directedAsSaid,
  directedLike,
  type EntryRule,
  entryDays,
  isDayUnread,
  isOtherCurrency,
  isPositive,
  lenient,
  meaningOfEntryStatus,
} from '@raccord/connector-kit'
import { z } from 'zod'
import { remittanceOf } from './remittance.ts'

const { accountReference, amount, anything, isSaid, text, word } = lenient

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
  status: text,
  bookingDate: text,
  expectedBookingDate: text,
  valueDate: text,
  transactionDate: text,
  bankTransactionCode: code,
  relatedParties: parties,
  remittanceInformation: anything,
  additionalTransactionInformation: text,
  endToEndId: text,
  mandateId: text,
})

/** `Transaction` (STET 1.4 §4.5). Only the amount is indispensable. `zone`: where the bank's days begin. */
export function readEntry(
  value: unknown,
  { zone, stableReference }: { readonly zone: string; readonly stableReference?: boolean } = { zone: 'UTC' },
): BankTransaction | EntryRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry_not_object'
  const read = entry.safeParse(value).data
  if (!read) return 'entry_not_object'
  if (!read.transactionAmount) return 'transactionAmount' in value ? 'amount_unreadable' : 'amount_missing'
  const indicator = read.creditDebitIndicator
  const direction = indicator && (indicator === 'DBIT' ? 'debit' : 'credit')
  const money = directedAsSaid(read.transactionAmount, direction, isSaid(value, 'creditDebitIndicator'))
  if (!money) return 'sign_missing'
  // Money that came in is from the debtor, money that went out is to the creditor; we are the other one.
  const incoming = isPositive(money)
  const related = read.relatedParties
  const debtor = related?.debtor?.name ?? related?.ultimateDebtor?.name
  const creditor = related?.creditor?.name ?? related?.ultimateCreditor?.name
  const [name, ownSide] = incoming ? [debtor, creditor] : [creditor, debtor]
  const iban = (incoming ? related?.debtorAccount : related?.creditorAccount)?.iban
  const iso = [read.bankTransactionCode?.domain, read.bankTransactionCode?.family, read.bankTransactionCode?.subFamily]
  const first = read.transactionAmountDetails?.instructedAmount
  const original = first?.amount && isOtherCurrency(first.amount, money) ? first.amount : undefined
  // A word that nobody knows is no promise that money moved; none at all is a booked entry.
  const said = meaningOfEntryStatus(read.status ?? 'BOOK') ?? { status: 'OTHER', informative: true }
  const expected = said.status === 'PENDING' ? read.expectedBookingDate : undefined
  const bookingDate = bankDay(read.bookingDate, zone) === undefined ? expected : read.bookingDate
  const days = entryDays({ bookingDate, valueDate: read.valueDate, transactionDate: read.transactionDate }, zone)
  if (isDayUnread(said.status, read, days)) return 'date_unreadable'
  return {
    ...said,
    bankId: read.resourceId,
    entryReference: read.entryReference,
    ...(stableReference && read.entryReference !== undefined ? { stableReference: true } : {}),
    amount: money,
    ...days,
    remittance: remittanceOf(read.remittanceInformation),
    additionalInformation: read.additionalTransactionInformation,
    counterpartyName: name,
    ownSideName: name === undefined ? ownSide : undefined,
    counterpartyIban: iban?.replace(/\s+/g, '').toUpperCase(),
    endToEndId: read.endToEndId,
    mandateId: read.mandateId,
    bankTransactionCode: iso.every((part) => part !== undefined) ? iso.join('-') : undefined,
    proprietaryCode: read.bankTransactionCode?.code,
    ...(original ? { original: { amount: directedLike(original, money), rate: first?.exchangeRate } } : {}),
    raw: JSON.stringify(value),
  }
}
