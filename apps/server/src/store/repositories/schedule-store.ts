import { sql } from 'kysely'
import { allowedFrom, quotaOf, readingsOf } from '../../sync/quota.ts'
import type { ScheduleStore } from '../../sync/schedule.ts'
import type { Tx } from '../database.ts'
import { placesLeft } from './call-ledger.ts'
import { consentEnds } from './consent-ends.ts'
import { channelsOf } from './read-model.ts'

export function scheduleStore(tx: Tx): ScheduleStore {
  return {
    ...consentEnds(tx),

    async due(now, { after, before }, limit) {
      const readable = sql`(next_sync_at <= ${before}::timestamptz
        and (${after ?? null}::timestamptz is null or next_sync_at > ${after ?? null}::timestamptz) and ${mayBeRead(now)})`
      const { rows } = await sql<{ connectionId: number; definitionIds: string[] }>`
        with held as (
          select connection.id
          from connection
          where auto_sync and exists (
            select from channel where connection_id = connection.id and ${readable}
          )
          order by id limit ${limit}
          for no key update skip locked
        )
        select connection_id as "connectionId", array_agg(definition_id order by definition_id) as "definitionIds"
        from channel where connection_id in (select id from held) and next_sync_at <= ${now}::timestamptz and ${mayBeRead(now)}
        group by connection_id order by connection_id`.execute(tx)
      return rows
    },

    async postpone(connectionId, now) {
      const full = (await channelsOf(tx, [connectionId])).flatMap((row) => {
        const known = readingsOf(row, now)
        // One that never said how many is asked; its refusals teach.
        const from = quotaOf(known) && allowedFrom(known, now)
        return from ? [[row.definition_id, from] as const] : []
      })
      for (const [definitionId, from] of full)
        await tx
          .updateTable('channel')
          .set({ next_sync_at: from })
          .where('connection_id', '=', connectionId)
          .where('definition_id', '=', definitionId)
          .where('next_sync_at', '>', from)
          .execute()
      return new Map(full)
    },

    async missed(before) {
      const row = await tx
        .selectFrom('channel')
        .select((eb) => eb.fn.countAll<number>().as('missed'))
        .where('next_sync_at', '<=', before)
        .executeTakeFirst()
      return Number(row?.missed ?? 0)
    },

    async stalled(before) {
      const rows = await tx
        .selectFrom('sync_run')
        .innerJoin('connection', 'connection.id', 'sync_run.connection_id')
        .select(['sync_run.id as runId', 'provider_id as providerId', 'attended', 'requested_by'])
        .where('ended_at', 'is', null)
        .where('touched_at', '<', before)
        .execute()
      return rows.map(({ runId, providerId, attended, requested_by }) => ({
        runId,
        providerId,
        urgent: attended || requested_by === 'journey',
      }))
    },
  }
}

const mayBeRead = (now: Date) => sql`(
  recurring and sealed_state is not null
  and (limited_until is null or limited_until <= ${now}::timestamptz) and ${placesLeft(now)})`
