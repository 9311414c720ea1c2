import type { JourneyOutcome } from '@raccord/contract'
import { sql } from 'kysely'
import type { Database } from '../database.ts'

/** A journey that nobody came back to, and where he stood. */
export interface RunOut {
  readonly endpoint: string
  readonly step: string
  readonly providerId: string | undefined
}

const BATCH = 500

/** Journeys whose session ended before anybody finished them are over, and told so. Resolves to them. */
export async function endRunOut({ kysely }: Pick<Database, 'kysely'>, now: Date): Promise<readonly RunOut[]> {
  const ended: RunOut[] = []
  for (;;) {
    const { rows } = await sql<{ endpoint: string; place: string | null; provider_id: string | null }>`
      with ended as (
        update journey set finished_at = over.expires_at from (
          select journey.id, widget_session.expires_at
          from journey join widget_session on widget_session.id_hash = journey.session_hash
          where journey.finished_at is null and widget_session.expires_at < ${now}::timestamptz
          order by journey.id limit ${sql.lit(BATCH)} for update of journey skip locked) as over
        where journey.id = over.id
        returning journey.id, client_id, user_id, endpoint, place, provider_id
      ), told as (
        insert into event (type, client_id, user_id, provider_id, journey_id, status, at)
        select 'journey_ended', client_id, user_id, '', id, ${'expired' satisfies JourneyOutcome}::text, ${now}::timestamptz
        from ended
      )
      select endpoint, place, provider_id from ended`.execute(kysely)
    for (const { endpoint, place, provider_id } of rows)
      ended.push({ endpoint, step: place ?? 'providers', providerId: provider_id ?? undefined })
    if (rows.length < BATCH) return ended
  }
}
