import { sql } from 'kysely'
import type { ChannelSchedule, SyncStore } from '../../sync/sync-store.ts'
import type { Tx } from '../database.ts'

type SyncEnd = Pick<
  SyncStore,
  'progress' | 'readSchedule' | 'endChannel' | 'endedChannels' | 'otherChannelsWork' | 'endRun'
>

export const scheduleColumns = [
  'auto_sync',
  'recurring',
  'frequency_per_day',
  'consent_until',
  'limited_until',
] as const

export function scheduleOf(row: {
  auto_sync: boolean
  recurring: boolean
  frequency_per_day: number | null
  consent_until: string | null
  limited_until: Date | null
}): ChannelSchedule {
  return {
    autoSync: row.auto_sync,
    recurring: row.recurring,
    ...(row.frequency_per_day === null ? {} : { frequencyPerDay: row.frequency_per_day }),
    ...(row.consent_until === null ? {} : { consentUntil: row.consent_until }),
    ...(row.limited_until === null ? {} : { limitedUntil: row.limited_until }),
  }
}

/** Progress and ends of runs. */
export function syncEnd(tx: Tx): SyncEnd {
  return {
    async progress(run, definitionId, change) {
      const { stage, accounts, accountsDone = 0, transactions = 0, transactionsNew = 0, gaps = 0, since } = change
      await tx
        .updateTable('sync_run_channel')
        .set((eb) => ({
          ...(stage ? { stage } : {}),
          ...(accounts === undefined ? {} : { accounts }),
          accounts_done: eb('accounts_done', '+', accountsDone),
          transactions: eb('transactions', '+', transactions),
          transactions_new: eb('transactions_new', '+', transactionsNew),
          ...(gaps > 0 ? { gaps: eb('gaps', '+', gaps) } : {}),
          ...(since ? { since: sql<string>`least(since, ${since}::date)` } : {}),
        }))
        .where('run_id', '=', run.runId)
        .where('definition_id', '=', definitionId)
        .execute()
    },

    async readSchedule(run, definitionId) {
      const row = await tx
        .selectFrom('channel')
        .innerJoin('connection', 'connection.id', 'channel.connection_id')
        .select(scheduleColumns)
        .where('connection_id', '=', run.connectionId)
        .where('definition_id', '=', definitionId)
        .executeTakeFirst()
      return row && scheduleOf(row)
    },

    async endChannel(run, definitionId, result, at) {
      const { status, failure = null, limitedUntil = null, nextSyncAt = null, unsupported } = result
      const unread = JSON.stringify(result.unread ?? {})
      const row = await tx
        .updateTable('sync_run_channel')
        .set({ stage: 'done', status, failure, unread })
        .where('run_id', '=', run.runId)
        .where('definition_id', '=', definitionId)
        .returning('transactions_new')
        .executeTakeFirst()
      await tx
        .updateTable('channel')
        .set({
          status,
          failure,
          last_end_at: at,
          next_sync_at: nextSyncAt,
          limited_until: limitedUntil,
          unread,
          ...((status === 'SUCCESS' || status === 'PARTIAL_SUCCESS') && result.read ? { last_success_at: at } : {}),
          ...(unsupported ? { unsupported: JSON.stringify(unsupported) } : {}),
          ...(status === 'EMPTY' ? { sealed_state: null, sealed_credentials: null, consent_until: null } : {}),
        })
        .where('connection_id', '=', run.connectionId)
        .where('definition_id', '=', definitionId)
        // Given up meanwhile: it stays EMPTY.
        .where('sealed_state', 'is not', null)
        .execute()
      return { newTransactions: (row?.transactions_new ?? 0) > 0 }
    },

    async endedChannels(run) {
      const rows = await tx
        .selectFrom('sync_run_channel')
        .select(['definition_id', 'stage', 'status', 'accounts_done'])
        .where('run_id', '=', run.runId)
        .execute()
      if (rows.some((row) => row.stage !== 'done')) return undefined
      return rows.map((row) => ({
        definitionId: row.definition_id,
        status: row.status,
        partial: row.accounts_done > 0,
      }))
    },

    async otherChannelsWork(run) {
      const row = await tx
        .selectFrom('channel')
        .select('definition_id')
        .where('connection_id', '=', run.connectionId)
        .where('status', 'in', ['SUCCESS', 'PARTIAL_SUCCESS'])
        .where('definition_id', 'not in', (eb) =>
          eb.selectFrom('sync_run_channel').select('definition_id').where('run_id', '=', run.runId),
        )
        .executeTakeFirst()
      return row !== undefined
    },

    async endRun(run, end, at) {
      await tx
        .updateTable('sync_run')
        .set({ status: end.status, ended_at: at, sealed_psu: null })
        .where('id', '=', run.runId)
        .execute()
      await tx.updateTable('connection').set({ status: end.connection }).where('id', '=', run.connectionId).execute()
    },
  }
}
