import { expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, instantOf } from './day.ts'

test.each([
  ['2026-01-14T22:59:59Z', '2026-01-14'],
  ['2026-01-14T23:00:00Z', '2026-01-15'],
  ['2026-06-30T21:59:59Z', '2026-06-30'],
  ['2026-06-30T22:00:00Z', '2026-07-01'],
])('%s is in Paris on %s', (instant, day) => {
  expect(dayOf(new Date(instant))).toBe(day)
})

test.each([
  ['2026-01-15', '2026-01-14T23:00:00.000Z'],
  ['2026-07-01', '2026-06-30T22:00:00.000Z'],
  // The days on which the clocks change.
  ['2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', '2026-10-24T22:00:00.000Z'],
  ['2026-10-26', '2026-10-25T23:00:00.000Z'],
])('%s begins in Paris at %s', (day, instant) => {
  expect(instantOf(day).toISOString()).toBe(instant)
})

test('days are counted by the calendar, over months, leap days and changes of the clock', () => {
  expect([addDays('2026-02-28', 1), addDays('2028-02-28', 1), addDays('2026-01-01', -1)]).toEqual([
    ...['2026-03-01', '2028-02-29', '2025-12-31'],
  ])
  expect([daysBetween('2026-03-28', '2026-03-30'), daysBetween('2026-03-30', '2026-03-28')]).toEqual([2, -2])
  expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366)
  expect(addDays('2026-01-01', 100_000)).toBe('2299-10-17')
})
