import { sql } from 'kysely'
import type { Day } from '../../transactions/day.ts'
import type { Database } from '../database.ts'
import { columnsOfBooks } from './books-columns.ts'

/** What is let go by its age; each call may be made again. */
export interface Retention {
  /** Transactions of before this day, with the bank's own words that nothing else stands on. Clients are told by the changes feed. */
  eraseTransactions(before: Day, at: Date): Promise<void>
  /** Users of whom nothing was read, and who did nothing, since this instant: the oldest first. */
  idleUsers(since: Date, limit: number): Promise<number[]>
  forgetErasures(before: Date): Promise<void>
}

/** Accounts, or rows, in one statement. */
const atATime = 1_000

export function createRetention({ kysely: db }: Pick<Database, 'kysely'>): Retention {
  return {
    async eraseTransactions(before, at) {
      for (let after = 0; ; ) {
        const { rows } = await sql<{ id: number }>`
          select id from account where id > ${after}
            and exists (select from transaction where account_id = account.id and date < ${before}::date)
          order by id limit ${sql.lit(atATime)}`.execute(db)
        for (const { id } of rows) await eraseOf(id, before, at)
        const last = rows.at(-1)
        if (!last || rows.length < atATime) return
        after = last.id
      }
    },

    async idleUsers(since, limit) {
      const { rows } = await sql<{ id: number }>`
        select id from app_user where created_at < ${since}::timestamptz
          and not exists (select from token where user_id = app_user.id and greatest(created_at, used_at) >= ${since}::timestamptz)
          and not exists (select from widget_session where user_id = app_user.id and seen_at >= ${since}::timestamptz)
          and not exists (select from face_token where user_id = app_user.id and greatest(created_at, used_at) >= ${since}::timestamptz)
          and not exists (
            select from connection join channel on channel.connection_id = connection.id
            where connection.user_id = app_user.id
              and greatest(connection.created_at, channel.sca_at, channel.last_success_at) >= ${since}::timestamptz)
        order by id limit ${limit}`.execute(db)
      return rows.map(({ id }) => id)
    },

    async forgetErasures(before) {
      // Its consents go with it, which are ended long since.
      await db.deleteFrom('erasure').where('at', '<', before).execute()
    },
  }

  async function eraseOf(accountId: number, before: Day, at: Date): Promise<void> {
    // The books would miss what goes: they are begun anew by the next reading.
    await db
      .updateTable('account')
      .set(columnsOfBooks(undefined))
      .where('id', '=', accountId)
      .where('books_from', '<', before)
      .execute()
    const old = sql`delete from transaction where id in (
      select id from transaction where account_id = ${accountId} and date < ${before}::date limit ${sql.lit(atATime)})`
    while (Number((await old.execute(db)).numAffectedRows ?? 0n) === atATime);
    // A page fetched just now may be about to be referred to.
    const settled = new Date(at.getTime() - 3_600_000)
    await sql`delete from raw_page where account_id = ${accountId} and fetched_at < ${settled}::timestamptz
      and not exists (select from transaction where raw_page_id = raw_page.id)`.execute(db)
  }
}
