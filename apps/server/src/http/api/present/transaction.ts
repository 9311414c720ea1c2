import type { Locale } from '@raccord/contract'
import { transactionOrigins, transactionTypes } from '@raccord/contract'
import type { TransactionOut } from '@raccord/contract/wire'
import type { TransactionView } from '../../../store/repositories/transaction-query.ts'
import { amountOnWire } from './amount.ts'
import { presentCategory } from './category.ts'
import { toDayDate } from './day-date.ts'
import { toUnixSeconds } from './unix-seconds.ts'

export function presentTransaction(row: TransactionView, locale: Locale): TransactionOut {
  const category = presentCategory(row.category_id, locale)
  const notes = notesOf(row)
  return {
    id: String(row.id),
    account_id: String(row.account_id),
    amount: amountOnWire(row.amount_minor, row.currency, row.exact),
    currency: row.currency,
    // Never missing (WIRE §3): a word that the wire does not have yet becomes the widest one.
    type: transactionTypes.find((type) => type === row.type) ?? 'OTHER',
    origin: transactionOrigins.find((origin) => origin === row.origin) ?? 'TRANSACTION',
    category_id: row.category_id,
    ...(category ? { category } : {}),
    label: row.label,
    ...(row.counterparty_name === null ? {} : { source: { label: row.counterparty_name } }),
    notes,
    date: toDayDate(row.date),
    import_date: toUnixSeconds(row.imported_at),
    ...(row.booking_date === null ? {} : { booking_date: toDayDate(row.booking_date) }),
    ...(row.value_date === null ? {} : { value_date: toDayDate(row.value_date) }),
    ...(row.transaction_date === null ? {} : { transaction_date: toDayDate(row.transaction_date) }),
    last_update_date: toUnixSeconds(row.updated_at),
    status: row.status,
    remittance_information: row.remittance,
    check_number: row.check_number ?? undefined,
  }
}

/** The remittance lines; absent when there are none, or one that says no more than the label. */
function notesOf(row: TransactionView): string | undefined {
  if (row.remittance.length === 0) return undefined
  if (row.remittance.length === 1 && row.remittance[0] === row.label) return undefined
  return row.remittance.join('\n')
}
