import type { JobHandler } from '../queue.ts'

export const resealJob = 'vault-reseal'

/** Looks for an operator's request, which costs nothing. */
export const resealCron = '* * * * *'

export function resealHandler(deps: {
  /** Takes the request away; false when there is none. */
  readonly asked: () => Promise<boolean>
  readonly reseal: (signal: AbortSignal) => Promise<void>
}): JobHandler {
  return async (job) => {
    if (await deps.asked()) await deps.reseal(job.signal)
  }
}
