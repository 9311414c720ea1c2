import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import { putInLine } from './put-in-line.ts'
import { type ToldEvent, toldTypes } from './told-event.ts'

/** Queues that one person may have. */
export const mostQueues = 10
const HOUR_MS = 3_600_000
/** How long an event can be read from a queue, and a queue lives that nobody reads. */
export const queueHours = 24
/** Events in one answer. */
const page = 100

/** A person's subscriptions to what is told of his connections (WIRE §8). */
export interface EventQueues {
  /** `undefined`: he has as many as he may. Subscribed from now on. */
  create(userId: number): Promise<string | undefined>
  remove(userId: number, id: string): Promise<boolean>
  /** What came after the event `after`, in order; `undefined`: no such queue of this person. */
  read(userId: number, id: string, after: number | undefined): Promise<QueuePage | undefined>
}

export interface QueuePage {
  readonly events: readonly ToldEvent[]
  /** Whoever waits, waits for what comes behind this place. */
  readonly upTo: number
}

export function createEventQueues(database: Database): EventQueues {
  const { kysely: db, clock } = database
  return {
    async create(userId) {
      const from = await putInLine(database)
      return database.transaction(async (tx) => {
        // One at a time, so that two do not each become the last one allowed.
        const user = await tx.selectFrom('app_user').select('id').where('id', '=', userId).forNoKeyUpdate().execute()
        const own = await tx.selectFrom('event_queue').select('id').where('user_id', '=', userId).execute()
        if (user.length === 0 || own.length >= mostQueues) return undefined
        const id = randomBytes(18).toString('base64url')
        const now = clock.now()
        const queue = { id, user_id: userId, from_seq: from, created_at: now, read_at: now }
        await tx.insertInto('event_queue').values(queue).execute()
        return id
      })
    },

    async remove(userId, id) {
      const gone = await db
        .deleteFrom('event_queue')
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .returning('id')
        .executeTakeFirst()
      return gone !== undefined
    },

    async read(userId, id, after) {
      const last = await putInLine(database)
      const now = clock.now()
      const queue = await db
        .selectFrom('event_queue')
        .select(['from_seq', 'read_at'])
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirst()
      if (!queue) return undefined
      if (now.getTime() - queue.read_at.getTime() > HOUR_MS)
        await db.updateTable('event_queue').set({ read_at: now }).where('id', '=', id).execute()
      // An event that is kept no longer: whoever saw it has seen nothing of what is there.
      const { rows } = await sql<ToldEvent>`
        select event.* from event where user_id = ${userId}::bigint and seq > greatest(${queue.from_seq}::bigint, coalesce(
            (select seen.seq from event as seen where seen.id = ${after ?? 0}::bigint and seen.user_id = ${userId}::bigint), 0))
          and type = any(${toldTypes as string[]}::text[]) and at > ${new Date(now.getTime() - queueHours * HOUR_MS)}::timestamptz
        order by seq limit ${sql.lit(page)}`.execute(db)
      return { events: rows, upTo: rows.at(-1)?.seq ?? last }
    },
  }
}
