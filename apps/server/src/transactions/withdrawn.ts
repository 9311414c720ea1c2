import { addDays, type Day } from './day.ts'
import type { AccountFetch } from './import-page.ts'
import type { OpenRow } from './transaction-store.ts'

/** Every bank of the directive serves the last 90 days without the person (RTS Art. 10(2)(b)); a few less, for its own count of days. */
const servedDays = 85

/**
 * From which day on what is missing in the bank's answer is missing at the bank. A bank may keep, or give, less than was asked for: it is
 * believed from the earliest entry that it sent, and for the days that it must serve. `undefined`: nowhere, for an answer without any
 * booked entry says nothing of those that are known; the next one that has some does.
 */
export function coveredFrom({ from, today, waiting }: AccountFetch): Day | undefined {
  const earliest = waiting?.earliest
  if (earliest === undefined) return undefined
  const [believed] = [earliest, addDays(today, -servedDays)].toSorted()
  return [believed, from, waiting?.askedFrom]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1)
}

/** Which stored rows end with a whole reading that did not have them. */
export function planEnds(
  rows: readonly OpenRow[],
  { counter, today }: AccountFetch,
): { readonly expired: readonly number[]; readonly cancelled: readonly number[] } {
  const expired: number[] = []
  const cancelled: number[] = []
  for (const { id, identityKey, status, date } of rows) {
    if (counter.has(identityKey)) continue
    if (status === 'PENDING') expired.push(id)
    else if (status === 'BOOKED') cancelled.push(id)
    // A standing order that is yet to come may be on a list of its own; past its day it was carried out, or was not.
    else if (date < today) expired.push(id)
  }
  return { expired, cancelled }
}
