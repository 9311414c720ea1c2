import { expect, it } from 'vitest'
import { firstDayFrom, lastDayUntil, lastSecondOf, toDayDate } from './day-date.ts'

// Expected values worked out by hand from the rule: UTC+1 in winter, UTC+2 from the last Sunday of March to that of October.
it.each([
  ['2026-01-15', '2026-01-14T23:00:00Z'],
  ['2026-07-14', '2026-07-13T22:00:00Z'],
  ['2026-03-28', '2026-03-27T23:00:00Z'],
  ['2026-03-29', '2026-03-28T23:00:00Z'],
  ['2026-03-30', '2026-03-29T22:00:00Z'],
  ['2026-10-24', '2026-10-23T22:00:00Z'],
  ['2026-10-25', '2026-10-24T22:00:00Z'],
  ['2026-10-26', '2026-10-25T23:00:00Z'],
  ['2024-02-29', '2024-02-28T23:00:00Z'],
  ['2027-01-01', '2026-12-31T23:00:00Z'],
])('%s begins at %s', (day, instant) => {
  const seconds = Date.parse(instant) / 1000
  expect(toDayDate(day)).toBe(seconds)
  expect(firstDayFrom(seconds)).toBe(day)
  expect(lastDayUntil(seconds)).toBe(day)
  // One second either way: both ends are inclusive and compared with that very second.
  expect(firstDayFrom(seconds + 1)).toBe(
    new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10),
  )
  expect(lastDayUntil(seconds - 1)).toBe(
    new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10),
  )
})

it('gives the days of a change of clocks 23 and 25 hours', () => {
  expect(lastSecondOf('2026-03-29') - toDayDate('2026-03-29') + 1).toBe(23 * 3600)
  expect(lastSecondOf('2026-10-25') - toDayDate('2026-10-25') + 1).toBe(25 * 3600)
})
