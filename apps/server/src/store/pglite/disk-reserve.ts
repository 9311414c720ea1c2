import { statfsSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { DatabaseUnavailableError } from '../../database-unavailable.ts'

/** More than one statement of ours writes to the log. */
const RESERVE_BYTES = 8 * 1024 * 1024

/**
 * Keeps the embedded database from filling the disk to the last byte.
 *
 * Tables that can't grow are an error like any other. A log that can't is a panic: PostgreSQL would end its process and start
 * again, but embedded there is none to end, and what is left of it runs in circles, the event loop with it. So with the
 * last megabytes the session turns read-only, and back as soon as there is room.
 */
export class DiskReserve {
  readonly #directory: string
  readonly #bytes: number
  #readOnly = false

  constructor(directory: string, bytes = RESERVE_BYTES) {
    this.#directory = directory
    this.#bytes = bytes
  }

  /** Before each owner of the session, outside of any transaction. */
  async settle(pglite: PGlite): Promise<void> {
    const low = this.isLow()
    if (low === this.#readOnly) return
    await pglite.exec(`set default_transaction_read_only = ${low ? 'on' : 'off'}`)
    this.#readOnly = low
  }

  /** In the middle of a transaction that began while there was room. @throws DatabaseUnavailableError */
  refuseFurther(statement: string): void {
    if (this.#readOnly || !this.isLow() || /^\s*(rollback|commit)\b/i.test(statement)) return
    throw this.full()
  }

  full(): DatabaseUnavailableError {
    return new DatabaseUnavailableError(
      'full',
      `less than ${this.#bytes / 1024 / 1024} MB are free in ${this.#directory}`,
    )
  }

  isLow(): boolean {
    const { bavail, bsize } = statfsSync(this.#directory)
    return bavail * bsize < this.#bytes
  }
}
