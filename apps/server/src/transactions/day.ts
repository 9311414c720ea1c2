/** Calendar days as `YYYY-MM-DD`. */
export type Day = string

/** The day on which an instant falls in Paris, where the wire's day dates are anchored (WIRE §1). */
export function dayOf(instant: Date): Day {
  return paris.format(instant)
}

/** Midnight Europe/Paris of a day. */
export function instantOf(day: Day): Date {
  const utc = Date.parse(`${day}T00:00:00Z`)
  // Paris is one or two hours ahead; at its midnight no change of the clocks ever happens.
  for (const hours of [2, 1]) {
    const candidate = new Date(utc - hours * 3_600_000)
    if (dayOf(candidate) === day) return candidate
  }
  return new Date(utc)
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000)
}

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })
