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
  // The empty day of .NET, and others like it.
  ['0001-01-01T00:00:00Z', 'Europe/London', undefined],
  ['0001-01-01', 'Europe/London', undefined],
  ['9999-12-31T23:59:59Z', 'Europe/Paris', undefined],
  ['1899-12-31', 'Europe/Paris', undefined],
  ['1900-01-01', 'Europe/Paris', '1900-01-01'],
  ['2200-12-31', 'Europe/Paris', '2200-12-31'],
  ['30/06/2026', 'Europe/London', undefined],
  ['on 2026-06-30', 'Europe/London', undefined],
  ['2026-06-301', 'Europe/London', undefined],
  ['2026-06-30T23:30:00+01', 'Europe/London', '2026-06-30'],
  ['2026-06-30T23:30:00-01', 'Europe/London', '2026-07-01'],
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
  const transactionDate = '2026-06-30T23:30:00Z'
  expect(entryDays({ transactionDate, valueDate: 'soon' }, 'Europe/London')).toEqual({
    ...{ transactionDate: '2026-07-01', former: { transactionDate: '2026-06-30' } },
  })
})

test('every country has a zone that exists, and the day of its capital', () => {
  expect(zoneOfCountry('gb')).toBe('Europe/London')
  expect(zoneOfCountry('PT')).toBe('Europe/Lisbon')
  expect([zoneOfCountry(undefined), zoneOfCountry(''), zoneOfCountry('ZZ')]).toEqual(Array(3).fill('Europe/Paris'))
  expect(isTimeZone('Europe/Nowhere')).toBe(false)
  expect([isTimeZone('Europe/Paris'), isTimeZone('Europe/Paris')]).toEqual([true, true])
})

/** When it is midnight in winter: hours behind UTC. What is west or east of Paris must not be read as Paris. */
const hoursAhead = {
  0: 'FO GB IE IS PT',
  1: 'AD AT BE CH CZ DE DK ES FR GI HR HU IT LI LU MC MT NL NO PL SE SI SK SM',
  2: 'BG CY EE FI GR LT LV MD RO UA',
  3: 'TR',
}

test.each(Object.entries(hoursAhead))('midnight comes %s hours before that of UTC: %s', (hours, countries) => {
  const before = new Date(Date.UTC(2026, 0, 15) - Number(hours) * 3_600_000 - 1000).toISOString()
  const after = new Date(Date.UTC(2026, 0, 15) - Number(hours) * 3_600_000).toISOString()
  for (const country of countries.split(' ')) {
    const zone = zoneOfCountry(country)
    expect([bankDay(before, zone), bankDay(after, zone)], country).toEqual(['2026-01-14', '2026-01-15'])
  }
})

test('countries that Paris would do for have their own city all the same', () => {
  const zones = 'AD AT BE CH CZ DE DK ES GI HR HU IT LI LU MC MT NL NO PL SE SI SK SM'.split(' ').map(zoneOfCountry)
  expect(new Set([...zones, 'Europe/Paris']).size).toBe(24)
  expect(zones.every(isTimeZone)).toBe(true)
})
