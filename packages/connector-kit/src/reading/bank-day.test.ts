import { expect, test } from 'vitest'
import { bankDay, entryDays, isTimeZone, zoneOfCountry } from './bank-day.ts'

test.each([
  ['2026-06-30T23:30:00Z', 'Europe/London', '2026-07-01'],
  ['2026-07-01T00:30:00+01:00', 'Europe/London', '2026-07-01'],
  ['2026-06-30T23:30:00.000+00:00', 'Europe/London', '2026-07-01'],
  ['2026-07-01T01:30:00+0200', 'Europe/London', '2026-07-01'],
  ['2026-12-31T23:30:00Z', 'Europe/London', '2026-12-31'],
  ['2026-12-31T23:30:00Z', 'Europe/Paris', '2027-01-01'],
  ['2026-06-30T21:59:59Z', 'Europe/Paris', '2026-06-30'],
  ['2026-06-30T22:00Z', 'Europe/Paris', '2026-07-01'],
  ['2026-06-30t22:00:00z', 'Europe/Helsinki', '2026-07-01'],
  ['20260630T223000Z', 'Europe/Paris', '2026-07-01'],
  // Without an offset it is the bank's own clock.
  ['2026-06-30T23:30:00', 'Europe/London', '2026-06-30'],
  ['2026-06-30 23:30', 'Europe/London', '2026-06-30'],
  ['2026-06-30', 'Europe/London', '2026-06-30'],
  ['20260630', 'Europe/London', '2026-06-30'],
  ['2026-06-30+02:00', 'Europe/London', '2026-06-30'],
  ['2026-06-30Z', 'Europe/London', '2026-06-30'],
  ['2026-06-30Tlate', 'Europe/London', '2026-06-30'],
  ['2026-06-30T99:30:00Z', 'Europe/London', '2026-06-30'],
  ['2026-02-30', 'Europe/London', undefined],
  ['2026-02-30T10:00:00Z', 'Europe/London', undefined],
  ['30/06/2026', 'Europe/London', undefined],
  [undefined, 'Europe/London', undefined],
])('%s in %s is %s', (written, zone, day) => {
  expect(bankDay(written, zone)).toBe(day)
})

test('what an earlier release made of an instant is told, where it was another day', () => {
  expect(
    entryDays(
      { bookingDate: '2026-06-30T23:30:00Z', valueDate: '2026-06-30', transactionDate: undefined },
      'Europe/London',
    ),
  ).toEqual({ bookingDate: '2026-07-01', valueDate: '2026-06-30', former: { bookingDate: '2026-06-30' } })
  expect(entryDays({ bookingDate: '2026-06-30T10:00:00Z' }, 'Europe/London')).toEqual({ bookingDate: '2026-06-30' })
})

test('every country has a zone that exists', () => {
  expect(zoneOfCountry('gb')).toBe('Europe/London')
  expect(zoneOfCountry('PT')).toBe('Europe/Lisbon')
  expect(zoneOfCountry(undefined)).toBe('Europe/Paris')
  for (const country of ['AT', 'BG', 'CY', 'DE', 'FI', 'IE', 'IS', 'IT', 'RO']) {
    expect(isTimeZone(zoneOfCountry(country)), country).toBe(true)
  }
  expect(isTimeZone('Europe/Nowhere')).toBe(false)
})
