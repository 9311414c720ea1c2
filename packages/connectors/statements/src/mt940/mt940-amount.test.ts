import { expect, test } from 'vitest'
import { mt940Amount } from './mt940-amount.ts'

test.each([
  ['1234,56', 123456],
  ['1234,', 123400],
  ['1234', 123400],
  [',5', 50],
  ['0', 0],
  ['000000001,05', 105],
  [' 1 234,56 ', 123456],
  ['1.05', 105],
  ['1.500,00', 150000],
  ['12.345.678,9', 1234567890],
  ['12,30000', 1230],
  [`${'0'.repeat(57)}1,5`, 150],
])('%s is %i cents', (written, minor) => {
  expect(mt940Amount(written, 'EUR')).toEqual({ minor, currency: 'EUR' })
})

test.each([
  '',
  ',',
  '.',
  '1.500',
  '1.50,00',
  '1500.000,00',
  '.500,00',
  '1,5,0',
  '-1,00',
  '1,00-',
  'x1',
  '1x',
  `${'0'.repeat(58)}1,5`,
])('"%s" is not read', (written) => expect(mt940Amount(written, 'EUR')).toBeUndefined())

test('more digits than the currency has were never cents', () => {
  expect(mt940Amount('12,345', 'EUR')).toBeUndefined()
  expect(mt940Amount('12,345', 'KWD')).toEqual({ minor: 12345, currency: 'KWD' })
  expect(mt940Amount('12,5', 'JPY')).toBeUndefined()
})
