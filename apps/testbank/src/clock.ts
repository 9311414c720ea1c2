/** Source of every instant in the bank, so that a test can let 180 days pass at once. */
export type Clock = { readonly now: () => Date }

/** A clock that runs with the machine's but can be moved; what the control face of the bank holds. */
export type MovableClock = Clock & {
  /** Sets the present instant; time runs on from there. */
  readonly set: (instant: Date) => void
  readonly advanceDays: (days: number) => void
}

const DAY_MS = 86_400_000

export function movableClock(machine: Clock = { now: () => new Date() }): MovableClock {
  let offset = 0
  return {
    now: () => new Date(machine.now().getTime() + offset),
    set: (instant) => {
      offset = instant.getTime() - machine.now().getTime()
    },
    advanceDays: (days) => {
      offset += days * DAY_MS
    },
  }
}
