import type { JobHandler } from '../queue.ts'

export const bankListJob = 'bank-list'

/** Hourly, off the full hour: the list is fetched once a day, and tried again sooner only while that fails. */
export const bankListCron = '23 * * * *'

export function bankListHandler(refresh: () => Promise<void>): JobHandler {
  return () => refresh()
}
