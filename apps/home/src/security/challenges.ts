const LIFE_MS = 5 * 60_000
const mostKept = 10_000
/** Who asks again and again pushes out what he was given himself. */
const mostOfOne = 100

interface Given {
  readonly purpose: string
  readonly by: string
  readonly until: number
}

/** Challenges given out for passkeys: each is good once, for a while, and for what it was given out for. */
export class Challenges {
  readonly #given = new Map<string, Given>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Given to somebody: a network, or a member. */
  of(by: string): {
    give(challenge: string, purpose: string): void
    take(challenge: string, purpose: string): boolean
  } {
    return {
      give: (challenge, purpose) => this.#give(challenge, purpose, by),
      take: (challenge, purpose) => this.#take(challenge, purpose),
    }
  }

  #give(challenge: string, purpose: string, by: string): void {
    const now = this.#now().getTime()
    for (const [old, { until }] of this.#given) {
      if (until > now && this.#given.size < mostKept) break
      this.#given.delete(old)
    }
    const own = [...this.#given].filter(([, given]) => given.by === by)
    for (const [old] of own.slice(0, Math.max(0, own.length - mostOfOne + 1))) this.#given.delete(old)
    this.#given.set(challenge, { purpose, by, until: now + LIFE_MS })
  }

  #take(challenge: string, purpose: string): boolean {
    const given = this.#given.get(challenge)
    this.#given.delete(challenge)
    return given !== undefined && given.purpose === purpose && given.until > this.#now().getTime()
  }
}
