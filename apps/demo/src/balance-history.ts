const DAY = 86_400

/** What is needed of an entry: `date` is midnight in Paris of its day, in seconds. */
export interface Booked {
  readonly date: number
  readonly amount: number
  readonly status: string
}

/**
 * What an account held at the end of each of the last `days` days, oldest first, the last one today. An API tells the balance of now:
 * the others follow from what was booked since. `at`: the instant of that balance, in seconds.
 */
export function balanceHistory(balance: number, at: number, entries: readonly Booked[], days: number): number[] {
  const booked = entries.filter(({ status, date }) => status === 'BOOKED' && date <= at)
  return Array.from({ length: days }, (_, index) => {
    // End of that day; the last one is the moment of the balance.
    const end = at - (days - 1 - index) * DAY
    const since = booked.reduce((sum, { date, amount }) => (date > end ? sum + amount : sum), 0)
    return Math.round((balance - since) * 100) / 100
  })
}

/** Several accounts of one currency, day by day. */
export function together(histories: readonly (readonly number[])[]): number[] {
  const [first = []] = histories
  return first.map((_, day) => Math.round(histories.reduce((sum, one) => sum + (one[day] ?? 0), 0) * 100) / 100)
}
