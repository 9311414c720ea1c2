import type { RunOut } from '../../store/repositories/end-run-out.ts'
import type { Housekeeping } from '../../store/repositories/housekeeping.ts'
import { dayOf } from '../../transactions/day.ts'
import type { JobHandler } from '../queue.ts'
import type { Keep } from './retention.ts'

export const housekeepingJob = 'housekeeping'

/** Hourly, off the full hour: what expired is of no use to anybody but a thief. */
export const housekeepingCron = '17 * * * *'

const DAY_MS = 86_400_000

export function housekeepingHandler(deps: {
  readonly house: Housekeeping
  readonly now: () => Date
  readonly ended: (journey: RunOut) => void
  readonly keep: Pick<Keep, 'runsDays' | 'changesDays' | 'sessionsDays'>
}): JobHandler {
  return async () => {
    const now = deps.now()
    await deps.house.forgetTokens(now)
    await deps.house.eraseLegSecrets(now)
    for (const journey of await deps.house.endJourneys(now)) deps.ended(journey)
    await deps.house.forgetSessions(new Date(now.getTime() - deps.keep.sessionsDays * DAY_MS))
    await deps.house.forgetRuns(new Date(now.getTime() - deps.keep.runsDays * DAY_MS))
    await deps.house.forgetChanges(new Date(now.getTime() - deps.keep.changesDays * DAY_MS))
    await deps.house.forgetEvents(now)
    await deps.house.settleUpcoming(dayOf(now), now)
    await deps.house.maintain()
  }
}
