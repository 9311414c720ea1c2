import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import type { Row } from '../store/schema.ts'
import { giveUpAfterMs, leftAgain, nextTry } from './retry-times.ts'
import type { ToldEvent } from './told-event.ts'

/** Something that is to be delivered now: its lane does not wait. */
export interface Waiting {
  readonly event: ToldEvent
  readonly lane: number
  readonly attempts: number
}

export interface RoundEnd {
  readonly failingSince: Date | null
  readonly restsUntil: Date | null
  readonly pausedAt: Date | null
  readonly lastFailure?: string
  readonly succeeded: boolean
  readonly attempted: boolean
}

/** A lane whose first was tried in vain waits as a whole, so that order is kept. */
const laneWaits = (webhookId: string, now: Date) => sql`exists (
  select from webhook_delivery as first where first.webhook_id = ${webhookId} and first.lane = webhook_delivery.lane
    and first.dead_at is null and first.attempts > 0 and first.next_at > ${now}::timestamptz)`

/** Lanes in which an event stands that another process has to tell. */
const isLeft = (lanes: ReadonlySet<number>) => sql`webhook_delivery.lane = any(${[...lanes]}::bigint[])`

/** Deliveries of one webhook, for the job that is at it. */
export function deliveryRows(database: Pick<Database, 'kysely' | 'transaction'>, webhookId: string) {
  const { kysely: db } = database
  return {
    webhook: (): Promise<Row<'webhook'> | undefined> =>
      db.selectFrom('webhook').selectAll().where('id', '=', webhookId).executeTakeFirst(),

    async waiting(now: Date, limit: number, left: ReadonlySet<number>): Promise<Waiting[]> {
      const { rows } = await sql<ToldEvent & { lane: number; attempts: number }>`
        select event.*, webhook_delivery.lane, webhook_delivery.attempts from webhook_delivery
        join event on event.id = webhook_delivery.event_id
        where webhook_id = ${webhookId} and dead_at is null and not ${laneWaits(webhookId, now)} and not ${isLeft(left)}
        order by webhook_delivery.seq limit ${limit}`.execute(db)
      return rows.map(({ lane, attempts, ...event }) => ({ event, lane, attempts }))
    },

    async delivered(eventIds: readonly number[]): Promise<void> {
      const query = db.deleteFrom('webhook_delivery').where('webhook_id', '=', webhookId)
      await query.where('event_id', 'in', [...eventIds]).execute()
    },

    /** Its day begins with the first try that failed: what was not taken in it is a dead letter. Never untried, wherever the time went. */
    async failed(eventId: number, attempts: number, failure: string, now: Date): Promise<void> {
      const day = new Date(now.getTime() - giveUpAfterMs)
      await db
        .updateTable('webhook_delivery')
        .set({
          ...{ attempts, failure, next_at: nextTry(attempts, now) },
          since: sql`case when attempts = 0 then ${now}::timestamptz else since end`,
          dead_at: sql`case when attempts > 0 and since < ${day}::timestamptz then ${now}::timestamptz end`,
        })
        .where('webhook_id', '=', webhookId)
        .where('event_id', '=', eventId)
        .execute()
    },

    /** What became of the round, and when there is something to do next. */
    end: (end: RoundEnd, left: ReadonlySet<number>, now: Date): Promise<void> =>
      database.transaction(async (tx) => {
        const query = tx.selectFrom('webhook').select('id').where('id', '=', webhookId)
        if (!(await query.forNoKeyUpdate().executeTakeFirst())) return
        if (end.pausedAt) {
          const open = tx.updateTable('webhook_delivery').set({ dead_at: now }).where('webhook_id', '=', webhookId)
          await open.where('dead_at', 'is', null).execute()
        }
        const { rows } = await sql<{ free: boolean; next: Date | null }>`select
          exists (select from webhook_delivery where webhook_id = ${webhookId} and dead_at is null
            and not ${laneWaits(webhookId, now)} and not ${isLeft(left)}) as free,
          (select min(next_at) from webhook_delivery where webhook_id = ${webhookId} and dead_at is null and attempts > 0) as next`.execute(
          tx,
        )
        const tries = [rows[0]?.next ?? null, left.size > 0 ? leftAgain(now) : null]
        const next = rows[0]?.free ? now : (tries.filter((at) => at !== null).toSorted((a, b) => +a - +b)[0] ?? null)
        await tx
          .updateTable('webhook')
          .set({
            failing_since: end.failingSince,
            rests_until: end.restsUntil,
            paused_at: end.pausedAt,
            due_at: next && end.restsUntil && end.restsUntil > next ? end.restsUntil : next,
            ...(end.attempted ? { last_attempt_at: now } : {}),
            ...(end.succeeded ? { last_success_at: now } : {}),
            last_failure: end.lastFailure,
          })
          .where('id', '=', webhookId)
          .execute()
      }),
  }
}
