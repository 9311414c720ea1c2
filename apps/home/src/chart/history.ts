import type { AccountOut, TransactionOut } from '@raccord/contract/wire'
import { addDays, dayOf, minorOf } from '../messages/format.ts'
import type { DayBalance } from '../store/balance-store.ts'

export interface Point {
  readonly day: string
  /** Minor units. */
  readonly amount: number
}

export interface History {
  readonly currency: string
  /** One a day, without gaps. */
  readonly points: readonly Point[]
  /** The days before this one are worked out from the entries. */
  readonly notedFrom: string | undefined
}

/** Balances of these kinds are what the entries add up to. */
const addsUp = (account: AccountOut): boolean => account.type === 'CHECKINGS' || account.type === 'SAVINGS'

/**
 * What an account held, day by day from `from` to `today`: the figures noted, and before the first of them what the booked
 * entries say. A day without a figure has that of the day before.
 */
export function historyOf(
  account: AccountOut,
  noted: readonly DayBalance[],
  entries: readonly TransactionOut[],
  { from, today }: { readonly from: string; readonly today: string },
): History {
  const { currency, balance, id } = account
  const known = new Map(
    noted.filter((row) => row.accountId === id && row.currency === currency).map(({ day, amount }) => [day, amount]),
  )
  if (balance !== undefined) known.set(today, minorOf(balance, currency))
  const [first] = [...known.keys()].sort()
  if (first === undefined) return { currency, points: [], notedFrom: undefined }
  const before = addsUp(account) ? workedOut(account, known.get(first) ?? 0, first, entries) : []
  const points = [...before.filter(({ day }) => day >= from)]
  let amount = known.get(first) ?? 0
  for (let day = first; day <= today; day = addDays(day, 1)) {
    amount = known.get(day) ?? amount
    if (day >= from) points.push({ day, amount })
  }
  return { currency, points, notedFrom: first > from ? first : undefined }
}

/** Back from a balance at the end of the day `first`, as far as entries are known. */
function workedOut(account: AccountOut, amount: number, first: string, entries: readonly TransactionOut[]): Point[] {
  const byDay = new Map<string, number>()
  for (const entry of entries) {
    if (entry.account_id !== account.id || entry.status !== 'BOOKED' || entry.currency !== account.currency) continue
    const day = dayOf(entry.date)
    if (day <= first) byDay.set(day, (byDay.get(day) ?? 0) + minorOf(entry.amount, entry.currency))
  }
  const start = [...byDay.keys()].sort()[0]
  if (start === undefined) return []
  const points: Point[] = []
  let held = amount - (byDay.get(first) ?? 0)
  for (let day = addDays(first, -1); day >= start; day = addDays(day, -1)) {
    points.push({ day, amount: held })
    held -= byDay.get(day) ?? 0
  }
  return points.reverse()
}

/** All of one currency together, from the first day on which each is known. */
export function together(histories: readonly History[]): History | undefined {
  const [first] = histories
  if (!first || histories.some(({ points }) => points.length === 0)) return undefined
  const starts = histories.map(({ points }) => points[0]?.day ?? '').sort()
  const from = starts.at(-1) ?? ''
  const sums = new Map<string, number>()
  for (const { points } of histories)
    for (const { day, amount } of points) if (day >= from) sums.set(day, (sums.get(day) ?? 0) + amount)
  const noted = histories.map(({ notedFrom }) => notedFrom).filter((day) => day !== undefined)
  return {
    currency: first.currency,
    points: [...sums].map(([day, amount]) => ({ day, amount })),
    notedFrom: noted.sort().at(-1),
  }
}
