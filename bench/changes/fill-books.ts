import { sql } from 'kysely'
import type { Database } from '../../apps/server/src/store/database.ts'
import type { TransactionCursor } from '../../apps/server/src/store/repositories/transaction-query.ts'
import type { ChangePosition } from '../../apps/server/src/transactions/change-cursor.ts'

/** Rows that an import writes in one transaction, hence with one number. */
const perPage = 2_000

/** One person with so many transactions, as imports leave them, and where the last `tail` of them begin. */
export async function fillBooks(
  database: Database,
  rows: number,
  tail: number,
): Promise<{ userId: number; deep: { at: ChangePosition }; deepList: TransactionCursor }> {
  const userId = await database.transaction(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await sql`insert into client (id, name, secret_hashes, created_at) values ('books', 'Books', '{}', now())`.execute(
      tx,
    )
    const { rows: made } = await sql<{ id: number }>`with person as (
        insert into app_user (client_id, email, password_hash, created_at) values ('books', 'b@example.org', '-', now()) returning id),
      bank as (insert into connection (user_id, provider_id, name, created_at) select id, '1', 'Books', now() from person
        returning id, user_id)
      insert into account (connection_id, user_id, identity_key, definition_id, bank_id, resource, name, number, currency, type, created_at)
        select id, user_id, 'books', '101', 'a', 'account', 'A', '1', 'EUR', 'CHECKINGS', now() from bank
        returning user_id as id`.execute(tx)
    const id = made[0]?.id ?? 0
    await sql`insert into transaction (account_id, user_id, identity_key, status, amount_minor, currency, type, category_id, label,
        remittance, date, booking_date, imported_at, updated_at, added_seq)
      select account.id, account.user_id, 'b:' || n || '#0', 'BOOKED', -n, 'EUR', 'POINT_OF_SALE', 'SUPERMARKET', 'Shop ' || n,
        array['Card payment ' || n], date '2020-01-01' + n % 2000, date '2020-01-01' + n % 2000, at, at, page
      from account, generate_series(1, ${sql.lit(rows)}) n, lateral (select 1 + (n - 1) / ${sql.lit(perPage)} as page) of_page,
        lateral (select timestamptz '2026-01-01' + page * interval '1 second' as at) of_time
      where account.user_id = ${id}`.execute(tx)
    await sql`insert into change_line select ${id}, max(added_seq), '', now() from transaction where user_id = ${id}`.execute(
      tx,
    )
    await sql`insert into change_tick select ${id}, seq, gen_random_uuid(), now()
      from generate_series(1, (select last from change_line where user_id = ${id})) seq`.execute(tx)
    return id
  })
  await sql`vacuum analyze transaction`.execute(database.kysely)
  // One page before the end, so that the last page that is asked for is full.
  const from = rows - tail - 200
  const { rows: deep } = await sql<{
    added_seq: number
    id: number
  }>`select added_seq, id from transaction where user_id = ${userId}
    order by added_seq, id offset ${sql.lit(from)} limit 1`.execute(database.kysely)
  const { rows: list } = await sql<{
    imported_at: Date
    id: number
  }>`select imported_at, id from transaction where user_id = ${userId}
    order by imported_at, id desc offset ${sql.lit(from)} limit 1`.execute(database.kysely)
  const [at, last] = [deep[0], list[0]]
  if (!at || !last) throw new Error('too few rows for so many pages')
  return {
    userId,
    deep: { at: { seq: at.added_seq, id: at.id } },
    deepList: { importedAt: last.imported_at, id: last.id },
  }
}
