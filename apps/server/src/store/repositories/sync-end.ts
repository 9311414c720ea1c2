import { sql } from 'kysely'
import { turnOf } from '../../sync/next-sync.ts'
import type { ChannelSchedule, EndedChannels, HeldRun, Progress, SyncStore } from '../../sync/sync-store.ts'
import type { Tx } from '../database.ts'
import { consentGrants } from './consent-grants.ts'

type SyncEnd = Pick<SyncStore, 'progress' | 'readSchedule' | 'endChannel' | 'endedChannels' | 'endRun'>

const scheduleColumns = [
  'auto_sync',
  'recurring',
  'frequency_per_day',
  'consent_until',
  'limited_until',
  'failures',
  'channel.connection_id as of_connection',
] as const

export function scheduleOf(row: {
  auto_sync: boolean
  recurring: boolean
  frequency_per_day: number | null
  consent_until: string | null
  limited_until: Date | null
  failures: number
  of_connection: number
}): ChannelSchedule {
  return {
    autoSync: row.auto_sync,
    recurring: row.recurring,
    turn: turnOf(row.of_connection),
    failures: row.failures,
    frequencyPerDay: row.frequency_per_day ?? undefined,
    consentUntil: row.consent_until ?? undefined,
    limitedUntil: row.limited_until ?? undefined,
  }
}

const endedColumns = ['definition_id', 'stage', 'status', 'accounts_done'] as const

/** Whether channels of the connection that are not the run's have accounts and succeeded. */
const othersWork = (run: HeldRun) =>
  sql<boolean>`exists (
    select from channel where connection_id = ${run.connectionId} and channel.status in ('SUCCESS', 'PARTIAL_SUCCESS')
      and channel.definition_id not in (select of_run.definition_id from sync_run_channel as of_run where run_id = ${run.runId}))`.as(
    'others_work',
  )

function endedOf(
  rows: readonly {
    readonly definition_id: string
    readonly stage: string
    readonly status: string
    readonly accounts_done: number
    readonly others_work: boolean
  }[],
): EndedChannels {
  return {
    channels: rows.map((row) => ({
      definitionId: row.definition_id,
      status: row.status,
      partial: row.accounts_done > 0,
    })),
    othersWork: rows.some((row) => row.others_work),
    all: rows.every(({ stage }) => stage === 'done'),
  }
}

/** Progress and ends of runs. */
export function syncEnd(tx: Tx): SyncEnd {
  return {
    async progress(run, definitionId, change) {
      if (Object.keys(change).length === 0) return
      await tx
        .updateTable('sync_run_channel')
        .set(columnsOf(change))
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

    async endChannel(run, definitionId, result, at, progress = {}) {
      const { status, failure = null, limitedUntil = null, nextSyncAt = null, unsupported } = result
      const unread = JSON.stringify(result.unread ?? {})
      const rows = await tx
        .with('read', (db) =>
          db
            .updateTable('channel')
            .set({
              status,
              failure,
              last_end_at: at,
              next_sync_at: nextSyncAt,
              limited_until: limitedUntil,
              failures: status === 'FAILED' ? sql<number>`failures + 1` : 0,
              unread,
              ...((status === 'SUCCESS' || status === 'PARTIAL_SUCCESS') && result.read ? { last_success_at: at } : {}),
              ...(unsupported ? { unsupported: JSON.stringify(unsupported) } : {}),
              ...(status === 'EMPTY' ? { sealed_state: null, sealed_credentials: null, consent_until: null } : {}),
            })
            .where('connection_id', '=', run.connectionId)
            .where('definition_id', '=', definitionId)
            // Given up meanwhile: it stays EMPTY.
            .where('sealed_state', 'is not', null),
        )
        // A bank that said that its consent is over, and reads again, was mistaken: that end is taken back.
        .with('live', (db) =>
          db
            .updateTable('consent_grant')
            .set({ ended_at: null, ended_by: null })
            .where(sql<boolean>`${status === 'SUCCESS' || status === 'PARTIAL_SUCCESS'}::boolean`)
            .where('ended_by', '=', 'bank')
            .where('id', '=', (eb) =>
              eb
                .selectFrom('consent_grant as newest')
                .select((inner) => inner.fn.max('newest.id').as('id'))
                .where('newest.connection_id', '=', run.connectionId)
                .where('newest.definition_id', '=', definitionId),
            ),
        )
        .with('its', (db) =>
          db
            .updateTable('sync_run_channel')
            .set({ ...columnsOf(progress), stage: 'done', status, failure, unread })
            .where('run_id', '=', run.runId)
            .where('definition_id', '=', definitionId)
            .returning([...endedColumns, 'transactions_new']),
        )
        .selectFrom('its')
        .select([...endedColumns, 'transactions_new', othersWork(run)])
        .unionAll((eb) =>
          eb
            .selectFrom('sync_run_channel')
            .select([...endedColumns, sql<number>`0`.as('transactions_new'), othersWork(run)])
            .where('run_id', '=', run.runId)
            .where('definition_id', '<>', definitionId),
        )
        .execute()
      if (status === 'EMPTY' || status === 'TOKEN_EXPIRED')
        await consentGrants(tx).end(run.connectionId, [definitionId], status === 'EMPTY' ? 'revoked' : 'bank', at)
      const its = rows.find((row) => row.definition_id === definitionId)
      return { newTransactions: (its?.transactions_new ?? 0) > 0, run: endedOf(rows) }
    },

    async endedChannels(run) {
      const rows = await tx
        .selectFrom('sync_run_channel')
        .select([...endedColumns, othersWork(run)])
        .where('run_id', '=', run.runId)
        .execute()
      return endedOf(rows)
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

/** What is there grows by what is told; the earliest day stays. */
function columnsOf({ stage, accounts, accountsDone, transactions, transactionsNew, gaps, since }: Progress) {
  const grown = (column: 'accounts_done' | 'transactions' | 'transactions_new' | 'gaps', by: number | undefined) =>
    by === undefined ? {} : { [column]: sql<number>`${sql.ref(column)} + ${by}` }
  return {
    ...(stage ? { stage } : {}),
    accounts,
    ...grown('accounts_done', accountsDone),
    ...grown('transactions', transactions),
    ...grown('transactions_new', transactionsNew),
    ...grown('gaps', gaps),
    ...(since ? { since: sql<string>`least(since, ${since}::date)` } : {}),
  }
}
