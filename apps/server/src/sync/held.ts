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

/**
 * The same, with the lock of an account; all that is done of it in one transaction is done under it. `transactions.lockAccount` tells what
 * was found then.
 */
export async function heldAccount<T>(
  deps: Pick<SyncDeps, 'transact' | 'now' | 'signal'>,
  run: HeldRun,
  accountId: number,
  work: (unit: SyncUnit) => Promise<T>,
): Promise<T> {
  deps.signal?.throwIfAborted()
  return deps.transact(async (unit) => {
    const account = await unit.sync.holdAccount(run, accountId, deps.now())
    if (!account) throw new RunLost()
    return work({ ...unit, transactions: { ...unit.transactions, lockAccount: async () => account.shared } })
  })
}
