import { type RawBuilder, sql } from 'kysely'
import type { HeldRun, SyncStore } from '../../sync/sync-store.ts'
import type { Tx } from '../database.ts'

/** `held` has a row while the run is this worker's. The connection first, as whoever removes it does; both in one statement, because every write of a run begins here. */
export const holding = (run: HeldRun, at: Date, how: 'shared' | 'alone'): RawBuilder<unknown> => sql`
  kept as (
    select id from connection where id = ${run.connectionId} ${how === 'alone' ? sql`for no key update` : sql`for key share`}
  ),
  held as (
    update sync_run set touched_at = ${at} from kept
    where sync_run.connection_id = kept.id and sync_run.id = ${run.runId} and claim = ${run.claim} and ended_at is null
    returning sync_run.id
  )`

export function runHolds(tx: Tx): Pick<SyncStore, 'hold' | 'holdAlone' | 'holdAccount'> {
  const hold = async (run: HeldRun, at: Date, how: 'shared' | 'alone'): Promise<boolean> => {
    const { rows } = await sql`with ${holding(run, at, how)} select id from held`.execute(tx)
    return rows.length > 0
  }
  return {
    hold: (run, at) => hold(run, at, 'shared'),
    holdAlone: (run, at) => hold(run, at, 'alone'),

    async holdAccount(run, accountId, at) {
      const { rows } = await sql<{ held: boolean; shared: boolean }>`
        with ${holding(run, at, 'shared')},
        locked as (
          select account.id from held, account where account.id = ${accountId} and shared for no key update of account
        )
        select exists (select from held) as held, exists (select from locked) as shared`.execute(tx)
      const [row] = rows
      return row?.held ? { shared: row.shared } : undefined
    },
  }
}
