import type { BankFailure } from '@raccord/contract'
import { expect, test } from 'vitest'
import { challengeRequired, failed, stopsChannel, succeeded } from './outcome.ts'

const now = new Date('2026-05-20T10:00:00Z')
const schedule = { autoSync: true, recurring: true, turn: 10 / 12, failures: 0 }
const regular = new Date('2026-05-20T22:00:00Z')
const midnight = new Date('2026-05-21T00:00:00Z')
const fault = (reason: BankFailure, retryAt?: Date) =>
  failed({ kind: 'failed', reason, detail: 'x', ...(retryAt ? { retryAt } : {}) }, schedule, now)

test.each([
  ['wrong_credentials', 'AUTH_FAILED'],
  ['wrong_otp', 'CHALLENGE_REQUIRED'],
  ['challenge_expired', 'CHALLENGE_REQUIRED'],
  ['refused_at_bank', 'USER_ACTION_REQUIRED'],
  ['consent_expired', 'TOKEN_EXPIRED'],
  ['action_needed_at_bank', 'USER_ACTION_REQUIRED'],
] as const)('%s is %s: only the person can help, and nothing is scheduled', (reason, status) => {
  expect(fault(reason)).toEqual({ status, read: false, failure: reason })
})

test.each([
  ['bank_unavailable', 'soon', new Date('2026-05-20T11:00:00Z')],
  ['bank_answer_invalid', 'as planned', regular],
  ['bank_not_configured', 'as planned', regular],
] as const)('%s has failed, and is tried again %s', (reason, _when, nextSyncAt) => {
  expect(fault(reason)).toEqual({ status: 'FAILED', read: false, failure: reason, nextSyncAt })
})

test('a bank that takes no more is asked at its own time after it says, else the next day', () => {
  const limited = { status: 'FAILED', read: false, failure: 'bank_limit_reached' }
  expect(fault('bank_limit_reached')).toEqual({
    ...limited,
    limitedUntil: midnight,
    nextSyncAt: new Date('2026-05-21T10:00:00Z'),
  })
  const soon = new Date('2026-05-20T11:00:00Z')
  expect(fault('bank_limit_reached', soon)).toEqual({ ...limited, limitedUntil: soon, nextSyncAt: regular })
  expect(failed({ kind: 'failed', reason: 'bank_limit_reached', detail: 'x' }, undefined, now)).toEqual({
    ...{ ...limited, limitedUntil: midnight },
  })
  // At midnight the next day is a whole one.
  expect(
    failed({ kind: 'failed', reason: 'bank_limit_reached', detail: 'x' }, undefined, midnight).limitedUntil,
  ).toEqual(new Date('2026-05-22T00:00:00Z'))
  // Of another failure the same hint puts off nothing.
  expect(fault('bank_unavailable', midnight).nextSyncAt?.getTime()).toBeLessThan(midnight.getTime())
})

test('what could not be read is no plain success', () => {
  expect(succeeded(true, {}, schedule, now)).toEqual({ status: 'SUCCESS', read: true, unread: {}, nextSyncAt: regular })
  const unread = { entries: 1 } as unknown as Parameters<typeof succeeded>[1]
  expect(succeeded(true, unread, undefined, now)).toEqual({ status: 'PARTIAL_SUCCESS', read: true, unread })
  expect(succeeded(false, {}, { ...schedule, autoSync: false }, now)).toEqual({
    status: 'SUCCESS',
    read: false,
    unread: {},
  })
})

test('only an answer that breaks the protocol may concern one account alone', () => {
  const all: BankFailure[] = ['wrong_credentials', 'bank_unavailable', 'bank_limit_reached', 'bank_answer_invalid']
  expect(all.filter((reason) => !stopsChannel(reason))).toEqual(['bank_answer_invalid'])
})

test('a question of the bank waits for the person', () => {
  expect(challengeRequired).toEqual({ status: 'CHALLENGE_REQUIRED', read: false, failure: 'challenge_expired' })
})
