import { sql } from 'kysely'
import type { Database, Tx } from '../../apps/server/src/store/database.ts'

/** Rows of one connection: an account of its own, this many runs and entries. */
const RUNS = 4
const ENTRIES = 10

/**
 * An installation that has been used for a while: `connections` of other people, nothing of them due, with accounts, entries as
 * sent, transactions and runs. Made in the database; statistics are taken, so that plans are those of an installation of this
 * size.
 */
export function fillDatabase(database: Database, connections: number): Promise<void> {
  return database.transaction((tx) => fill(tx, connections))
}

async function fill(db: Tx, connections: number): Promise<void> {
  const n = sql.lit(connections)
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`insert into client (id, name, secret_hashes, created_at) values ('filled', 'Filled', '{}', now())
    on conflict do nothing`.execute(db)
  await sql`insert into app_user (client_id, email, password_hash, created_at)
    select 'filled', 'filled' || n, '-', now() from generate_series(1, ${n}) n`.execute(db)
  await sql`insert into connection (user_id, provider_id, name, status, created_at)
    select id, '100', 'Filled', 'SUCCESS', now() from app_user where client_id = 'filled'`.execute(db)
  await sql`insert into channel (connection_id, definition_id, status, account_types, sealed_state, consent_until, next_sync_at)
    select id, '10001', 'SUCCESS', '{CHECKINGS}', '\\x00', '2099-01-01', '2099-01-01' from connection where name = 'Filled'`.execute(
    db,
  )
  await sql`insert into account (connection_id, user_id, identity_key, definition_id, bank_id, resource, name, number,
      currency, type, created_at, history_at)
    select id, user_id, 'number:1:EUR', '10001', '1', 'account', 'Account', '1', 'EUR', 'CHECKINGS', now(), now()
    from connection where name = 'Filled'`.execute(db)
  await sql`insert into raw_page (account_id, fetched_at, entries, sealed)
    select id, '2026-01-01', ${sql.lit(ENTRIES)}, '\\x00' from account where bank_id = '1'`.execute(db)
  await sql`insert into transaction (account_id, user_id, identity_key, status, amount_minor, currency, type, category_id,
      label, date, booking_date, imported_at, updated_at, raw_page_id, raw_index, added_seq)
    select account.id, account.user_id, 'b:' || n || '#0', 'BOOKED', -n, 'EUR', 'CARD', '1', 'Shop ' || n,
      date '2026-01-01' + n, date '2026-01-01' + n, now(), now(), raw_page.id, n, 0
    from account join raw_page on raw_page.account_id = account.id, generate_series(1, ${sql.lit(ENTRIES)}) n
    where account.bank_id = '1'`.execute(db)
  await sql`insert into bank_call (connection_id, definition_id, account_id, calls)
    select connection_id, '10001', nullif(account.id * kind, 0), array[timestamptz '2026-06-01']
    from account, generate_series(0, 1) as kind where bank_id = '1'
    on conflict do nothing`.execute(db)
  await sql`insert into sync_run (connection_id, requested_by, created_at, started_at, ended_at, touched_at, status)
    select id, 'schedule', at, at, at, at, 'success'
    from connection, generate_series(timestamptz '2026-01-01', timestamptz '2026-01-01' + ${sql.lit(RUNS - 1)} * interval '1 day',
      interval '1 day') at where name = 'Filled'`.execute(db)
  await sql`insert into sync_run_channel (run_id, definition_id, stage, status)
    select id, '10001', 'done', 'SUCCESS' from sync_run where touched_at = ended_at and status = 'success'
    on conflict do nothing`.execute(db)
  await sql`analyze`.execute(db)
}
