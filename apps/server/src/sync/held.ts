import { RunLost } from './bank-session.ts'
import type { SyncDeps, SyncUnit } from './sync-deps.ts'
import type { HeldRun } from './sync-store.ts'

/** A transaction that only goes through while the run is this worker's. */
export async function held<T>(
  deps: Pick<SyncDeps, 'transact' | 'now' | 'signal'>,
  run: HeldRun,
  work: (unit: SyncUnit) => Promise<T>,
): Promise<T> {
  deps.signal?.throwIfAborted()
  return deps.transact(async (unit) => {
    if (!(await unit.sync.hold(run, deps.now()))) throw new RunLost()
    return work(unit)
  })
}
