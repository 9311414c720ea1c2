const WINDOW_MS = 15 * 60_000
const mostKept = 10_000

/** Wrong passwords and words, counted by who and by where from. In memory: one process serves a household. */
export class Tries {
  readonly #counts = new Map<string, { count: number; until: number }>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /**
   * Takes one of `most` tries that `key` has in a quarter of an hour. False when there is none left. Taken before the answer is
   * known, so that many at once are not one.
   */
  take(key: string, most: number): boolean {
    const now = this.#now().getTime()
    const known = this.#counts.get(key)
    if (known && known.until > now) {
      known.count += 1
      return known.count <= most
    }
    if (this.#counts.size >= mostKept) this.#forgetOld(now)
    this.#counts.set(key, { count: 1, until: now + WINDOW_MS })
    return true
  }

  /** It was the right one. */
  clear(key: string): void {
    this.#counts.delete(key)
  }

  #forgetOld(now: number): void {
    for (const [key, { until }] of this.#counts) if (until <= now) this.#counts.delete(key)
    // All of them young: somebody makes up names. The oldest go, many at once.
    for (const key of this.#counts.keys()) {
      if (this.#counts.size < mostKept / 2) break
      this.#counts.delete(key)
    }
  }
}
