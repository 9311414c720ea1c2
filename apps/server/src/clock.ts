/**
 * The clock port: the only place where the product learns what time it is, so that 180 days of consent can pass in a
 * test, or in the sandbox, in a second. Timers stay real: what is *due* is decided by comparing stored instants with
 * `now()`, never by a timer that sleeps until then.
 */
export interface Clock {
  /** The present instant, UTC. */
  now(): Date
  /** What others' clocks show, where this one was moved away from it. */
  readonly wall?: () => Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that somebody moves: real time plus an offset (sandbox), or a fixed instant (tests). */
export class AdjustableClock implements Clock {
  readonly #base: () => number
  readonly wall?: () => Date
  #offset = 0

  private constructor(base: () => number, wall?: () => Date) {
    this.#base = base
    if (wall) this.wall = wall
  }

  /** Runs at the pace of the system clock, `advance` jumps ahead. */
  static running(offsetMs = 0): AdjustableClock {
    const clock = new AdjustableClock(
      () => Date.now(),
      () => new Date(),
    )
    clock.#offset = offsetMs
    return clock
  }

  /** Stands still at `instant` until advanced. */
  static fixed(instant: Date | string): AdjustableClock {
    const start = new Date(instant).getTime()
    if (Number.isNaN(start)) throw new RangeError(`Not an instant: ${String(instant)}`)
    return new AdjustableClock(() => start)
  }

  now(): Date {
    return new Date(this.#base() + this.#offset)
  }

  /** Milliseconds added so far. */
  get offsetMs(): number {
    return this.#offset
  }

  /**
   * Moves time forward. Never back: consent windows, token lives and retry delays all take it that time does not
   * return.
   */
  advance(ms: number): Date {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError('A clock only moves forward')
    this.#offset += ms
    return this.now()
  }
}
