import type { BankBalance } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { isBooked, mainBalance } from './balance.ts'

const balance = (type: string, more: Partial<BankBalance> = {}): BankBalance => ({
  type,
  amount: { minor: 100, currency: 'EUR' },
  ...more,
})

const order = ['closingBooked', 'expected', 'interimAvailable', 'openingBooked', 'forwardAvailable', 'information']

test('the most settled balance is shown, in whatever order the bank sends them', () => {
  for (let first = 0; first < order.length; first++) {
    const some = order.slice(first).map((type) => balance(type))
    expect(mainBalance(some, 'EUR')?.type).toBe(order[first])
    expect(mainBalance(some.toReversed(), 'EUR')?.type).toBe(order[first])
  }
  expect(mainBalance([], 'EUR')).toBeUndefined()
})

test('of two kinds that are booked the newer day decides, also within a kind', () => {
  const days = [balance('closingBooked', { day: '2026-05-19' }), balance('interimBooked', { day: '2026-05-20' })]
  expect(mainBalance(days, 'EUR')?.type).toBe('interimBooked')
  expect(mainBalance(days.toReversed(), 'EUR')?.type).toBe('interimBooked')
  const two = [
    balance('expected'),
    balance('expected', { day: '2026-05-19' }),
    balance('expected', { day: '2026-05-20' }),
  ]
  expect([mainBalance(two, 'EUR')?.day, mainBalance(two.toReversed(), 'EUR')?.day]).toEqual([
    '2026-05-20',
    '2026-05-20',
  ])
})

test('never one with a credit limit in it if there is another, never one in another currency', () => {
  const limit = balance('closingBooked', { creditLimitIncluded: true })
  const plain = balance('forwardAvailable', { creditLimitIncluded: false })
  expect(mainBalance([limit, plain], 'EUR')).toBe(plain)
  expect(mainBalance([limit, balance('expected')], 'EUR')?.type).toBe('expected')
  expect(mainBalance([limit], 'EUR')).toBe(limit)
  expect(mainBalance([balance('closingBooked', { amount: { minor: 1, currency: 'USD' } })], 'EUR')).toBeUndefined()
})

test('booked is what is neither announced nor allowed', () => {
  expect([...order, 'interimBooked'].filter((type) => isBooked(balance(type)))).toEqual([
    'closingBooked',
    'interimBooked',
  ])
})
