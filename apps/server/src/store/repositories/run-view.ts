import { sql } from 'kysely'
import type { RunView } from '../../journey/ports.ts'
import type { Database, Tx } from '../database.ts'

const stages = ['starting', 'accounts', 'transactions', 'finishing', 'done'] as const

/**
 * The last of these runs, with the figures of all: one query, cheap enough to be polled. `undefined` when the run went away with
 * its connection.
 */
export async function readRun(db: Database['kysely'] | Tx, runs: readonly number[]): Promise<RunView | undefined> {
  const newest = sql<boolean>`channel.run_id = sync_run.id`
  const row = await db
    .selectFrom('sync_run')
    .where('sync_run.id', '=', runs.at(-1) ?? 0)
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('sync_run_channel')
          .distinctOn('definition_id')
          .selectAll()
          .where('run_id', 'in', runs)
          .orderBy('definition_id')
          .orderBy('run_id', 'desc')
          .as('channel'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'sync_run.status',
      'ended_at',
      'started_at',
      sql<number>`coalesce(sum(channel.accounts), 0)::int8`.as('accounts'),
      sql<number>`coalesce(sum(channel.accounts_done), 0)::int8`.as('accounts_done'),
      sql<number>`coalesce(sum(channel.transactions), 0)::int8`.as('transactions'),
      sql<string | null>`min(channel.since)`.as('since'),
      sql<string | null>`min(channel.failure) filter (where ${newest})`.as('failure'),
      sql<string[]>`coalesce(array_agg(channel.stage) filter (where ${newest}), '{}')`.as('stages'),
      eb
        .exists(
          eb
            .selectFrom('account')
            .select('account.id')
            .whereRef('account.connection_id', '=', 'sync_run.connection_id')
            .where('account.status', '<>', 'DELETED'),
        )
        .as('any_account'),
    ])
    .groupBy('sync_run.id')
    .executeTakeFirst()
  if (!row) return undefined
  // The least advanced channel that is at work; those not begun wait their turn.
  const atWork = stages.find((stage) => stage !== 'starting' && stage !== 'done' && row.stages.includes(stage))
  const waiting = row.stages.includes('starting') ? 'starting' : 'finishing'
  return {
    ended: row.ended_at !== null,
    status: row.status,
    stage: atWork === undefined || atWork === 'done' ? waiting : atWork,
    accounts: row.accounts,
    accountsDone: row.accounts_done,
    transactions: row.transactions,
    anyAccount: Boolean(row.any_account),
    ...(row.status === 'queued' && row.started_at !== null ? { putOff: true } : {}),
    ...(row.since ? { since: row.since } : {}),
    ...(row.failure ? { failure: row.failure } : {}),
  }
}
