import { dayOf } from '../transactions/day.ts'
import { requestSync } from './request-sync.ts'
import type { RunOrder, SyncStore } from './sync-store.ts'

/** A connection whose channels are due. */
export interface DueConnection {
  readonly connectionId: number
  readonly definitionIds: readonly string[]
}

/** What the schedule reads, bound to a database transaction. */
export interface ScheduleStore {
  /** Channels whose permission is over become TOKEN_EXPIRED, so that clients learn of it without asking the bank. */
  expireConsents(today: string, at: Date): Promise<number>
  /** Tells clients, 30, 7 and 1 days before, that a consent ends. One that is granted for less is told of from then on. */
  warnOfEnds(today: string, at: Date): Promise<number>
  /**
   * Locks and gives connections with channels that are due since then, may be read unattended and have quota left; one that another
   * replica holds is passed over.
   */
  due(now: Date, since: { readonly after?: Date; readonly before: Date }, limit: number): Promise<DueConnection[]>
  /** How many channels should have been read by then, some of which their bank may not allow. */
  missed(before: Date): Promise<number>
  /**
   * Channels that the bank allows no reading of without the person just now, and from when on. Those that are refreshed by themselves
   * are read then, if that is sooner than planned.
   */
  postpone(connectionId: number, now: Date): Promise<ReadonlyMap<string, Date>>
  /** Open runs without a sign of life since `before`: their worker died, or their job was lost. */
  stalled(before: Date): Promise<RunOrder[]>
}

export interface ScheduleUnit {
  readonly sync: SyncStore
  readonly schedule: ScheduleStore
}

/** A worker gives a sign of life with every page; a bank may take a while for one. */
export const stalledAfterMs = 10 * 60_000
const batch = 100
/** What is due for longer was missed: nobody looked, or its bank allowed no more. */
export const missedAfterMs = 10 * 60_000
/** What was missed is caught up within some hours, so many a minute at least: after an outage of ours banks don't meet all of them at once. */
const catchUp = { atLeast: 25, share: 1 / 60 }

/** Starts what is due. To be called every minute or so, by any replica. Resolves to the number of runs started. */
export async function startDueSyncs(deps: {
  readonly transact: <T>(work: (unit: ScheduleUnit) => Promise<T>) => Promise<T>
  readonly now: () => Date
}): Promise<number> {
  const now = deps.now()
  await deps.transact(async ({ sync, schedule }) => {
    await schedule.expireConsents(dayOf(now), now)
    await schedule.warnOfEnds(dayOf(now), now)
    for (const order of await schedule.stalled(new Date(now.getTime() - stalledAfterMs))) await sync.enqueue(order)
  })
  const start = async (since: Parameters<ScheduleStore['due']>[1], limit: number): Promise<number> =>
    deps.transact(async ({ sync, schedule }) => {
      const due = await schedule.due(now, since, limit)
      // `requestSync` takes each channel's next date away, so that the next batch begins behind it.
      for (const request of due) await requestSync(sync, { ...request, kind: 'ALL', requestedBy: 'schedule', at: now })
      return due.length
    })
  const late = new Date(now.getTime() - missedAfterMs)
  let started = 0
  for (let found = batch; found === batch; started += found) found = await start({ after: late, before: now }, batch)
  const missed = await deps.transact(({ schedule }) => schedule.missed(late))
  if (missed === 0) return started
  return started + (await start({ before: late }, Math.max(catchUp.atLeast, Math.ceil(missed * catchUp.share))))
}
