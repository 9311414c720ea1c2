import { sql } from 'kysely'
import type { Database } from '../store/database.ts'

/** Events put in line in one transaction. */
const atATime = 500

/**
 * Gives committed events their places, and each webhook its share of them. By any process; while one does it the others
 * find nothing to do. Resolves to the last place that is given.
 */
export async function putInLine(database: Pick<Database, 'kysely' | 'transaction' | 'clock'>): Promise<number> {
  for (;;) {
    const { rows } = await sql<{ waiting: boolean; last: number | null }>`
      select exists (select from event where seq is null) as waiting, (select last from event_line) as last`.execute(
      database.kysely,
    )
    const [line] = rows
    if (!line?.waiting) return line?.last ?? 0
    if (line.last === null)
      await sql`insert into event_line (last) values (0) on conflict do nothing`.execute(database.kysely)
    const placed = await database.transaction(async (tx) => {
      const now = database.clock.now()
      const held = await sql<{ last: number }>`select last from event_line for update skip locked`.execute(tx)
      const [from] = held.rows
      if (!from) return undefined
      const { rows: placed } = await sql<{ id: number }>`
        with next as (
          select id, ${from.last}::bigint + row_number() over (order by id) as seq from (
            select id from event where seq is null order by id limit ${sql.lit(atATime)}) as waiting)
        update event set seq = next.seq from next where event.id = next.id returning event.id`.execute(tx)
      await sql`update event_line set last = last + ${placed.length}::bigint`.execute(tx)
      await share(
        tx,
        placed.map(({ id }) => id),
        now,
      )
      return placed.length
    })
    // Another process is at it: it wakes those who wait as we would.
    if (placed === undefined) return line.last ?? 0
  }
}

/** What a webhook is to be sent; one that is paused gets nothing until it is resumed by a replay. */
async function share(tx: Parameters<Parameters<Database['transaction']>[0]>[0], ids: readonly number[], now: Date) {
  await sql`
    with shared as (
      insert into webhook_delivery (webhook_id, event_id, lane, seq, next_at, since)
      select webhook.id, event.id, coalesce(event.connection_id, journey.connection_id, 0), event.seq, ${now}::timestamptz, ${now}::timestamptz
      from event join webhook on webhook.client_id = event.client_id
        -- The end of a journey is told after what became of its connection.
        left join journey on journey.id = event.journey_id
      where event.id = any(${ids as number[]}::bigint[]) and webhook.paused_at is null
        and (webhook.types = '{}' or event.type = any(webhook.types))
        -- Of before it was made there is the replay.
        and event.at >= webhook.created_at
      returning webhook_id)
    update webhook set due_at = least(coalesce(due_at, ${now}::timestamptz), ${now}::timestamptz)
    where id in (select webhook_id from shared)`.execute(tx)
}
