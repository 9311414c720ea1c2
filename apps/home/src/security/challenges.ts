const LIFE_MS = 5 * 60_000
const mostKept = 1_000

/** Challenges given out for passkeys: each is good once, for a while, and for what it was given out for. */
export class Challenges {
  readonly #given = new Map<string, { readonly purpose: string; readonly until: number }>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  give(challenge: string, purpose: string): void {
    const now = this.#now().getTime()
    for (const [old, { until }] of this.#given) {
      if (until > now && this.#given.size < mostKept) break
      this.#given.delete(old)
    }
    this.#given.set(challenge, { purpose, until: now + LIFE_MS })
  }

  take(challenge: string, purpose: string): boolean {
    const given = this.#given.get(challenge)
    this.#given.delete(challenge)
    return given !== undefined && given.purpose === purpose && given.until > this.#now().getTime()
  }
}
