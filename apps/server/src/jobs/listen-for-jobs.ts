import { createHash } from 'node:crypto'
import type { PgBoss } from 'pg-boss'
import { JOB_SCHEMA } from '../store/job-connection.ts'

/**
 * Listens to what pg-boss notifies at the commit of each job that can begin at once: the name of its queue. pg-boss's own
 * listener wakes its own workers only, and we have none (`Dispatcher`). The channel is called as its pinned release calls it.
 */
export async function listenForJobs(
  boss: PgBoss,
  onJob: (queue: string) => void,
  onReconnect: () => void,
): Promise<{ close(): Promise<void> } | undefined> {
  const channel = `pgboss_${createHash('sha224').update(JOB_SCHEMA).digest('hex').slice(0, 24)}`
  return boss.getDb().listen?.(channel, onJob, onReconnect)
}
