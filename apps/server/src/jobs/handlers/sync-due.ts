import { type ScheduleUnit, startDueSyncs } from '../../sync/schedule.ts'
import type { JobHandler } from '../queue.ts'

export const syncDueJob = 'sync-due'

/** Every minute: what is due is decided by stored instants, so a missed beat only delays. */
export const syncDueCron = '* * * * *'

export function syncDueHandler(deps: {
  readonly transact: <T>(work: (unit: ScheduleUnit) => Promise<T>) => Promise<T>
  readonly now: () => Date
}): JobHandler {
  return async () => void (await startDueSyncs(deps))
}
