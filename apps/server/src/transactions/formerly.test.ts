import { expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { formerly } from './formerly.ts'

const of = (amount: { minor: number; currency: string; exact?: string }) =>
  formerly(entry('2026-05-20', 0, 'X', { amount }))?.amount

test.each('AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK MRO PKR SLL SOS STD SYP TMM YER ZMK ZWD'.split(' '))(
  '%s was counted in whole units',
  (currency) => {
    const digits = currency === 'IQD' ? 3 : 2
    expect(of({ minor: 12 * 10 ** digits, currency })).toEqual({ minor: 12, currency })
  },
)

test.each([
  [123456, undefined, 1235],
  [123449, undefined, 1234],
  [-123450, undefined, -1235],
  [40, undefined, 0],
  [-40, undefined, 0],
  // By the first digit behind the point alone: 0.496 was 0.
  [50, '0.496', 0],
  [0, '-0.001', 0],
  [-1250, '-12.501', -13],
])('%i forints (%s) were %i', (minor, exact, units) => {
  const found = of({ minor, currency: 'HUF', ...(exact === undefined ? {} : { exact }) })
  expect(found).toEqual({ minor: units, currency: 'HUF' })
})

test('a rounded amount keeps the sign that the bank wrote', () => {
  expect(Object.is(of({ minor: 0, currency: 'HUF' })?.minor, 0)).toBe(true)
  expect(of({ minor: 60, currency: 'HUF', exact: '0.6001' })).toEqual({ minor: 1, currency: 'HUF' })
  expect(of({ minor: 0, currency: 'HUF', exact: '-0.5001' })).toEqual({ minor: -1, currency: 'HUF' })
})

test('other currencies are as they were, but for what the connector says of an earlier reading', () => {
  expect(formerly(entry('2026-05-20', 5, 'X'))).toBeUndefined()
  const former = { bookingDate: '2026-05-19' }
  expect(formerly(entry('2026-05-20', 5, 'X', { former }))).toMatchObject({
    bookingDate: '2026-05-19',
    amount: { minor: 5 },
  })
  const forints = { minor: 500, currency: 'HUF' }
  expect(formerly(entry('2026-05-20', 5, 'X', { former, amount: forints }))).toMatchObject({
    ...{ bookingDate: '2026-05-19', amount: { minor: 5, currency: 'HUF' } },
  })
})
