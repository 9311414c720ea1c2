import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database.ts'

/** Columns whose change a client should learn of. */
const visible = [
  'status',
  'amount_minor',
  'currency',
  'type',
  'origin',
  'category_id',
  'label',
  'remittance',
  'booking_date',
  'value_date',
  'transaction_date',
  'counterparty_name',
  'counterparty_iban',
  'creditor_id',
  'mandate_id',
  'end_to_end_id',
  'bank_code',
  'check_number',
  'original',
]

/** The bank's own ids: kept up to date, but some banks mint them anew for each session, which is no news. */
const silent = ['bank_id', 'entry_reference']

/** A pending entry without a day was filed under the day it was first seen, and stays there. */
const keptDate = `case when coalesce(excluded.booking_date, excluded.value_date, excluded.transaction_date) is null
  then transaction.date else excluded.date end`

const list = (of: string, columns: readonly string[]): string => columns.map((column) => `${of}.${column}`).join(', ')
const differs = (columns: readonly string[]): string =>
  `(${list('transaction', columns)}) is distinct from (${list('excluded', columns)})`
const newsworthy = `${differs(visible)} or transaction.date is distinct from ${keptDate}`

const onConflict: RawBuilder<unknown> = sql.raw(`on conflict (account_id, identity_key) do update set
  ${[...visible, ...silent, 'raw_page_id', 'raw_index'].map((column) => `${column} = excluded.${column}`).join(', ')},
  date = ${keptDate},
  updated_at = case when ${newsworthy} then excluded.updated_at else transaction.updated_at end
  where ${newsworthy} or ${differs(silent)}`)

/**
 * Inserts rows given as JSON text, and updates those that changed; resolves to the number written.
 *
 * One JSON parameter: thousands of rows a second on PostgreSQL 15, batches of 2,000, best of three: `json_to_recordset` 36,
 * `unnest` of one array per column 31 (and no arrays in a column), `jsonb_to_recordset` 23. `copy` needs a temporary table
 * and a protocol that PGlite does not have.
 */
export async function upsertTransactions(
  tx: Tx,
  of: { account: { id: number; userId: number }; rawPageId: number; at: Date },
  rowsJson: string,
): Promise<number> {
  const { account, rawPageId, at } = of
  const result = await sql`insert into transaction (account_id, user_id, imported_at, updated_at, raw_page_id,
      identity_key, status, amount_minor, currency, type, origin, category_id, label, remittance, date, booking_date,
      value_date, transaction_date, bank_id, entry_reference, counterparty_name, counterparty_iban, creditor_id,
      mandate_id, end_to_end_id, bank_code, check_number, original, raw_index)
    select ${account.id}::int8, ${account.userId}::int8, ${at}::timestamptz, ${at}::timestamptz, ${rawPageId}::int8,
      k, s, a, c, t, o, g, l, r, d, bd, vd, td, i, e, n, ni, ci, m, ee, bc, cn, og, x
    from json_to_recordset(${rowsJson}::json) as row (k text, s text, a int8, c text, t text, o text, g text, l text,
      r text[], d date, bd date, vd date, td date, i text, e text, n text, ni text, ci text, m text, ee text, bc text,
      cn text, og jsonb, x int4)
    ${onConflict}`.execute(tx)
  return Number(result.numAffectedRows ?? 0n)
}
