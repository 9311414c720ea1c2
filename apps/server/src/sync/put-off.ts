import { held } from './held.ts'
import type { SyncDeps } from './sync-deps.ts'
import type { ClaimedRun } from './sync-store.ts'

/** A bank that is away longer than this has failed: the next run is the schedule's. */
export const longestPutOffMs = 2 * 3_600_000
/** A person who waits is told sooner. */
export const longestPersonWaitsMs = 90_000

/** The bank is left alone: the run is to be put off until then. Not an error. */
export class BankAway extends Error {
  override readonly name = 'BankAway'
  readonly until: Date

  constructor(until: Date) {
    super()
    this.until = until
  }
}

/** Until when this run may wait for a bank that is left alone; `undefined`: the bank is not, or it would be too long. */
export function awayUntil(deps: SyncDeps, run: ClaimedRun): Date | undefined {
  const until = deps.pausedUntil?.(run.providerId)
  const longest = run.urgent ? longestPersonWaitsMs : longestPutOffMs
  return until && until.getTime() - run.createdAt.getTime() <= longest ? until : undefined
}

/** Lets go of the run, and puts it in line again for then. What was read is kept. */
export async function putOff(deps: SyncDeps, run: ClaimedRun, until: Date): Promise<void> {
  const { runId, providerId, urgent } = run
  await held(deps, run, async ({ sync }) => {
    await sync.putOff(run, until)
    await sync.enqueue({ runId, providerId, urgent, runAt: until })
  })
  deps.log('run_put_off', { runId, until: until.toISOString() })
}
