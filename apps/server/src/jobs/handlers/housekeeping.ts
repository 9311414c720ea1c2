import type { Housekeeping } from '../../store/repositories/housekeeping.ts'
import { dayOf } from '../../transactions/day.ts'
import type { JobHandler } from '../queue.ts'

export const housekeepingJob = 'housekeeping'

/** Hourly, off the full hour: what expired is of no use to anybody but a thief. */
export const housekeepingCron = '17 * * * *'

/** Days that the log of a finished session stays readable for its client (WIRE §4). */
const LOG_DAYS = 30
const DAY_MS = 86_400_000

export function housekeepingHandler(deps: {
  readonly house: Housekeeping
  readonly now: () => Date
  /** Days that an ended run stays on record. */
  readonly keepRunsDays: number
  /** Days that a cursor of the changes feed works. */
  readonly keepChangesDays: number
}): JobHandler {
  return async () => {
    const now = deps.now()
    await deps.house.forgetTokens(now)
    await deps.house.eraseLegSecrets(now)
    await deps.house.forgetSessions(new Date(now.getTime() - LOG_DAYS * DAY_MS))
    await deps.house.forgetRuns(new Date(now.getTime() - deps.keepRunsDays * DAY_MS))
    await deps.house.forgetChanges(new Date(now.getTime() - deps.keepChangesDays * DAY_MS))
    await deps.house.forgetEvents(now)
    await deps.house.settleUpcoming(dayOf(now), now)
    await deps.house.maintain()
  }
}
