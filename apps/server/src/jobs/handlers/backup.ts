import type { JobHandler } from '../queue.ts'

export const backupJob = 'backup'

/** Looks for a request and at the date of the last one, which costs nothing. */
export const backupCron = '* * * * *'

export function backupHandler(deps: {
  readonly asked: () => Promise<boolean>
  readonly backUp: () => Promise<void>
  readonly nightly: () => Promise<void>
}): JobHandler {
  return async () => {
    if (await deps.asked()) await deps.backUp()
    await deps.nightly()
  }
}
