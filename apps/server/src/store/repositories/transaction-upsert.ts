import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { RowChange } from '../../transactions/transaction-store.ts'
import type { Tx } from '../database.ts'
import type { Schema } from '../schema.ts'

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

const list = (of: string, columns: readonly string[]): string => columns.map((column) => `${of}.${column}`).join(', ')

/** A pending entry without a day was filed under the day it was first seen, and stays there. */
const keptDate = (from: string): string =>
  `case when coalesce(${list(from, ['booking_date', 'value_date', 'transaction_date'])}) is null
  then transaction.date else ${from}.date end`

const differs = (from: string, columns: readonly string[]): string =>
  `(${list('transaction', columns)}) is distinct from (${list(from, columns)})`
const newsworthy = (from: string): string =>
  `(${differs(from, visible)} or transaction.date is distinct from ${keptDate(from)})`

const news = newsworthy('excluded')
const whenNews = (column: string): string =>
  `${column} = case when ${news} then excluded.${column} else transaction.${column} end`

const onConflict: RawBuilder<unknown> = sql.raw(`on conflict (account_id, identity_key) do update set
  ${[...visible, ...silent].map((column) => `${column} = excluded.${column}`).join(', ')},
  date = ${keptDate('excluded')}, ${['raw_page_id', 'raw_index', 'updated_at'].map(whenNews).join(', ')}
  where ${news} or ${differs('excluded', silent)}`)

/** The rows of a JSON text. Short names: they are written once per row. */
const incoming = (rowsJson: string): RawBuilder<unknown> => sql`(
    select k as identity_key, s as status, a as amount_minor, c as currency, t as type, o as origin, g as category_id,
      l as label, r as remittance, d as date, bd as booking_date, vd as value_date, td as transaction_date, i as bank_id,
      e as entry_reference, n as counterparty_name, ni as counterparty_iban, ci as creditor_id, m as mandate_id,
      ee as end_to_end_id, bc as bank_code, cn as check_number, og as original, x as raw_index
    from json_to_recordset(${rowsJson}::json) as row (k text, s text, a int8, c text, t text, o text, g text, l text,
      r text[], d date, bd date, vd date, td date, i text, e text, n text, ni text, ci text, m text, ee text, bc text,
      cn text, og jsonb, x int4)) as incoming`

const columns = ['identity_key', ...visible, 'date', ...silent, 'raw_index']

/** What a save would do with each row; those that are stored in this very form are left out. Writes nothing. */
export async function compareTransactions(
  kysely: Kysely<Schema>,
  accountId: number,
  rowsJson: string,
): Promise<RowChange[]> {
  const { rows } = await sql<RowChange>`
    select incoming.identity_key as "identityKey", case when transaction.id is null then 'new'
      when ${sql.raw(newsworthy('incoming'))} then 'changed' else 'silent' end as change
    from ${incoming(rowsJson)}
    left join transaction
      on transaction.account_id = ${accountId}::int8 and transaction.identity_key = incoming.identity_key
    where transaction.id is null or ${sql.raw(newsworthy('incoming'))} or ${sql.raw(differs('incoming', silent))}`.execute(
    kysely,
  )
  return rows
}

/**
 * Keeps the page that the rows came from, inserts them, given as JSON text, and updates those that changed; resolves to the number written.
 *
 * One JSON parameter: thousands of rows a second on PostgreSQL 15, batches of 2,000, best of three: `json_to_recordset` 36,
 * `unnest` of one array per column 31 (and no arrays in a column), `jsonb_to_recordset` 23. `copy` needs a temporary table
 * and a protocol that PGlite does not have.
 */
export async function upsertTransactions(
  tx: Tx,
  of: { account: { id: number; userId: number }; page: { entries: number; sealed: Uint8Array }; at: Date },
  rowsJson: string,
): Promise<number> {
  const { account, page, at } = of
  // The number in the feed is taken once, not by the trigger for each row (0043); changed rows get theirs by it.
  const result = await sql`
    with page as (
      insert into raw_page (account_id, fetched_at, entries, sealed)
      values (${account.id}, ${at}, ${page.entries}, ${page.sealed}) returning id
    )
    insert into transaction (account_id, user_id, imported_at, updated_at, raw_page_id, added_seq,
      ${sql.raw(columns.join(', '))})
    select ${account.id}::int8, ${account.userId}::int8, ${at}::timestamptz, ${at}::timestamptz, (select id from page),
      (select take_change_number(${account.userId}::int8, ${at}::timestamptz)), ${sql.raw(columns.join(', '))}
    from ${incoming(rowsJson)}
    ${onConflict}`.execute(tx)
  return Number(result.numAffectedRows ?? 0n)
}

/** Keeps new ids of the bank's where nothing else changed; such a page takes no number in the feed. Resolves to the number written. */
export async function updateSilently(tx: Tx, accountId: number, rowsJson: string): Promise<number> {
  const result =
    await sql`update transaction set ${sql.raw(silent.map((column) => `${column} = incoming.${column}`).join(', '))}
    from ${incoming(rowsJson)}
    where transaction.account_id = ${accountId}::int8 and transaction.identity_key = incoming.identity_key
      and ${sql.raw(differs('incoming', silent))}`.execute(tx)
  return Number(result.numAffectedRows ?? 0n)
}
