import { setTimeout as sleep } from 'node:timers/promises'

/** Why the database takes nothing just now. Decided in one place: `store/database-error.ts`. */
export type DatabaseTrouble = 'away' | 'full' | 'read_only' | 'busy'

/** Seconds after which asking again may help. A full disk waits for somebody; the others mostly pass by themselves. */
const retryAfter: Readonly<Record<DatabaseTrouble, number>> = { away: 5, busy: 5, read_only: 15, full: 30 }

/**
 * Nothing is wrong with what was asked, and nothing of it was kept: the database is away, or takes no writes. Edges answer 503
 * with `Retry-After`, never 500: whoever asks again later gets what he asked for.
 */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError'
  readonly trouble: DatabaseTrouble
  /** SQLSTATE or Node's own code, where there is one. */
  readonly code: string | undefined

  constructor(trouble: DatabaseTrouble, reason: string, code?: string) {
    super(`The database is unavailable (${trouble}): ${reason}`)
    this.trouble = trouble
    this.code = code
  }

  get retryAfter(): string {
    return String(retryAfter[this.trouble])
  }
}

const PAUSE_MS = 500
/** Two minutes: a restart or a failover; what takes longer is found again by the facts that are stored. */
const TRIES = 240

/**
 * Does what must not be lost to a database that is away for a moment: a bank's answer counts once, and can't be asked for
 * again. Any other error, and the last of many, is thrown.
 */
export async function outlast<T>(work: () => Promise<T>, pauseMs = PAUSE_MS): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError) || tries >= TRIES) throw error
      await sleep(pauseMs)
    }
  }
}
