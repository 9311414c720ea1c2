import { sql } from 'kysely'
import type { Database, Tx } from '../store/database.ts'

export type ReplaySpan = { readonly eventId: number } | { readonly from: Date; readonly to: Date }

/** Events that one call replays at most. */
export const mostReplayed = 10_000

/**
 * Puts events in line for a webhook once more, delivered or dead, and takes it out of its pause: who asks for them says that it is back.
 * Resolves to their number; `undefined`: no such webhook of this client. Each keeps its id.
 */
export function replay(
  database: Database,
  target: { readonly clientId?: string; readonly webhookId: string },
  span: ReplaySpan,
  /** What is written down with it, in the same transaction. */
  also?: (tx: Tx, events: number) => Promise<unknown>,
): Promise<number | undefined> {
  const now = database.clock.now()
  return database.transaction(async (tx) => {
    const webhook = await tx
      .selectFrom('webhook')
      .select(['client_id', 'types'])
      .where('id', '=', target.webhookId)
      .$if(target.clientId !== undefined, (query) => query.where('client_id', '=', target.clientId ?? ''))
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!webhook) return undefined
    const which =
      'eventId' in span
        ? sql`event.id = ${span.eventId}::bigint`
        : sql`at >= ${span.from}::timestamptz and at <= ${span.to}::timestamptz`
    const again = await sql`
      insert into webhook_delivery (webhook_id, event_id, lane, seq, next_at, since)
      select ${target.webhookId}, event.id, coalesce(event.connection_id, journey.connection_id, 0), seq, ${now}::timestamptz, ${now}::timestamptz from event
        left join journey on journey.id = event.journey_id
      where event.client_id = ${webhook.client_id} and seq is not null and ${which}
        and (${webhook.types}::text[] = '{}' or type = any(${webhook.types}::text[]))
      order by seq limit ${sql.lit(mostReplayed)}
      on conflict (webhook_id, event_id) do update
        set attempts = 0, next_at = excluded.next_at, since = excluded.since, dead_at = null, failure = null`.execute(
      tx,
    )
    const events = Number(again.numAffectedRows ?? 0n)
    await also?.(tx, events)
    if (events === 0 && 'eventId' in span) return 0
    await tx
      .updateTable('webhook')
      .set({ due_at: now, paused_at: null, rests_until: null, failing_since: null })
      .where('id', '=', target.webhookId)
      .execute()
    return events
  })
}
