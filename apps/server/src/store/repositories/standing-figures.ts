import { sql } from 'kysely'
import { dayOf } from '../../transactions/day.ts'
import type { Database } from '../database.ts'

export interface StandingFigure {
  readonly name: string
  readonly label: string
  readonly value: number
}

export interface StandingFigures {
  /** `at`: when they were counted; absent: never yet. */
  read(): Promise<{ readonly at?: Date; readonly figures: readonly StandingFigure[] }>
  /** Counts anew, unless they are younger than `freshMs` or somebody is at it: then it answers false at once. */
  count(freshMs: number): Promise<boolean>
}

/** Longer than any count takes; after it another process may try. */
const CLAIM_MS = 60_000

/**
 * What is so now, kept as rows. A count reads the partial indexes of what is open, late or failing, and `connection` once from end to
 * end, so pages never do: they read the rows, a few dozen, however many connections there are.
 *
 * @param queued jobs that failed for good, by queue; they are kept by pg-boss
 */
export function createStandingFigures(
  database: Pick<Database, 'kysely' | 'transaction' | 'clock'>,
  queued: () => Promise<readonly { readonly name: string; readonly exhausted: number }[]>,
): StandingFigures {
  const { kysely: db, clock } = database
  return {
    async read() {
      const [{ at } = { at: null }] = await db.selectFrom('standing_count').select('at').execute()
      const figures = await db.selectFrom('standing_figure').selectAll().orderBy('name').orderBy('label').execute()
      return { at: at ?? undefined, figures }
    },

    async count(freshMs) {
      const now = clock.now()
      const claimed = await sql`
        update standing_count set claimed_until = ${new Date(now.getTime() + CLAIM_MS)}
        where (claimed_until is null or claimed_until <= ${now}) and (at is null or at <= ${new Date(now.getTime() - freshMs)})
        returning one`.execute(db)
      if (claimed.rows.length === 0) return false
      const dead = (await queued()).filter(({ exhausted }) => exhausted > 0)
      await database.transaction(async (tx) => {
        await tx.deleteFrom('standing_figure').execute()
        await counted(now).execute(tx)
        if (dead.length > 0)
          await tx
            .insertInto('standing_figure')
            .values(dead.map(({ name, exhausted }) => ({ name: 'dead_jobs', label: name, value: exhausted })))
            .execute()
        await tx.updateTable('standing_count').set({ at: now, claimed_until: null }).execute()
      })
      return true
    },
  }
}

function counted(now: Date) {
  const day = sql`${dayOf(now)}::date`
  const ending = (label: string, days: number) => sql`
    select 'consents', ${label}, count(*) from channel
    where consent_until is not null and sealed_state is not null and consent_until between ${day} and ${day} + ${sql.lit(days)}`
  return sql`
    insert into standing_figure (name, label, value)
    select 'journeys', coalesce(journey.place, 'providers'), count(*) from journey
      join widget_session on widget_session.id_hash = journey.session_hash
      where journey.finished_at is null and widget_session.expires_at > ${now}::timestamptz group by 2
    union all select 'connections', status, count(*) from connection group by status
    union all select 'failing', failure, count(*) from channel where failure is not null group by failure
    union all ${ending('7d', 7)}
    union all ${ending('30d', 30)}
    union all select 'consents', 'ended', count(*) from channel
      where consent_until is not null and sealed_state is not null and consent_until < ${day}
    union all select 'runs', 'open', count(*) from sync_run where ended_at is null
    union all select 'late', 'hour', count(*) from channel
      where next_sync_at is not null and next_sync_at < ${now}::timestamptz - interval '1 hour'
    union all select 'limited', 'now', count(*) from channel
      where limited_until is not null and limited_until > ${now}::timestamptz
    union all select 'revocations', 'open', count(*) from revocation where done_at is null
    union all select 'webhooks', 'failing', count(*) from webhook where failing_since is not null
    union all select 'webhooks', 'paused', count(*) from webhook where paused_at is not null
    union all select 'webhooks', 'undelivered', count(*) from webhook_delivery where dead_at is null
    union all select 'webhooks', 'dead', count(*) from webhook_delivery where dead_at is not null
    union all select 'undelivered', webhook_id, count(*) from webhook_delivery where dead_at is null group by webhook_id
    union all select 'given_up', webhook_id, count(*) from webhook_delivery where dead_at is not null group by webhook_id`
}
