import { expect, test } from 'vitest'
import { directedByParties } from './parties.ts'

const own = 'FR76 3000 6000 0112 3456 7890 189'
const same = 'fr7630006000011234567890189'
const other = 'BE68539007547034'
const unsigned = { minor: 500, currency: 'EUR' }

test.each([
  ['who is debtor paid', { own, debtor: same, creditor: other }, -500],
  ['also to somebody who is not named', { own, debtor: same, creditor: undefined }, -500],
  ['who is creditor was paid', { own, debtor: other, creditor: same }, 500],
  ['from oneself to oneself says nothing', { own, debtor: same, creditor: own }, 500],
  ['neither side is the account', { own, debtor: other, creditor: undefined }, 500],
  ['an account without an IBAN', { own: undefined, debtor: undefined, creditor: other }, 500],
  ['nor with an empty one', { own: ' ', debtor: ' ', creditor: other }, 500],
])('%s', (_what, parties, minor) => {
  expect(directedByParties(unsigned, parties)).toEqual({ minor, currency: 'EUR' })
})

test('a sign that contradicts the parties gives way, one where they say nothing stands', () => {
  const negative = { minor: -500, currency: 'EUR' }
  expect(directedByParties(negative, { own, debtor: other, creditor: same }).minor).toBe(500)
  expect(directedByParties(negative, { own, debtor: other, creditor: undefined }).minor).toBe(-500)
})
