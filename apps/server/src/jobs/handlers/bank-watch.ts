import type { JobHandler } from '../queue.ts'

export const bankWatchJob = 'bank-watch'

/** Every minute: nothing is asked of a bank that nobody waits for. */
export const bankWatchCron = '* * * * *'

/** Looks whether the banks that people wait for work again, one after the other. */
export function bankWatchHandler(deps: {
  readonly waitedFor: () => Promise<readonly string[]>
  /** One call to the bank; true when it was answered by something that works. */
  readonly works: (providerId: string) => Promise<boolean>
  readonly tell: (providerId: string) => Promise<unknown>
}): JobHandler {
  return async () => {
    for (const providerId of await deps.waitedFor()) if (await deps.works(providerId)) await deps.tell(providerId)
  }
}
