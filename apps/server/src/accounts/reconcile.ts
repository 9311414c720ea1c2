import type { BankBalance } from '@raccord/connector-kit'
import { addDays, type Day } from '../transactions/day.ts'
import { isBooked, mainBalance } from './balance.ts'

/**
 * How the books of an account are held against the balance that its bank tells: what the account held before `from`, and every booked
 * entry since, make the balance.
 */
export interface Books {
  readonly from: Day
  /** Held before `from`, in minor units: as the bank said, or what was left of the first balance. */
  readonly opening: number
  /** When they last agreed. */
  readonly agreed?: Day
  /** What the balance has more than the entries, in minor units. */
  readonly gap?: number
  /** After this day something is missing, or too much. */
  readonly since?: Day
  /** A longer reading was made for this gap. */
  readonly reread?: boolean
}

/** What there is to add up. */
export interface BooksToCheck {
  readonly closing: number
  readonly from: Day
  /** Absent: nothing is known before, so that the difference is the opening balance. */
  readonly opening?: number
  /** Last day that is in the balance; banks date it loosely, so `today` is tried as well. */
  readonly until: Day
  readonly today: Day
}

/** Sums of booked entries in minor units from `from` on. */
export interface BookedSums {
  readonly untilDay: number
  readonly untilToday: number
  /** An amount is finer than the currency: minor units do not add up. */
  readonly finer: boolean
}

/** Days that are added up again and again; what is older is in the opening balance by then. */
const keptDays = 30
const mostDays = 60

/** `undefined` where the bank tells no booked balance: an available one has limits and announcements in it. */
export function booksToCheck(
  known: Books | undefined,
  balances: readonly BankBalance[],
  currency: string,
  today: Day,
): BooksToCheck | undefined {
  const closing = mainBalance(balances, currency)
  if (!closing || !isBooked(closing) || closing.creditLimitIncluded) return undefined
  const until = closing.day === undefined || closing.day > today ? today : closing.day
  const of = (from: Day, opening?: number): BooksToCheck | undefined =>
    from > until ? undefined : { closing: closing.amount.minor, from, until, today, opening }
  if (known) return of(known.from, known.opening)
  const opening = balances.find(
    ({ type, amount, day }) => type === 'openingBooked' && amount.currency === currency && day !== undefined,
  )
  return opening?.day === undefined ? of(firstDay(until)) : of(opening.day, opening.amount.minor)
}

/** The books after a reading. */
export function reconcile(known: Books | undefined, check: BooksToCheck, sums: BookedSums): Books | undefined {
  if (sums.finer) return undefined
  const { closing, from, until, today, opening = closing - sums.untilDay } = check
  const gaps = [closing - opening - sums.untilDay, closing - opening - sums.untilToday]
  const gap = gaps.includes(0) ? 0 : (gaps[0] ?? 0)
  if (gap === 0) return { from, opening, agreed: until < today && gaps[0] === 0 ? until : today }
  const { agreed, since = agreed ?? from, reread = false } = known ?? {}
  return { from, opening, agreed, gap, since, reread }
}

/** Days that a bank gives without the person (RTS Art. 10(2)(b)), and one less for its own count of days. */
const servedDays = 89
const before = 30

/**
 * From which day on to read once more, for a gap that no longer reading was made for. `undefined`: no gap, made already, or
 * `readFrom` (absent: all was read) is as long as it gets.
 */
export function longerReading(books: Books, readFrom: Day | undefined, today: Day): Day | undefined {
  const { gap, since, reread } = books
  if (gap === undefined || since === undefined || reread || readFrom === undefined) return undefined
  const [, from = today] = [addDays(today, -servedDays), addDays(since, -before)].toSorted()
  return from < readFrom ? from : undefined
}

/** Books that agree and go back long are begun anew; `undefined`: they go on. */
export function laterStart(books: Pick<Books, 'from' | 'gap'>, today: Day): Day | undefined {
  if (books.gap !== undefined || books.from >= addDays(today, -mostDays)) return undefined
  return firstDay(today)
}

function firstDay(until: Day): Day {
  return addDays(until, -keptDays)
}
