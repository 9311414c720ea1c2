import type { Removed } from '../../connections/remove.ts'
import type { Retention } from '../../store/repositories/retention.ts'
import { addDays, dayOf } from '../../transactions/day.ts'
import type { JobHandler } from '../queue.ts'

export const retentionJob = 'retention'

/** Hourly, apart from the housekeeping. */
export const retentionCron = '37 * * * *'

const DAY_MS = 86_400_000
/** Users erased in one run: each may have many consents to end at banks. */
const usersAtOnce = 200

/** Days that things are kept, by setting; absent: for ever. */
export interface Keep {
  /** An ended synchronisation, and a consent ended at its bank. */
  readonly runsDays: number
  /** Cursors of the changes feed work as long. */
  readonly changesDays: number
  /** The log of a finished widget session. */
  readonly sessionsDays: number
  /** Reports of erasures. */
  readonly erasuresDays: number
  readonly transactionsDays?: number
  /** Users of whom nothing was read, and who did nothing. */
  readonly idleUsersDays?: number
}

/** What the operator's settings let go. A user goes as if the client had deleted him: consents are ended, and there is a report. */
export function retentionHandler(deps: {
  readonly retention: Retention
  readonly removeUser: (user: { readonly userId: number; readonly origin: string }) => Promise<Removed>
  readonly now: () => Date
  readonly keep: Keep
}): JobHandler {
  return async ({ signal }) => {
    const { retention, keep } = deps
    const now = deps.now()
    const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
    await retention.forgetErasures(before(keep.erasuresDays))
    if (keep.transactionsDays !== undefined)
      await retention.eraseTransactions(addDays(dayOf(now), -keep.transactionsDays), now)
    if (keep.idleUsersDays === undefined) return
    for (const userId of await retention.idleUsers(before(keep.idleUsersDays), usersAtOnce)) {
      if (signal.aborted) return
      await deps.removeUser({ userId, origin: 'retention' })
    }
  }
}
