import type { BankTransaction } from '@raccord/connector-kit'
import type { HistoryReached } from '../accounts/account-store.ts'
import type { Day } from '../transactions/day.ts'
import { entryDay } from '../transactions/identity.ts'

/**
 * In which order a bank sends the entries of one reading, as far as it has shown: then a first reading that is cut off can go on where it
 * stopped. A bank that keeps to no order is read from the beginning again.
 */
export class ReadingOrder {
  /** Newest booked day so far. */
  newest: Day | undefined
  #last: Day | undefined
  #falls = false
  #rises = false

  note(page: readonly BankTransaction[]): void {
    for (const entry of page) {
      // Announced entries are sent beside the booked ones, in an order of their own.
      const day = entry.status === 'BOOKED' ? entryDay(entry) : undefined
      if (day === undefined) continue
      if (this.#last !== undefined && day < this.#last) this.#falls = true
      if (this.#last !== undefined && day > this.#last) this.#rises = true
      if (this.newest === undefined || day > this.newest) this.newest = day
      this.#last = day
    }
  }

  /** `undefined`: nothing is known yet. The last day may have been cut in two; it is read again whole. */
  reached(): HistoryReached | undefined {
    const { last, newest } = { last: this.#last, newest: this.newest }
    if (last === undefined || newest === undefined) return undefined
    if (this.#falls && this.#rises) return { gap: 'unknown' }
    if (this.#falls) return { gap: 'before', from: last, until: newest }
    return this.#rises ? { gap: 'after', until: last } : undefined
  }
}
