import { expect, test } from 'vitest'
import { bankCode, faultFailure, limitReached, nextAttempt, notConfigured, unreadableAnswer } from './bank-failure.ts'

const now = new Date('2026-03-01T22:30:00Z')

test.each<[string, Record<string, string>, string, number | undefined]>([
  ['nothing: the next midnight', {}, '2026-03-02T00:00:00.000Z', undefined],
  ['Retry-After', { 'retry-after': '120', 'x-ratelimit-reset': '9' }, '2026-03-01T22:32:00.000Z', undefined],
  [
    'the draft of the IETF',
    { ratelimit: '"day";r=0;t=7200', 'ratelimit-policy': '"burst";q=9;w=60, "day";q=4;w=86400' },
    '2026-03-02T00:30:00.000Z',
    4,
  ],
  [
    'its earlier form',
    { 'ratelimit-limit': '3, 3;w=86400, 10;w=60', 'ratelimit-reset': '3600' },
    '2026-03-01T23:30:00.000Z',
    3,
  ],
  ['a reset that is an instant', { 'x-ratelimit-reset': '1772409600' }, '2026-03-02T00:00:00.000Z', undefined],
  [
    'a limit of the minute, which is no day’s',
    { 'x-ratelimit-limit': '60', 'x-ratelimit-reset': '30' },
    '2026-03-01T22:30:30.000Z',
    undefined,
  ],
  ['a limit of the day by name', { 'x-ratelimit-limit-day': '4' }, '2026-03-02T00:00:00.000Z', 4],
  [
    'nonsense',
    { 'ratelimit-policy': '"day";q=-1;w=86400', 'x-ratelimit-reset': 'tomorrow', 'x-ratelimit-limit-day': '0' },
    '2026-03-02T00:00:00.000Z',
    undefined,
  ],
])('a bank that takes no more says until when, and how many a day: %s', (_what, headers, retryAt, dailyLimit) => {
  expect(limitReached(headers, now)).toEqual({ retryAt: new Date(retryAt), ...(dailyLimit ? { dailyLimit } : {}) })
})

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

const evening = new Date('2026-03-10T22:30:00Z')
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
  expect(nextAttempt(retryAfter, evening).toISOString()).toBe(at)
  expect(evening.toISOString()).toBe('2026-03-10T22:30:00.000Z')
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
