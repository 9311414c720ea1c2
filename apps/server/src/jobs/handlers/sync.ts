import type { Tx } from '../../store/database.ts'
import { runSync } from '../../sync/run-sync.ts'
import type { SyncDeps } from '../../sync/sync-deps.ts'
import type { JobHandler, JobQueue, WorkOptions } from '../queue.ts'
import { idOf } from './payload-id.ts'

export const syncJob = 'sync'

/** A first history of years from a slow bank takes its time; a worker that died is noticed by its process's end. */
export const syncWork: WorkOptions = { concurrency: 4, expireAfter: 3_600, retryLimit: 5 }

/** The key keeps one worker at a run; a second request waits for its end and then finds what the first no longer saw. */
export function enqueueSync(queue: JobQueue, tx: Tx, runId: number): Promise<void> {
  return queue.enqueue(tx, syncJob, { runId }, { key: `run-${runId}` })
}

export function syncHandler(deps: SyncDeps): JobHandler {
  return (job) => runSync({ ...deps, signal: job.signal }, idOf(job.payload, 'runId'))
}
