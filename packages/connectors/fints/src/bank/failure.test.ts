import { expect, it } from 'vitest'
import type { Code } from '../wire/codes.ts'
import { failureOf, locksOut, type Occasion } from './failure.ts'

const codes = (...all: readonly (number | readonly [number, number])[]): Code[] =>
  all.map((one) =>
    typeof one === 'number' ? { code: one, parameters: [] } : { code: one[0], refersTo: one[1], parameters: [] },
  )
const signIn: Occasion = { operation: 'sign-in' }

it.each([
  ['a wrong PIN', codes(9050, [9942, 4], 9800), signIn, 'wrong_credentials'],
  ['a wrong signature before the PIN was taken', codes(9050, [9340, 2]), signIn, 'wrong_credentials'],
  ['and after', codes(9050, [9340, 2]), { ...signIn, pinTaken: true }, 'bank_answer_invalid'],
  [
    'a lock told as a warning beside success',
    codes(3060, [20, 3], [3938, 4], [3076, 5]),
    signIn,
    'action_needed_at_bank',
  ],
  ['a PIN that must be changed, told as a warning', codes(3060, [20, 3], [3916, 4]), signIn, 'password_change_needed'],
  ['a lock, said beside a fault of the bank’s', codes(9999, 9931), signIn, 'action_needed_at_bank'],
  ['a refused PIN, said beside one', codes(9000, [9942, 3]), signIn, 'wrong_credentials'],
  ['a PIN that older servers refuse, beside a fault', codes(9311, [9340, 2]), signIn, 'wrong_credentials'],
  [
    'a lock, said beside a refusal in the app',
    codes(9931, [9210, 3]),
    { operation: 'poll', challenge: true, refusalCodes: [9210] },
    'action_needed_at_bank',
  ],
  ['a bank that is closed', codes(9311, 9040), signIn, 'bank_unavailable'],
  ['an unknown product', codes(9050, [9078, 4], [3079, 4]), signIn, 'bank_not_configured'],
  ['an unknown customer', codes(9050, [9210, 3]), signIn, 'wrong_credentials'],
  ['a wrong TAN', codes(9050, [9941, 3], 9800), { operation: 'tan', challenge: true }, 'wrong_otp'],
  ['a challenge that is over', codes(9050, [9951, 3]), { operation: 'tan', challenge: true }, 'challenge_expired'],
  ['a dialog that ended with a challenge', codes(9800), { operation: 'poll', challenge: true }, 'challenge_expired'],
  [
    'a refusal in the app, where the bank tells it',
    codes(9050, [9210, 3]),
    { operation: 'poll', challenge: true, refusalCodes: [9210] },
    'refused_at_bank',
  ],
  ['an order that is not taken', codes([9210, 3]), { operation: 'statements' }, 'bank_answer_invalid'],
  ['an unknown error of a segment', codes([9777, 3]), signIn, 'bank_answer_invalid'],
  ['an unknown error of the message', codes(9777), signIn, 'bank_unavailable'],
  ['a dialog that ended, without a word', codes(9050, 9800), signIn, 'bank_unavailable'],
] as const)('%s', (_name, all, occasion, reason) => {
  expect(failureOf(all, occasion)?.reason).toBe(reason)
})

it('warnings and good news are no failure', () => {
  expect(
    failureOf(codes(10, 20, 30, 100, 901, 1040, 3010, 3040, 3050, 3060, 3076, 3905, 3920, 3955, 3956), signIn),
  ).toBe(undefined)
})

it('knows after which nothing may be sent again', () => {
  expect([9942, 9340, 9930, 9931, 3938].every((code) => locksOut(codes(code)))).toBe(true)
  expect([9941, 9800, 3076, 9311].some((code) => locksOut(codes(code)))).toBe(false)
})

it('names codes alone in what a log may hold', () => {
  expect(failureOf([{ code: 9942, refersTo: 3, parameters: ['Max Muster'] }], signIn)).toEqual({
    kind: 'failed',
    reason: 'wrong_credentials',
    detail: 'sign-in: 9942',
    bankCode: '9942',
  })
})
