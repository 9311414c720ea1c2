import { expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { fingerprint, OccurrenceCounter } from './identity.ts'
import type { AccountFetch } from './import-page.ts'
import { WaitingEntries } from './waiting-entries.ts'
import { coveredFrom, planEnds } from './withdrawn.ts'

const today = '2026-05-20'

function reading(more: {
  readonly from?: string
  readonly booked?: readonly string[]
  readonly askedFrom?: string
}): AccountFetch {
  const waiting = new WaitingEntries()
  waiting.note((more.booked ?? []).map((day) => entry(day, 1, 'X')))
  if (more.askedFrom) waiting.narrow(more.askedFrom)
  const { from } = more
  const { account, fresh } = { account: { id: 1, userId: 1 }, fresh: false }
  return { account, today, counter: new OccurrenceCounter(), fresh, waiting, ...(from ? { from } : {}) }
}

test.each([
  ['from its earliest entry on', { booked: ['2026-05-01', '2026-01-01'] }, '2026-01-01'],
  ['for the days that it must serve, where it sent less', { booked: ['2026-05-01'] }, '2026-02-24'],
  ['never before the day that was asked for', { booked: ['2026-01-01'], from: '2026-03-01' }, '2026-03-01'],
  [
    'nor before the day that it bore',
    { booked: ['2026-01-01'], from: '2026-03-01', askedFrom: '2026-04-01' },
    '2026-04-01',
  ],
  ['nowhere, where it sent nothing that is booked', { from: '2026-03-01' }, undefined],
])('a bank is believed %s', (_what, more, day) => {
  expect(coveredFrom(reading(more))).toBe(day)
})

test('nor is a reading believed that went on where another was cut off', () => {
  const { waiting: _, ...onward } = reading({ booked: ['2026-05-01'] })
  expect(coveredFrom(onward)).toBeUndefined()
})

test('what a whole reading did not have ends: announced ones expire, booked ones were withdrawn, orders are over past their day', () => {
  const fetch = reading({})
  const sent = fingerprint(entry('2026-05-10', 1, 'X'))
  fetch.counter.next(sent)
  const row = (id: number, status: string, date: string, identityKey = `b:${id}#0`) => ({
    id,
    status,
    date,
    identityKey,
  })
  const rows = [
    row(1, 'PENDING', '2026-05-19'),
    row(2, 'BOOKED', '2026-05-10'),
    row(3, 'BOOKED', '2026-05-10', `${sent}#0`),
    row(4, 'BOOKED', '2026-05-10', `${sent}#1`),
    row(5, 'OTHER', '2026-05-19'),
    row(6, 'OTHER', today),
    row(7, 'OTHER', '2026-05-21'),
    row(8, 'PENDING', '2026-05-21'),
  ]
  expect(planEnds(rows, fetch)).toEqual({ expired: [1, 5, 8], cancelled: [2, 4] })
})
