import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountOnWire } from './amount.ts'

const written = (minor: number, currency: string, exact?: string) =>
  JSON.stringify({ a: amountOnWire(minor, currency, exact) })

test.each([
  [1250, 'EUR', '12.5'],
  [-5, 'EUR', '-0.05'],
  [0, 'EUR', '0'],
  [1200, 'EUR', '12'],
  [123456, 'HUF', '1234.56'],
  [100, 'JPY', '100'],
  [1234, 'IQD', '1.234'],
  [7036874417766401, 'EUR', '70368744177664.01'],
  [-9007199254740991, 'EUR', '-90071992547409.91'],
  [9007199254740991, 'JPY', '9007199254740991'],
])('%d %s is written %s', (minor, currency, text) => {
  expect(written(minor, currency)).toBe(`{"a":${text}}`)
})

test('an amount finer than its currency is told as the bank told it', () => {
  expect(written(0, 'EUR', '0.004')).toBe('{"a":0.004}')
  expect(written(0, 'EUR', '-0.0000000001')).toBe('{"a":-0.0000000001}')
})

test('no digit is ever invented or lost', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (minor) => {
      const text = written(minor, 'EUR').slice(5, -1)
      const [whole = '', fraction = ''] = text.replace('-', '').split('.')
      expect(BigInt(`${whole}${fraction.padEnd(2, '0')}`)).toBe(BigInt(Math.abs(minor)))
    }),
  )
})
