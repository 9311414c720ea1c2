import { type DeliverDeps, deliverWebhook } from '../../notify/deliver.ts'
import type { Tx } from '../../store/database.ts'
import type { JobHandler, JobQueue, WorkOptions } from '../queue.ts'

export const webhooksJob = 'webhooks'

/** Jobs that fail are the database's fault, not the receiver's: the courier puts another in line within a minute. */
export const webhooksWork: WorkOptions = { concurrency: 8, retryLimit: 3, expireAfter: 3_600 }

/** The key keeps one job at a webhook, so that order is kept. */
export function enqueueWebhook(queue: JobQueue, tx: Tx, webhookId: string): Promise<void> {
  return queue.enqueue(tx, webhooksJob, { webhookId }, { key: webhookId })
}

export function webhooksHandler(deps: DeliverDeps): JobHandler {
  return (job) => deliverWebhook(deps, String(job.payload['webhookId']), job.signal)
}
