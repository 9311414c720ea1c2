import { own } from '@raccord/contract'
import type { EntryView } from '../../../store/repositories/entry-query.ts'
import { categories } from '../../../transactions/categories.ts'
import { plainLine } from '../plain-line.ts'
import { finerAmount, twoDecimals } from './amount.ts'
import { noonOf } from './noon.ts'

const LONGEST = 500

/**
 * An entry with every field that some reader insists on. Its id is our row's: the same before and after it is booked, and after
 * the bank's permission was renewed.
 */
export function presentTransaction(entry: EntryView, accountCurrency: string): object {
  const pending = entry.status === 'PENDING'
  const lines = entry.remittance.map((line) => plainLine(line, LONGEST)).filter((line) => line !== '')
  const label = plainLine(entry.label, LONGEST)
  const payee = plainLine(entry.counterparty_name ?? '', LONGEST)
  const category = own(categories, entry.category_id)?.label.en
  const finer = finerAmount(entry.amount_minor, entry.currency, entry.exact)
  return {
    id: `tx_${entry.id}`,
    posted: pending ? 0 : noonOf(entry.date),
    transacted_at: noonOf(entry.transaction_date ?? entry.date),
    pending,
    amount: twoDecimals(entry.amount_minor, entry.currency),
    ...(entry.currency === accountCurrency ? {} : { currency: entry.currency }),
    description: plainLine(described(payee, lines.join(' ') || label), LONGEST),
    payee: payee || label,
    memo: plainLine(lines.slice(1).join(' '), LONGEST),
    extra: {
      category,
      ...(entry.end_to_end_id === null ? {} : { reference: plainLine(entry.end_to_end_id, 100) }),
      ...(entry.check_number === null ? {} : { check_number: plainLine(entry.check_number, 40) }),
      amount: finer,
    },
  }
}

/** Firefly III guesses the other party from how it begins; a name that stands there already is not written twice. */
function described(payee: string, text: string): string {
  if (payee === '' || text.toUpperCase().startsWith(payee.toUpperCase())) return text
  return text === '' ? payee : `${payee} · ${text}`
}
