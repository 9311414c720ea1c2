import { expect, test } from 'vitest'
import { readMt940Balance } from './mt940-balance.ts'

const balance = (type: string, minor: number) => ({
  currency: 'EUR',
  day: '2026-03-01',
  part: { kind: 'balance', balance: { type, amount: { minor, currency: 'EUR' }, day: '2026-03-01' } },
})

test.each([
  ['60F', 'openingBooked'],
  ['62F', 'closingBooked'],
  ['64', 'interimAvailable'],
  ['65', 'forwardAvailable'],
])('field %s is the balance %s', (tag, type) => {
  expect(readMt940Balance(tag, 'C260301EUR1234,56')).toEqual(balance(type, 123456))
  expect(readMt940Balance(tag, ' D 260301 EUR 0001,00 more')).toEqual(balance(type, -100))
})

test('balances between the pages of a statement, and such as have no amount, tell currency and day alone', () => {
  const alone = { currency: 'EUR', day: '2026-03-01' }
  expect(readMt940Balance('60M', 'C260301EUR1,00')).toEqual(alone)
  expect(readMt940Balance('60F', 'C260301EUR1.500')).toEqual(alone)
  expect(readMt940Balance('60F', 'C261301EUR1,00')).toMatchObject({ day: undefined })
})

test.each(['1 234,50', "1'234,50", '1\u00a0234,50', '1E+2', '12_30', '12,30-'])('%s is not cut short', (amount) => {
  expect(readMt940Balance('62F', `C260301EUR${amount}`)).toEqual({ currency: 'EUR', day: '2026-03-01' })
})

test('nothing is not below nothing; what is none is none', () => {
  const zero = readMt940Balance('62F', 'D260301EUR0,00')?.part
  expect(zero?.kind === 'balance' && Object.is(zero.balance.amount.minor, 0)).toBe(true)
  for (const text of ['', 'X260301EUR1,00', 'C2603EUR1,00', 'C260301EU1,00', 'xC260301EUR1,00']) {
    expect(readMt940Balance('60F', text), text).toBeUndefined()
  }
})
