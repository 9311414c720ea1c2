import { sql } from 'kysely'
import type { Database } from '../database.ts'

/** Rows in one statement: the first sweep of an old installation must not be cut off by the statement's time limit. */
const atATime = 5_000

/**
 * Forgets numbers of the changes feed, and what was removed, that only cursors from before `before` need. A number works for as long as
 * it was the newest, and the days after that: whoever asks every day is never sent back, however rarely something changes. Numbers go
 * first: a cursor that is refused can not pass over what was removed.
 */
export async function forgetChanges(database: Pick<Database, 'kysely'>, before: Date): Promise<void> {
  const ticks = sql`delete from change_tick where (user_id, seq) in (
    select user_id, seq from change_tick old where at < ${before}::timestamptz and exists (
      select from change_tick next where next.user_id = old.user_id and next.seq > old.seq and next.at < ${before}::timestamptz)
    limit ${sql.lit(atATime)})`
  const removed = sql`delete from removed_transaction where (user_id, seq, id) in (
    select user_id, seq, id from removed_transaction old where at < ${before}::timestamptz and seq < (
      select min(seq) from change_tick tick where tick.user_id = old.user_id)
    limit ${sql.lit(atATime)})`
  for (const statement of [ticks, removed]) {
    while (Number((await statement.execute(database.kysely)).numAffectedRows ?? 0n) === atATime);
  }
}
