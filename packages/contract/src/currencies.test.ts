import { expect, test } from 'vitest'
import { currencyDigits, currencyFormat, unusualCurrencies } from './currencies.ts'

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

test.each([
  ['en-GB', 'EUR', 1234.5, '€1,234.50'],
  ['fr-FR', 'EUR', 1234.5, '1 234,50 €'],
  // Statements group thousands also where display data would not.
  ['it-IT', 'EUR', 1234.5, '1.234,50 €'],
  ['es-ES', 'EUR', 1234.5, '1.234,50 €'],
  ['en-GB', 'HUF', 12.5, 'Ft 12.50'],
  ['en-GB', 'IQD', 1, 'IQD 1.000'],
  // Of many countries: by the code.
  ['en-GB', 'USD', 1, 'USD 1.00'],
  ['en-US', 'AUD', 1, 'AUD 1.00'],
  ['en-GB', 'JPY', 1, 'JPY 1'],
  ['sv-SE', 'SEK', 1, '1,00 SEK'],
  ['da-DK', 'DKK', 1, '1,00 DKK'],
  ['en-GB', 'GBP', 1, '£1.00'],
  // What is no code is a currency that nobody named.
  ['en-GB', 'EURO', 1, 'XXX 1.00'],
  ['en-GB', '1EUR', 1, 'XXX 1.00'],
])('in %s an amount in %s is written as its country does, with its digits', (region, currency, amount, written) => {
  const plain = (text: string) => text.replace(/\s/g, ' ')
  expect(plain(currencyFormat(region, currency).format(amount))).toBe(plain(written))
})

test('more digits are shown where more were sent, never fewer than the currency has', () => {
  expect(currencyFormat('en-GB', 'EUR', 4).format(1.2345)).toBe('€1.2345')
  expect(currencyFormat('en-GB', 'EUR', 4).format(1)).toBe('€1.00')
  expect(currencyFormat('en-GB', 'EUR', 0).format(1.5)).toBe('€1.50')
})
