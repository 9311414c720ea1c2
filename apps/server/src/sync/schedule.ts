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
   * Locks and gives connections with channels that are due, may be read unattended and have quota left; one that another
   * replica holds is passed over.
   */
  due(now: Date, limit: number): Promise<DueConnection[]>
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
  let started = 0
  for (;;) {
    const found = await deps.transact(async ({ sync, schedule }) => {
      const due = await schedule.due(now, batch)
      // `requestSync` takes each channel's next date away, so that the next batch begins behind it.
      for (const request of due) await requestSync(sync, { ...request, kind: 'ALL', requestedBy: 'schedule', at: now })
      return due.length
    })
    started += found
    if (found < batch) return started
  }
}
