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
import { readRemittance } from './remittance.ts'

const { amount, list, text, word } = lenient

const party = z.object({ name: text }).optional().catch(undefined)
const account = z.object({ iban: text }).optional().catch(undefined)

const entry = z.object({
  entry_reference: text,
  transaction_id: text,
  transaction_amount: amount,
  credit_debit_indicator: word('CRDT', 'DBIT'),
  status: text,
  booking_date: text,
  value_date: text,
  transaction_date: text,
  creditor: party,
  creditor_account: account,
  debtor: party,
  debtor_account: account,
  remittance_information: list,
  bank_transaction_code: z.object({ code: text, sub_code: text, description: text }).optional().catch(undefined),
  merchant_category_code: text,
  balance_after_transaction: amount,
  exchange_rate: z.object({ exchange_rate: text, instructed_amount: amount }).optional().catch(undefined),
  note: text,
})

/** `Transaction`. Only the amount is indispensable: nulls occur everywhere. `zone`: where the bank's days begin. */
export function readEntry(value: unknown, zone: string): BankTransaction | EntryRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry_not_object'
  const read = entry.safeParse(value).data
  if (!read) return 'entry_not_object'
  if (!read.transaction_amount) return 'transaction_amount' in value ? 'amount_unreadable' : 'amount_missing'
  const said = statusOf(read.status)
  const indicator = read.credit_debit_indicator
  const direction = indicator && (indicator === 'DBIT' ? 'debit' : 'credit')
  const isSaid = lenient.isSaid(value, 'credit_debit_indicator')
  const money = directedAsSaid(read.transaction_amount, direction, isSaid)
  if (!money) return 'sign_missing'
  // Money that came in is from the debtor, money that went out is to the creditor; we are the other one.
  const incoming = isPositive(money)
  const [other, own] = incoming ? [read.debtor, read.creditor] : [read.creditor, read.debtor]
  const iban = (incoming ? read.debtor_account : read.creditor_account)?.iban
  const remittance = readRemittance(read.remittance_information.flatMap((one) => text.parse(one) ?? []))
  const first = read.exchange_rate?.instructed_amount
  const original = first && isOtherCurrency(first, money) ? directedLike(first, money) : undefined
  const written = { bookingDate: read.booking_date, valueDate: read.value_date, transactionDate: read.transaction_date }
  const days = entryDays(written, zone)
  if (isDayUnread(said.status, written, days)) return 'date_unreadable'
  const { code, sub_code, description } = read.bank_transaction_code ?? {}
  const iso = [code, sub_code].every((part) => part !== undefined && /^[A-Z]{4}(-[A-Z]{4})?$/.test(part))
  const note = [read.note, remittance.lines.length === 0 ? description : undefined].find((one) => one !== undefined)
  return {
    ...said,
    bankId: read.transaction_id,
    entryReference: read.entry_reference,
    amount: money,
    ...days,
    remittance: remittance.lines,
    additionalInformation: note,
    counterpartyName: other?.name,
    ownSideName: other?.name === undefined ? own?.name : undefined,
    counterpartyIban: iban?.replace(/\s+/g, '').toUpperCase(),
    creditorId: remittance.creditorId,
    mandateId: remittance.mandateId,
    endToEndId: remittance.endToEndId,
    ...(iso ? { bankTransactionCode: `${code}-${sub_code}` } : {}),
    proprietaryCode: iso ? undefined : [code, sub_code].filter((part) => part !== undefined).join('-') || undefined,
    merchantCategoryCode: read.merchant_category_code,
    ...(original ? { original: { amount: original, rate: read.exchange_rate?.exchange_rate } } : {}),
    balanceAfter: read.balance_after_transaction,
    raw: JSON.stringify(value),
  }
}

/** A word that nobody knows is no promise that money moved; none at all is a booked entry. */
function statusOf(word: string | undefined): Pick<BankTransaction, 'status' | 'informative'> {
  switch (word?.toUpperCase() ?? 'BOOK') {
    case 'BOOK':
      return { status: 'BOOKED' }
    case 'PDNG':
    case 'HOLD':
      return { status: 'PENDING' }
    // An order that the bank will carry out on its day.
    case 'SCHD':
      return { status: 'OTHER' }
    case 'CNCL':
      return { status: 'CANCELLED' }
    case 'RJCT':
      return { status: 'REJECTED' }
    default:
      return { status: 'OTHER', informative: true }
  }
}
