import { leaveToRunOut, type RevokeDeps, revocationTries, revokeConsent } from '../../connections/revoke-consent.ts'
import type { Tx } from '../../store/database.ts'
import type { JobHandler, JobQueue, WorkOptions } from '../queue.ts'
import { idOf } from './payload-id.ts'

export const revokeJob = 'revoke'

/** Doubling from a second to an hour, then every hour. */
export function revokeWork(deps: RevokeDeps): WorkOptions {
  return {
    ...{ concurrency: 2, retryLimit: revocationTries - 1, retryDelayMax: 3_600 },
    onExhausted: (payload) => leaveToRunOut(deps, idOf(payload, 'revocationId')),
  }
}

export function enqueueRevoke(queue: JobQueue, tx: Tx, revocationId: number, runAt?: Date): Promise<void> {
  const key = `revocation-${revocationId}`
  return queue.enqueue(tx, revokeJob, { revocationId }, { key, ...(runAt ? { runAt } : {}) })
}

export function revokeHandler(deps: RevokeDeps): JobHandler {
  return async (job) => {
    const end = await revokeConsent(deps, idOf(job.payload, 'revocationId'))
    // The queue's back-off is for attempts that throw.
    if (end === 'again') throw new Error('The bank did not confirm the end of a consent')
  }
}
