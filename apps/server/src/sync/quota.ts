import { consentWarningDays } from '@raccord/contract'
import { addDays, type Day } from '../transactions/day.ts'
import { learnedForDays, quotaLimit } from './next-sync.ts'

const DAY_MS = 86_400_000

/** Calls of the last 24 hours without the person of one kind: banks count by account and endpoint. */
export interface CountedCalls {
  /** Oldest first. */
  readonly at: readonly Date[]
  /** A day, learned from a refusal; absent: it never refused. */
  readonly learned: number | undefined
}

/** What is known of the readings of a channel without the person. */
export interface Readings {
  /** As the bank granted it; absent: it did not say. */
  readonly frequencyPerDay: number | undefined
  readonly calls: readonly CountedCalls[]
  /** The bank answered that it takes none before. */
  readonly limitedUntil: Date | undefined
}

export interface Quota {
  readonly limit: number
  readonly used: number
  /** When there is one place more. */
  readonly resetsAt?: Date
}

/**
 * Readings without the person within any 24 hours (RTS Art. 36(5)); a place is free again when the first one is a day old. A reading asks for
 * everything, so the quota of a channel is that of which least is left.
 */
export function quotaOf({ frequencyPerDay, calls, limitedUntil }: Readings): Quota | undefined {
  const kinds = calls.map(({ at, learned }) => ({
    limit: least(frequencyPerDay, learned),
    used: at.length,
    freed: at[0] && new Date(at[0].getTime() + DAY_MS),
  }))
  const [fullest] = kinds.toSorted((a, b) => left(a) - left(b) || Number(b.freed ?? 0) - Number(a.freed ?? 0))
  const limit = fullest ? fullest.limit : frequencyPerDay
  if (limit === undefined) return undefined
  const resetsAt = later(fullest?.freed, limitedUntil)
  return { limit, used: fullest?.used ?? 0, ...(resetsAt ? { resetsAt } : {}) }
}

/** From when on the bank may be asked without the person; `undefined`: at once. */
export function allowedFrom({ frequencyPerDay, calls, limitedUntil }: Readings, now: Date): Date | undefined {
  const from = calls
    .map(({ at, learned }) => {
      const limit = quotaLimit(least(frequencyPerDay, learned))
      const first = at[at.length - limit]
      return first && new Date(first.getTime() + DAY_MS)
    })
    .reduce(later, limitedUntil)
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

function left({ limit, used }: { readonly limit: number | undefined; readonly used: number }): number {
  return (limit ?? Number.POSITIVE_INFINITY) - used
}

function least(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b)
}

function later(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a > b ? a : b
}

/** Of a row, where absent is null. */
export function readingsOf(
  row: {
    readonly frequency_per_day: number | null
    readonly calls: readonly {
      readonly at: readonly number[]
      readonly learned: number | null
      readonly learned_at: number | null
    }[]
    readonly limited_until: Date | null
  },
  now: Date,
): Readings {
  const since = now.getTime() - DAY_MS
  return {
    frequencyPerDay: row.frequency_per_day ?? undefined,
    calls: row.calls.map(({ at, learned, learned_at }) => ({
      at: at.filter((one) => one > since).map((one) => new Date(one)),
      learned: (learned_at ?? 0) > now.getTime() - learnedForDays * DAY_MS ? (learned ?? undefined) : undefined,
    })),
    limitedUntil: row.limited_until && row.limited_until > now ? row.limited_until : undefined,
  }
}
