import { expect, test } from 'vitest'
import { meaningOfEntryStatus } from './entry-status.ts'

test.each([
  ['booked', 'book BOOKED', { status: 'BOOKED' }],
  ['announced', 'pdng Pending FUTR', { status: 'PENDING' }],
  ['told for information alone', 'INFO information othr', { status: 'OTHER', informative: true }],
  ['declined: it will not come', 'RJCT Rejected declined refused denied failed', { status: 'REJECTED' }],
  ['withdrawn', 'CANC cancelled Canceled', { status: 'CANCELLED' }],
])('%s: %s', (_what, words, meaning) => {
  for (const word of words.split(' ')) expect(meaningOfEntryStatus(word), word).toEqual(meaning)
})

test('a word that nobody knows means nothing, also one that every object has', () => {
  expect(['', 'odd', 'constructor', undefined].map(meaningOfEntryStatus)).toEqual(Array(4).fill(undefined))
})
