import { expect, test } from 'vitest'
import { nextSync, quotaLimit } from './next-sync.ts'

const after = new Date('2026-05-20T10:00:00Z')
const hours = (more: object) => {
  const next = nextSync({ autoSync: true, recurring: true, ...more }, after)
  return next && (next.getTime() - after.getTime()) / 3_600_000
}

test('half of what a bank must allow a day is used by ourselves', () => {
  expect([undefined, 4, 10].map((frequencyPerDay) => hours({ frequencyPerDay }))).toEqual([12, 12, 12])
  // Where half of it is less than one, one.
  expect([3, 2, 1, 0].map((frequencyPerDay) => hours({ frequencyPerDay }))).toEqual([24, 24, 24, 24])
})

test('at most four readings a day, at least one, else as the bank granted', () => {
  expect([undefined, 10, 4, 2, 1, 0, -1].map(quotaLimit)).toEqual([4, 4, 4, 2, 1, 1, 1])
})

test('never what is not to be read by itself, nor after the consent', () => {
  expect(hours({ autoSync: false })).toBeUndefined()
  expect(hours({ recurring: false })).toBeUndefined()
  // 22:00 UTC is the 21st in Paris.
  expect(hours({ consentUntil: '2026-05-20' })).toBeUndefined()
  expect(hours({ consentUntil: '2026-05-21' })).toBe(12)
})
