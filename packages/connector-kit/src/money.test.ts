import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  balancesInCurrencyOf,
  directed,
  directedAsSaid,
  entriesInCurrencyOf,
  inCurrencyOf,
  isNegative,
  isOtherCurrency,
  isPositive,
  moneyToNumber,
  moneyToText,
  negated,
  parseMoney,
} from './money.ts'

test.each([
  ['-50.26', 'EUR', -5026],
  ['12,30', 'EUR', 1230],
  ['-1234,5', 'EUR', -123450],
  ['1356.5', 'EUR', 135650],
  ['+3', 'EUR', 300],
  ['.50', 'EUR', 50],
  ['-.50', 'EUR', -50],
  ['12.30-', 'EUR', -1230],
  ['12.30+', 'EUR', 1230],
  ['12.', 'EUR', 1200],
  ['1E+2', 'EUR', 10000],
  ['1.5e1', 'EUR', 1500],
  ['1250E-2', 'EUR', 1250],
  ['1234.56', 'HUF', 123456],
  ['-0.40', 'HUF', -40],
  ['1.234', 'IQD', 1234],
  ['100.00', 'JPY', 100],
  ['1.500', 'EUR', 150],
  ['-0.00', 'EUR', 0],
  [' 7 ', 'EUR', 700],
  ['70368744177664.01', 'EUR', 7036874417766401],
  ['90071992547409.91', 'EUR', Number.MAX_SAFE_INTEGER],
])('%s %s', (text, currency, minor) => {
  expect(parseMoney(text, currency)).toEqual({ minor, currency })
})

test.each([
  ...['1,234.56', '1.500,00', '1,234', '1.234.567', '1 234.56', '1\u00A0234', "1'234.56", '(12.30)', '-12.30-'],
  ...[
    '',
    '-',
    '.',
    '+-1',
    '1e',
    'e2',
    'NaN',
    'Infinity',
    '0x10',
    '12.30 EUR',
    'EUR 12.30',
    'EUR 12,30',
    '90071992547409.92',
    '1e999',
    '1e-41',
    '9'.repeat(41),
  ],
])('%s is not read: nobody knows what it means', (text) => {
  expect(parseMoney(text, 'EUR')).toBeUndefined()
})

test('a protocol that writes a comma reads no thousands either', () => {
  expect(parseMoney('12,30', 'EUR', ',')).toEqual({ minor: 1230, currency: 'EUR' })
  expect(parseMoney('1234,', 'EUR', ',')).toEqual({ minor: 123400, currency: 'EUR' })
  expect(parseMoney('1.05', 'EUR', ',')).toEqual({ minor: 105, currency: 'EUR' })
  for (const text of ['1.234,56', '1.234', '1234.567', 'EUR 12.30', 'EUR 12,30', '12.30 EUR'])
    expect(parseMoney(text, 'EUR', ',')).toBeUndefined()
})

test('what is finer than the currency is kept to its last digit', () => {
  expect(parseMoney('0.004', 'EUR')).toEqual({ minor: 0, currency: 'EUR', exact: '0.004' })
  expect(parseMoney('-12.3450', 'EUR')).toEqual({ minor: -1235, currency: 'EUR', exact: '-12.345' })
  expect(parseMoney('-0.40', 'JPY')).toEqual({ minor: 0, currency: 'JPY', exact: '-0.4' })
  expect(parseMoney('1e-10', 'EUR')).toEqual({ minor: 0, currency: 'EUR', exact: '0.0000000001' })
  // The longest that is read: forty digits, and forty places.
  const fortieth = `0.${'0'.repeat(39)}1`
  expect(parseMoney('1e-40', 'EUR')).toEqual({ minor: 0, currency: 'EUR', exact: fortieth })
  expect(parseMoney(`1.${'0'.repeat(38)}1`, 'EUR')?.minor).toBe(100)
  expect(parseMoney(`1.${'0'.repeat(39)}1`, 'EUR')).toBeUndefined()
})

test('a direction is that of the amount, also of one without minor units', () => {
  const speck = parseMoney('0.004', 'EUR')
  if (!speck) throw new Error('not read')
  expect(directed(speck, 'debit')).toEqual({ minor: 0, currency: 'EUR', exact: '-0.004' })
  expect(isNegative(directed(speck, 'debit'))).toBe(true)
  expect(directed({ minor: 0, currency: 'EUR' }, 'debit')).toEqual({ minor: 0, currency: 'EUR' })
  expect(directed({ minor: -5, currency: 'EUR' }, 'credit')).toEqual({ minor: 5, currency: 'EUR' })
  expect(negated(negated(speck))).toEqual(speck)
  expect(directed({ minor: -5, currency: 'EUR' }, 'debit')).toEqual({ minor: -5, currency: 'EUR' })
})

test.each([
  [1, undefined, 'positive'],
  [-1, undefined, 'negative'],
  [0, undefined, 'neither'],
  [0, '0.004', 'positive'],
  [0, '-0.004', 'negative'],
])('%i (%s) is %s', (minor, exact, sign) => {
  const money = { minor, currency: 'EUR', ...(exact === undefined ? {} : { exact }) }
  expect([isPositive(money), isNegative(money)]).toEqual([sign === 'positive', sign === 'negative'])
})

test('a currency that the bank left open is that of the account, with its digits', () => {
  expect(inCurrencyOf({ minor: 1230, currency: 'XXX' }, 'EUR')).toEqual({ minor: 1230, currency: 'EUR' })
  expect(inCurrencyOf({ minor: 1200, currency: 'XXX' }, 'JPY')).toEqual({ minor: 12, currency: 'JPY' })
  // What was too fine for no currency may be just right for this one.
  expect(inCurrencyOf({ minor: 123, currency: 'XXX', exact: '1.234' }, 'IQD')).toEqual({ minor: 1234, currency: 'IQD' })
  expect(inCurrencyOf({ minor: 1230, currency: 'USD' }, 'EUR')).toEqual({ minor: 1230, currency: 'USD' })
  expect(balancesInCurrencyOf([{ type: 'expected', amount: { minor: 5, currency: 'XXX' } }], 'EUR')).toEqual([
    { type: 'expected', amount: { minor: 5, currency: 'EUR' } },
  ])
})

test('only a currency that was named, and is not that of the account, is another', () => {
  const own = { minor: 1, currency: 'EUR' }
  const isOther = (currency: string) => isOtherCurrency({ minor: 1, currency }, own)
  expect(['EUR', 'USD', 'XXX'].filter(isOther)).toEqual(['USD'])
})

test('a number for details has the digits of the currency', () => {
  expect([moneyToNumber(-1230, 'EUR'), moneyToNumber(1230, 'JPY'), moneyToNumber(0, 'EUR')]).toEqual([-12.3, 1230, 0])
  expect([moneyToText(0, 'EUR'), moneyToText(-5, 'EUR'), moneyToText(-5, 'JPY')]).toEqual(['0.00', '-0.05', '-5'])
})

test('what is written is read back, in every currency', () => {
  const currencies = fc.constantFrom('EUR', 'JPY', 'HUF', 'IQD', 'CLF', 'XXX')
  fc.assert(
    fc.property(fc.maxSafeInteger(), currencies, (minor, currency) => {
      expect(parseMoney(moneyToText(minor, currency), currency)).toEqual({ minor: minor === 0 ? 0 : minor, currency })
    }),
  )
})

test('without a direction only a minus sign, or nothing at all, is one', () => {
  const euros = (minor: number) => ({ minor, currency: 'EUR' })
  expect(directedAsSaid(euros(5), 'debit')).toEqual(euros(-5))
  expect(directedAsSaid(euros(-5), undefined)).toEqual(euros(-5))
  expect(directedAsSaid(euros(0), undefined)).toEqual(euros(0))
  expect(directedAsSaid(euros(5), undefined)).toBeUndefined()
  expect(directedAsSaid({ ...euros(0), exact: '0.004' }, undefined)).toBeUndefined()
})

test('an entry without a currency is in its account’s; under an id of several accounts it is nobody’s', () => {
  const open = { amount: { minor: 500, currency: 'XXX' }, balanceAfter: { minor: 900, currency: 'XXX' } }
  const dollars = { amount: { minor: 1, currency: 'USD' } }
  const yen = { amount: { minor: 5, currency: 'JPY' }, balanceAfter: { minor: 9, currency: 'JPY' } }
  expect(entriesInCurrencyOf([open, dollars], 'JPY')).toEqual({ transactions: [yen, dollars], skipped: [] })
  expect(entriesInCurrencyOf([open, yen, dollars], 'JPY', true)).toEqual({
    transactions: [yen],
    skipped: ['amount_unreadable'],
  })
})
