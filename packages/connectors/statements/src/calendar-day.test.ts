import { expect, test } from 'vitest'
import { calendarDay, dayInZone, existingDay } from './calendar-day.ts'

test.each([
  [2026, 2, 30, '2026-02-28'],
  [2028, 2, 30, '2028-02-29'],
  [2026, 4, 31, '2026-04-30'],
  [2026, 1, 1, '2026-01-01'],
  [2026, 12, 31, '2026-12-31'],
  [987, 1, 9, undefined],
  [1, 1, 1, undefined],
  [9999, 12, 31, undefined],
  [1900, 1, 9, '1900-01-09'],
  [2026, 0, 1, undefined],
  [2026, 13, 1, undefined],
  [2026, 1, 0, undefined],
  [2026, 1, 32, undefined],
])('%i-%i-%i is %s: banks that count 30 days a month mean its last one', (year, month, day, existing) => {
  expect(existingDay(year, month, day)).toBe(existing)
})

test.each([
  ['2026-03-01', '2026-03-01'],
  ['2026-03-01T23:59:00', '2026-03-01'],
  ['2026-03-01+02:00', '2026-03-01'],
  ['2026-03-01Z', '2026-03-01'],
  ['2026-03-01-05:00', '2026-03-01'],
  ['x2026-03-01', undefined],
  ['2026-03-011', undefined],
  ['20260301', undefined],
  [undefined, undefined],
])('%s is written on %s', (text, day) => expect(calendarDay(text)).toBe(day))

test('an instant is the day where the bank is, if it can be read', () => {
  expect(dayInZone('2026-06-30T23:30:00Z', 'Europe/Paris')).toBe('2026-07-01')
  expect(dayInZone('2026-06-30T23:30:00', 'Europe/Paris')).toBe('2026-06-30')
  expect(dayInZone('2026-02-30T23:30:00Z', 'Europe/Paris')).toBe('2026-02-28')
  // Longer than any instant: as it is written.
  expect(dayInZone(`2026-06-30T23:30:00.${'0'.repeat(19)}Z`, 'Europe/Paris')).toBe('2026-07-01')
  expect(dayInZone(`2026-06-30T23:30:00.${'0'.repeat(20)}Z`, 'Europe/Paris')).toBe('2026-06-30')
  expect([dayInZone('soon', 'Europe/Paris'), dayInZone(undefined, 'Europe/Paris')]).toEqual([undefined, undefined])
})
