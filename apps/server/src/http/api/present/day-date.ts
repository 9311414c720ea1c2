import { addDays, type Day, dayOf, instantOf } from '../../../transactions/day.ts'

/** A page of transactions repeats few days, and asking Intl costs microseconds each time. */
const known = new Map<Day, number>()
const knownAtMost = 4000

/** Unix seconds of midnight Europe/Paris of a day (WIRE §1). */
export function toDayDate(day: Day): number {
  const found = known.get(day)
  if (found !== undefined) return found
  if (known.size >= knownAtMost) known.clear()
  const seconds = instantOf(day).getTime() / 1000
  known.set(day, seconds)
  return seconds
}

/** Last second of a day in Paris: what "until that day" means as an instant. */
export function lastSecondOf(day: Day): number {
  return toDayDate(addDays(day, 1)) - 1
}

/** First day whose day date is not before `seconds`: an inclusive `start_date`. */
export function firstDayFrom(seconds: number): Day {
  const day = dayOf(new Date(seconds * 1000))
  return toDayDate(day) < seconds ? addDays(day, 1) : day
}

/** Last day whose day date is not after `seconds`: an inclusive `end_date`. */
export function lastDayUntil(seconds: number): Day {
  return dayOf(new Date(seconds * 1000))
}
