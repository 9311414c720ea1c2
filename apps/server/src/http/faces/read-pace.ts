import type { Clock } from '../../clock.ts'
import { tooMany } from '../too-many.ts'

const WINDOW_MS = 60_000
/** Firefly III reads an account's whole history in some 470 calls, one after the other. */
export const MOST_READS = 600

/**
 * Reads of one token within a minute. By process, in memory: what reads this much is a reader gone wrong, no attack, and a write
 * for every read would cost more than the read.
 */
export class ReadPace {
  readonly #clock: Clock
  readonly #most: number
  #since = 0
  #counts = new Map<number, number>()

  constructor(clock: Clock, most: number) {
    this.#clock = clock
    this.#most = most
  }

  /** @throws ApiError `rate_limited` with Retry-After */
  take(tokenId: number): void {
    const now = this.#clock.now()
    if (now.getTime() - this.#since >= WINDOW_MS) {
      this.#since = now.getTime()
      this.#counts = new Map()
    }
    const count = (this.#counts.get(tokenId) ?? 0) + 1
    this.#counts.set(tokenId, count)
    if (count > this.#most) throw tooMany(new Date(this.#since + WINDOW_MS), now)
  }
}
