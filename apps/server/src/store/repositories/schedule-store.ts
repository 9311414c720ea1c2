import { sql } from 'kysely'
import { unattendedPerDay } from '../../sync/next-sync.ts'
import { allowedFrom, readingsOf } from '../../sync/quota.ts'
import type { ScheduleStore } from '../../sync/schedule.ts'
import type { Tx } from '../database.ts'
import { consentEnds } from './consent-ends.ts'
import { channelsOf } from './read-model.ts'

export function scheduleStore(tx: Tx): ScheduleStore {
  return {
    ...consentEnds(tx),

    async due(now, limit) {
      const { rows } = await sql<{ connectionId: number; definitionIds: string[] }>`
        with held as (
          select connection.id
          from connection
          where auto_sync and exists (
            select from channel where connection_id = connection.id and ${readable(now)}
          )
          order by id limit ${limit}
          for no key update skip locked
        )
        select connection_id as "connectionId", array_agg(definition_id order by definition_id) as "definitionIds"
        from channel where connection_id in (select id from held) and ${readable(now)}
        group by connection_id order by connection_id`.execute(tx)
      return rows
    },

    async postpone(connectionId, now) {
      const since = new Date(now.getTime() - 86_400_000)
      const rows = (await channelsOf(tx, [connectionId], since)).filter(
        ({ frequency_per_day }) => frequency_per_day !== null,
      )
      const full = rows.flatMap((row) => {
        const from = allowedFrom(readingsOf(row), now)
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

/** Reads without the person in the last 24 hours, of the channel in `channel`. */
export const unattendedReads = (now: Date) => sql<number>`(
  select count(*) from sync_run_channel as read join sync_run as run on run.id = read.run_id
  where run.connection_id = channel.connection_id and read.definition_id = channel.definition_id
    and not run.attended and run.created_at > ${now}::timestamptz - interval '24 hours')`

const readable = (now: Date) => sql`(
  next_sync_at <= ${now}::timestamptz and recurring and sealed_state is not null
  and (limited_until is null or limited_until <= ${now}::timestamptz)
  and ${unattendedReads(now)} < least(coalesce(frequency_per_day, ${unattendedPerDay}), ${unattendedPerDay}))`
