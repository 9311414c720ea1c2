import { expect, test } from 'vitest'
import { currencyDigits, unusualCurrencies } from './currencies.ts'

test.each([
  ['EUR', 2],
  ['HUF', 2],
  ['ALL', 2],
  ['IDR', 2],
  ['COP', 2],
  ['PKR', 2],
  ['LAK', 2],
  ['MGA', 2],
  ['IQD', 3],
  ['KWD', 3],
  ['TND', 3],
  ['JPY', 0],
  ['ISK', 0],
  ['UGX', 0],
  ['XOF', 0],
  ['CLF', 4],
  ['ITL', 0],
  ['QQQ', 2],
  ['XAU', 2],
])('%s has %i digits, whatever the runtime displays', (code, digits) => {
  expect(currencyDigits(code)).toBe(digits)
})

test('each unusual currency is one of ISO 4217 by its form, once', () => {
  expect(new Set(unusualCurrencies).size).toBe(unusualCurrencies.length)
  for (const code of unusualCurrencies) expect(code).toMatch(/^[A-Z]{3}$/)
  expect(unusualCurrencies).toContain('JPY')
  expect(unusualCurrencies).not.toContain('EUR')
})

test('those that do not count in hundredths, all of them', () => {
  const of = (digits: number) => unusualCurrencies.filter((code) => currencyDigits(code) === digits).toSorted()
  expect(of(0).join(' ')).toBe(
    'ADP BIF BYR CLP DJF ESP GNF ISK ITL JPY KMF KRW LUF MGF PYG RWF TRL UGX UYI VND VUV XAF XOF XPF',
  )
  expect(of(3).join(' ')).toBe('BHD IQD JOD KWD LYD OMR TND')
  expect(of(4).join(' ')).toBe('CLF UYW')
  expect(unusualCurrencies).toHaveLength(33)
})
