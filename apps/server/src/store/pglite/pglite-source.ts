import { setImmediate as nextTurn } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import { DatabaseUnavailableError } from '../../database-unavailable.ts'
import { toDatabaseError } from '../database-error.ts'
import type { Session, SessionSource, StatementResult } from '../session.ts'
import type { SessionLock } from '../session-lock.ts'
import type { DiskReserve } from './disk-reserve.ts'

/**
 * PGlite's one session, handed out under a lock.
 *
 * PGlite answers in microtasks: a loop of awaited queries never lets a timer or a socket run (a thousand of them stood
 * still for over a second). One turn of the event loop after each statement costs nothing measurable and brings the gap
 * down to the longest single statement.
 */
export class PgliteSource implements SessionSource {
  readonly #pglite: PGlite
  readonly #lock: SessionLock
  readonly #reserve: DiskReserve
  readonly #closed: () => void

  /** @param closed called once PGlite is closed */
  constructor(pglite: PGlite, lock: SessionLock, reserve: DiskReserve, closed: () => void) {
    this.#pglite = pglite
    this.#lock = lock
    this.#reserve = reserve
    this.#closed = closed
  }

  async acquire(): Promise<Session> {
    const release = await this.#lock.acquire()
    try {
      await this.#reserve.settle(this.#pglite)
    } catch (error) {
      release()
      throw toDatabaseError(error)
    }
    return { query: (sql, parameters) => this.#query(sql, parameters), release }
  }

  async script(sql: string): Promise<void> {
    await this.#lock.run(() => this.#query(sql, []))
  }

  async close(): Promise<void> {
    await this.#lock.run(async () => {
      if (this.#pglite.closed) return
      await this.#pglite.close()
      this.#closed()
    })
  }

  async #query(sql: string, parameters: readonly unknown[]): Promise<StatementResult> {
    return this.#yielding(async () => {
      this.#reserve.refuseFurther(sql)
      // `query` takes one statement; a migration is many, and without parameters the simple protocol takes them all.
      const result =
        parameters.length > 0
          ? await this.#pglite.query<Record<string, unknown>>(sql, [...parameters])
          : (await this.#pglite.exec(sql)).at(-1)
      return {
        rows: (result?.rows ?? []) as StatementResult['rows'],
        affectedRows: result?.affectedRows,
        command: result?.command,
      }
    })
  }

  async #yielding<T>(statement: () => Promise<T>): Promise<T> {
    try {
      return await statement()
    } catch (error) {
      const known = toDatabaseError(error)
      // Read-only by our own doing.
      const full = known instanceof DatabaseUnavailableError && known.trouble === 'read_only' && this.#reserve.isLow()
      throw full ? this.#reserve.full() : known
    } finally {
      await nextTurn()
    }
  }
}
