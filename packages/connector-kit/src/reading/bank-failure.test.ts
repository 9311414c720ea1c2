import { expect, test } from 'vitest'
import { bankCode, faultFailure, nextAttempt, notConfigured, unreadableAnswer } from './bank-failure.ts'

test.each([
  ['refused', 'bank_answer_invalid'],
  ['unreadable', 'bank_answer_invalid'],
  ['too_large', 'bank_answer_invalid'],
  ['identity', 'bank_not_configured'],
  ['timeout', 'bank_unavailable'],
  ['crowded', 'bank_unavailable'],
  ['unreachable', 'bank_unavailable'],
] as const)('%s on the way to the bank is %s', (fault, reason) => {
  expect(faultFailure('accounts', { kind: 'fault', fault, detail: 'why' })).toEqual({
    ...{ kind: 'failed', reason, detail: 'accounts: why' },
  })
})

test('what the bank broke is the bank’s, what is missing here is the operator’s', () => {
  expect(unreadableAnswer('accounts', 'no list')).toEqual({
    ...{ kind: 'failed', reason: 'bank_answer_invalid', detail: 'accounts: no list' },
  })
  expect(notConfigured('token', 'no key')).toEqual({
    ...{ kind: 'failed', reason: 'bank_not_configured', detail: 'token: no key' },
  })
})

const now = new Date('2026-03-10T22:30:00Z')
const midnight = '2026-03-11T00:00:00.000Z'

test.each([
  ['seconds', '90', '2026-03-10T22:31:30.000Z'],
  ['a date', 'Wed, 11 Mar 2026 06:00:00 GMT', '2026-03-11T06:00:00.000Z'],
  ['with spaces around it', ' 60 ', '2026-03-10T22:31:00.000Z'],
  ['nothing: the count begins anew at midnight', undefined, midnight],
  ['no time at all', 'later', midnight],
  ['a sentence with a number', 'in 90', midnight],
  ['at once, which is no answer', '0', midnight],
  ['the past', 'Tue, 10 Mar 2026 06:00:00 GMT', midnight],
  ['two days at most', '999999999', '2026-03-12T22:30:00.000Z'],
  ['more digits than any number of seconds', '9999999999', midnight],
])('asked again after %s', (_what, retryAfter, at) => {
  expect(nextAttempt(retryAfter, now).toISOString()).toBe(at)
  expect(now.toISOString()).toBe('2026-03-10T22:30:00.000Z')
})

test.each([
  ['consent_expired', 'CONSENT_EXPIRED'],
  [' AM04 ', 'AM04'],
  ['UK.OBIE.Field.Missing', 'UK.OBIE.FIELD.MISSING'],
  [`A${'B'.repeat(62)}`, `A${'B'.repeat(62)}`],
])('the code %s may be repeated', (written, code) => {
  expect(bankCode(written)).toBe(code)
})

test.each([
  'Mr Paul Dupont',
  'FR7630006000011234567890189',
  '1AB',
  'A',
  `A${'B'.repeat(63)}`,
  'AB:1',
  ':AB',
  '',
  404,
  null,
])('%s is no code', (written) => expect(bankCode(written)).toBeUndefined())
