import type { Day } from '../../../transactions/day.ts'

const DAY = 86_400
const NOON = DAY / 2

/** Unix seconds of a day's noon, UTC: the same day in every zone that a reader may sit in. */
export function noonOf(day: Day): number {
  return Date.parse(`${day}T12:00:00Z`) / 1000
}

/** The first day whose noon is not before `seconds`. */
export function firstDayAt(seconds: number): Day {
  return dayOfCount(Math.ceil((seconds - NOON) / DAY))
}

/** The last day whose noon is before `seconds`: windows that meet share no day. */
export function lastDayBefore(seconds: number): Day {
  return dayOfCount(Math.ceil((seconds - NOON) / DAY) - 1)
}

/** Within what a calendar day with four digits of year can say. */
function dayOfCount(days: number): Day {
  const bounded = Math.min(Math.max(days, -719_162), 2_932_896)
  return new Date(bounded * DAY * 1000).toISOString().slice(0, 10)
}
