import { consentWarningDays } from '@raccord/contract'
import { addDays, type Day } from '../transactions/day.ts'
import { quotaLimit } from './next-sync.ts'

const DAY_MS = 86_400_000

/** What is known of the readings of a channel without the person: ours of the last 24 hours, and what the bank said. */
export interface Readings {
  /** As the bank granted it; absent: it did not say. */
  readonly frequencyPerDay: number | undefined
  readonly readings: number
  readonly firstReadingAt: Date | undefined
  /** The bank answered that it takes none before. */
  readonly limitedUntil: Date | undefined
}

export interface Quota {
  readonly limit: number
  readonly used: number
  /** When there is one place more. */
  readonly resetsAt?: Date
}

/** Readings without the person within any 24 hours (RTS Art. 36(5)); a place is free again when the first one is a day old. */
export function quotaOf({ frequencyPerDay, readings, firstReadingAt, limitedUntil }: Readings): Quota | undefined {
  if (frequencyPerDay === undefined) return undefined
  const freed = firstReadingAt && new Date(firstReadingAt.getTime() + DAY_MS)
  const resetsAt = later(freed, limitedUntil)
  return { limit: frequencyPerDay, used: readings, ...(resetsAt ? { resetsAt } : {}) }
}

/** From when on the bank may be asked without the person; `undefined`: at once. */
export function allowedFrom(known: Readings, now: Date): Date | undefined {
  const full = known.readings >= quotaLimit(known.frequencyPerDay)
  const freed = full && known.firstReadingAt ? new Date(known.firstReadingAt.getTime() + DAY_MS) : undefined
  const from = later(freed, known.limitedUntil)
  return from && from > now ? from : undefined
}

/** When a channel is really read next: what is planned, and not before the bank allows it. */
export function nextReading(planned: Date | undefined, known: Readings, now: Date): Date | undefined {
  return planned && later(planned, allowedFrom(known, now))
}

/** First day on which a renewal is of use: the one on which clients are told that the consent ends. */
export function renewableSince(until: Day): Day {
  return addDays(until, -Math.max(...consentWarningDays))
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}

/** Of a row, where absent is null. */
export function readingsOf(row: {
  readonly frequency_per_day: number | null
  readonly readings: number
  readonly first_reading_at: Date | null
  readonly limited_until: Date | null
}): Readings {
  return {
    frequencyPerDay: row.frequency_per_day ?? undefined,
    readings: row.readings,
    firstReadingAt: row.first_reading_at ?? undefined,
    limitedUntil: row.limited_until ?? undefined,
  }
}
