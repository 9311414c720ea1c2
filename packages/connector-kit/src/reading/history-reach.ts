import type { Day } from '../bank-data.ts'
import type { Failed, TransactionsAnswer, Window } from '../connector.ts'
import { dayIn, zoneOfCountry } from './bank-day.ts'

const dayMs = 86_400_000

/**
 * The day so many days back in the calendar of the bank's zone: in the hour before midnight UTC its day is the next one already, and it refuses
 * what lies a day too far back. Both ends of a period count, so 89 days back are 90 days.
 */
export function daysBack(now: Date, days: number, zone: string): Day {
  return new Date(Date.parse(`${dayIn(zone, now)}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10)
}

/** The last day of a permission that is given for so many days: 0 is today, on the bank's calendar. */
export function daysAhead(now: Date, days: number, country: string | undefined): Day {
  return daysBack(now, -days, zoneOfCountry(country))
}

/** Days to ask from, the furthest first: what is wanted, never further back than a reach. Each once: what was refused is not asked again. */
export function firstDays(now: Date, zone: string, { from }: Window, reaches: readonly number[]): Day[] {
  const days = reaches.map((reach) => {
    const furthest = daysBack(now, reach, zone)
    return from !== undefined && from > furthest ? from : furthest
  })
  return [...new Set(days)]
}

/**
 * The pages from the first of these days that the bank bears: long histories are given only in the minutes after SCA (RTS Art. 10a), and a
 * shorter one is better than none. Each page says from which day on it was asked for, unless `pagesFrom` knows better.
 */
export async function* readShorter(
  firsts: readonly Day[],
  pagesFrom: (from: Day) => AsyncIterable<TransactionsAnswer>,
  tooFar: (failed: Failed) => boolean,
): AsyncGenerator<TransactionsAnswer> {
  for (const [at, from] of firsts.entries()) {
    let pages = 0
    let shorter = false
    for await (const answer of pagesFrom(from)) {
      shorter = pages === 0 && at < firsts.length - 1 && answer.kind === 'failed' && tooFar(answer)
      if (shorter) break
      pages += 1
      yield answer.kind === 'page' ? { from, ...answer } : answer
    }
    if (!shorter) return
  }
}
