import { expect, it } from 'vitest'
import { balanceHistory, together } from './balance-history.ts'

const DAY = 86_400
const noon = 1_767_265_200
const midnight = noon - DAY / 2
const entry = (daysAgo: number, amount: number, status = 'BOOKED') => ({
  date: midnight - daysAgo * DAY,
  amount,
  status,
})

it('goes back from the balance of now by what was booked since', () => {
  const entries = [entry(0, -10), entry(1, 100), entry(3, -5.5)]
  expect(balanceHistory(200, noon, entries, 5)).toEqual([115.5, 110, 110, 210, 200])
})

it('what is pending or to come changes nothing', () => {
  expect(balanceHistory(50, noon, [entry(0, -10, 'PENDING'), entry(-2, -99)], 2)).toEqual([50, 50])
})

it('accounts of one currency are added up day by day', () => {
  expect(
    together([
      [1.1, 2],
      [2.2, 3],
    ]),
  ).toEqual([3.3, 5])
  expect(together([])).toEqual([])
})
