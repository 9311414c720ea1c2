import { sql } from 'kysely'
import type { JobQueue } from '../jobs/queue.ts'
import type { Database } from '../store/database.ts'
import type { Figures } from './figures.ts'

interface Row {
  open_runs: number
  oldest_open_run: number
  oldest_due: number
  within_7: number
  within_30: number
  ended: number
  open_revocations: number
  undelivered: number
  oldest_undelivered: number
  paused_webhooks: number
}

/** Each part reads a partial index that holds the open ones only (0001, 0026, 0051), never a whole table. */
export async function countFigures(database: Database, queue: Pick<JobQueue, 'counts' | 'oldest'>): Promise<Figures> {
  const now = database.clock.now()
  const { rows } = await sql<Row>`
    select
      (select count(*) from sync_run where ended_at is null)::int as open_runs,
      (select coalesce(extract(epoch from ${now}::timestamptz - min(created_at)), 0)
        from sync_run where ended_at is null)::float8 as oldest_open_run,
      (select coalesce(extract(epoch from ${now}::timestamptz - min(next_sync_at)), 0)
        from channel where next_sync_at is not null)::float8 as oldest_due,
      ending.*,
      (select count(*) from revocation where done_at is null)::int as open_revocations,
      waiting.*,
      (select count(*) from webhook where paused_at is not null)::int as paused_webhooks
    from (
      select
        count(*) filter (where consent_until between today.day and today.day + 7)::int as within_7,
        count(*) filter (where consent_until between today.day and today.day + 30)::int as within_30,
        count(*) filter (where consent_until < today.day)::int as ended
      from channel, (select (${now}::timestamptz at time zone 'UTC')::date as day) as today
      where consent_until is not null and sealed_state is not null and consent_until <= today.day + 30
    ) as ending, (
      select count(*)::int as undelivered,
        coalesce(extract(epoch from ${now}::timestamptz - min(since)), 0)::float8 as oldest_undelivered
      from webhook_delivery where dead_at is null
    ) as waiting`.execute(database.kysely)
  const [row] = rows
  if (row === undefined) throw new Error('no figures')
  const [counts, oldest] = [await queue.counts(), await queue.oldest()]
  return {
    openRuns: row.open_runs,
    oldestOpenRun: Math.max(0, row.oldest_open_run),
    oldestDue: Math.max(0, row.oldest_due),
    consentsEnding: { '7d': row.within_7, '30d': row.within_30, ended: row.ended },
    openRevocations: row.open_revocations,
    webhooks: {
      undelivered: row.undelivered,
      oldest: Math.max(0, row.oldest_undelivered),
      paused: row.paused_webhooks,
    },
    queues: counts.map((queued) => ({ ...queued, oldest: oldest.get(queued.name) ?? 0 })),
  }
}
