import { addDays, type Day, daysBetween } from '../scenario/day.ts'
import type { EntryDetails, Scenario, ScenarioAccount } from '../scenario/scenario.ts'
import { hashOf } from './secrets.ts'

/** One booked or pending entry as the bank reports it on a given day. Amounts in minor units. */
export type LedgerEntry = {
  /** Position in the file, so the same on every read; at most 35 characters. */
  readonly reference: string
  readonly minor: bigint
  readonly day: Day | undefined
  readonly label: string
  readonly details: EntryDetails
}

export type LedgerPage = {
  readonly entries: readonly LedgerEntry[]
  /** Position to go on from; undefined at the end. */
  readonly next: number | undefined
}

export type Period = { readonly from: Day | undefined; readonly to: Day | undefined }

/** How the file's days map to real ones: shifted by whole days, and what has not happened yet is held back. */
export type Timeline = { readonly shift: number; readonly until: Day | undefined }

/**
 * Without RELATIVE_TO the days are meant as written, future ones included. With it, `anchor` (the day of the PSU's first
 * sign-in) stands for that day for good: entries keep their dates from read to read, and later ones appear day by day.
 */
export function timelineOf(scenario: Scenario, anchor: Day | undefined, today: Day): Timeline {
  if (!scenario.relativeTo) return { shift: 0, until: undefined }
  return { shift: daysBetween(scenario.relativeTo, anchor ?? today), until: today }
}

/** Reads booked entries in file order from `position`. Copies of a REPEAT are made on the way, never kept. */
export function bookedPage(
  account: ScenarioAccount,
  timeline: Timeline,
  period: Period,
  position: number,
  limit: number,
): LedgerPage {
  const entries: LedgerEntry[] = []
  const prefix = hashOf(account.uid).slice(0, 10)
  let start = 0
  for (const entry of account.entries) {
    for (let copy = Math.max(0, position - start); copy < entry.copies; copy += 1) {
      const day = addDays(entry.day, timeline.shift + Math.floor(copy / entry.perDay))
      if (!within(day, period) || (timeline.until !== undefined && day > timeline.until)) continue
      if (entries.length === limit) return { entries, next: start + copy }
      const { minor, label, details = {} } = entry
      entries.push({ reference: `${prefix}-${start + copy + 1}`, minor, day, label, details })
    }
    start += entry.copies
  }
  return { entries, next: undefined }
}

export function pendingEntries(account: ScenarioAccount, timeline: Timeline, period: Period): LedgerEntry[] {
  return account.pending.flatMap(({ minor, day: fileDay, label, details = {} }, index) => {
    const day = fileDay === undefined ? undefined : addDays(fileDay, timeline.shift)
    if (day !== undefined && !within(day, period)) return []
    return [{ reference: `P${hashOf(account.uid).slice(0, 10)}-${index + 1}`, minor, day, label, details }]
  })
}

/** The file's balance, moved on by what has been booked since its day when the timeline plays. */
export function balanceAt(account: ScenarioAccount, timeline: Timeline): { readonly minor: bigint; readonly day: Day } {
  const day = addDays(account.balanceDay, timeline.shift)
  if (timeline.until === undefined || timeline.until <= day) return { minor: account.balanceMinor, day }
  const since = { from: addDays(day, 1), to: timeline.until }
  const { entries } = bookedPage(account, timeline, since, 0, Number.POSITIVE_INFINITY)
  return { minor: entries.reduce((sum, entry) => sum + entry.minor, account.balanceMinor), day: timeline.until }
}

export const pendingSum = (account: ScenarioAccount): bigint =>
  account.pending.reduce((sum, { minor }) => sum + minor, 0n)

const within = (day: Day, { from, to }: Period): boolean =>
  (from === undefined || day >= from) && (to === undefined || day <= to)

/** What the bank says of the entry in words, line by line. */
export const linesOf = ({ label, details }: LedgerEntry): readonly string[] =>
  [label, ...(details.notes ?? [])].filter((line) => line !== '')
