/** A calendar day `YYYY-MM-DD`, without time or zone. Days compare as strings. */
export type Day = string

const DAY_MS = 86_400_000
// The bank keeps its books in Paris: what counts as "today" must not depend on the machine's zone.
const paris = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

// Asked for each consent of a list, nearly always of this moment. Zones change at quarters of an hour.
const QUARTER_MS = 900_000
let last: readonly [quarter: number, day: Day] = [Number.NaN, '']

export function dayOf(instant: Date): Day {
  const quarter = Math.floor(instant.getTime() / QUARTER_MS)
  if (quarter !== last[0]) last = [quarter, paris.format(instant)]
  return last[1]
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** The earlier of two days. Days are text, so Math.min is not for them. */
export function earlier(one: Day, other: Day): Day {
  return one <= other ? one : other
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** Reads the file format's `DD/MM/YY` (always 20YY); undefined when it is no such day. */
export function readFileDay(text: string): Day | undefined {
  const match = /^(\d{2})\/(\d{2})\/(\d{2})$/.exec(text)
  if (!match) return undefined
  const day = `20${match[3]}-${match[2]}-${match[1]}`
  return isDay(day) ? day : undefined
}
