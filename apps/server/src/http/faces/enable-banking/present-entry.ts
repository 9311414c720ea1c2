import { moneyToText } from '@raccord/connector-kit'
import type { EntryView } from '../../../store/repositories/entry-query.ts'
import { plainLine } from '../plain-line.ts'

const longest = 500

/** Unsigned, with its direction beside it. Its reference is our row's: set while it is pending, and the same when it is booked. */
export function presentEntry(entry: EntryView) {
  const out = entry.amount_minor < 0 || (entry.exact?.startsWith('-') ?? false)
  const amount = (entry.exact ?? moneyToText(entry.amount_minor, entry.currency)).replace('-', '')
  const name = plainLine(entry.counterparty_name ?? '', longest)
  const party = name === '' ? null : { name }
  const account = entry.counterparty_iban === null ? null : { iban: entry.counterparty_iban }
  const lines = entry.remittance.map((line) => plainLine(line, longest)).filter((line) => line !== '')
  const pending = entry.status === 'PENDING'
  return {
    ...{ entry_reference: `tx_${entry.id}`, transaction_id: null, status: pending ? 'PDNG' : 'BOOK' },
    credit_debit_indicator: out ? 'DBIT' : 'CRDT',
    transaction_amount: { amount, currency: entry.currency },
    // Some take the first of these that is there.
    booking_date: entry.booking_date ?? (pending ? null : entry.date),
    value_date: entry.value_date,
    transaction_date: entry.transaction_date ?? entry.day,
    ...(out
      ? { creditor: party, creditor_account: account, debtor: null, debtor_account: null }
      : { creditor: null, creditor_account: null, debtor: party, debtor_account: account }),
    remittance_information: lines.length > 0 ? lines : [plainLine(entry.label, longest)],
    reference_number: entry.end_to_end_id,
    ...{ bank_transaction_code: null, merchant_category_code: null, balance_after_transaction: null },
    ...{ exchange_rate: null, note: null },
  }
}
