import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import { putInLine } from './put-in-line.ts'
import { toldTypes } from './told-event.ts'

/** Requests of one person that may wait in this process at a time. */
export const mostWaiting = 10

interface Waiting {
  readonly userId: number
  readonly behind: number
  readonly wake: () => void
}

export interface EventWatch {
  /**
   * Resolves when something came for this person behind that place, when the time is up or `signal` aborts, and when the process
   * stops; `crowded`: he waits too often already. Holds nothing meanwhile.
   */
  wait(userId: number, behind: number, ms: number, signal: AbortSignal): Promise<'over' | 'crowded'>
  /** True once the process stops. */
  readonly stopped: boolean
  stop(): void
}

/**
 * Those who wait for events of a person. One look for all of them, every half second while there is anybody: a database of which nothing is
 * waited for is not asked, and a waiting request has no session of it.
 */
export function createEventWatch(
  database: Database,
  report: (error: unknown) => void,
  { everyMs = 500 }: { readonly everyMs?: number } = {},
): EventWatch {
  const all = new Set<Waiting>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function look(): Promise<void> {
    try {
      const last = await putInLine(database)
      const behind = [...all].filter((waiting) => waiting.behind < last)
      if (behind.length === 0) return
      const users = [...new Set(behind.map(({ userId }) => userId))]
      const from = Math.min(...behind.map((waiting) => waiting.behind))
      const { rows } = await sql<{ user_id: number; seq: number }>`
        select user_id, max(seq) as seq from event where user_id = any(${users}::bigint[]) and seq > ${from}::bigint
          and type = any(${toldTypes as string[]}::text[])
        group by user_id`.execute(database.kysely)
      const newest = new Map(rows.map(({ user_id, seq }) => [user_id, seq]))
      for (const waiting of behind) if ((newest.get(waiting.userId) ?? 0) > waiting.behind) waiting.wake()
    } catch (error) {
      // A database that is away: whoever waits goes on waiting.
      report(error)
    }
  }

  function plan(): void {
    if (timer !== undefined || all.size === 0 || stopped) return
    timer = setTimeout(() => {
      void look().finally(() => {
        timer = undefined
        plan()
      })
    }, everyMs)
  }

  return {
    get stopped() {
      return stopped
    },
    async wait(userId, behind, ms, signal) {
      if (stopped || signal.aborted) return 'over'
      if ([...all].filter((waiting) => waiting.userId === userId).length >= mostWaiting) return 'crowded'
      await new Promise<void>((resolve) => {
        const waiting: Waiting = { userId, behind, wake: done }
        const late = setTimeout(done, ms)
        function done(): void {
          clearTimeout(late)
          signal.removeEventListener('abort', done)
          all.delete(waiting)
          resolve()
        }
        signal.addEventListener('abort', done)
        all.add(waiting)
        plan()
      })
      return 'over'
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      for (const waiting of all) waiting.wake()
    },
  }
}
