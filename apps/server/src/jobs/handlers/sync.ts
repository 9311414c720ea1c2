import type { Tx } from '../../store/database.ts'
import { giveUpRun } from '../../sync/give-up-run.ts'
import { runSync } from '../../sync/run-sync.ts'
import type { SyncDeps } from '../../sync/sync-deps.ts'
import type { RunOrder } from '../../sync/sync-store.ts'
import type { JobHandler, JobQueue, WorkOptions } from '../queue.ts'
import { idOf } from './payload-id.ts'

export const syncJob = 'sync'

/**
 * A first history of years from a slow bank takes its time; a worker that died is noticed by its process's end. Runs mostly
 * wait for their bank: `places` of them at a time, of which one bank has a third at most, and half as many more for people
 * who wait.
 */
export function syncWork(deps: SyncDeps, places: number): WorkOptions {
  return {
    concurrency: places,
    urgentConcurrency: Math.ceil(places / 2),
    groupShare: Math.ceil(places / 3),
    expireAfter: 3_600,
    retryLimit: 5,
    onExhausted: (payload) => giveUpRun(deps, idOf(payload, 'runId')),
  }
}

/** The key keeps one worker at a run; a second request waits for its end and then finds what the first no longer saw. */
export function enqueueSync(queue: JobQueue, tx: Tx, { runId, providerId, urgent, runAt }: RunOrder): Promise<void> {
  return queue.enqueue(
    tx,
    syncJob,
    { runId },
    { key: `run-${runId}`, group: providerId, urgent, ...(runAt ? { runAt } : {}) },
  )
}

export function syncHandler(deps: SyncDeps): JobHandler {
  return (job) => runSync({ ...deps, signal: job.signal }, idOf(job.payload, 'runId'))
}
