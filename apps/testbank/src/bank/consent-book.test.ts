import { expect, test } from 'vitest'
import { sampleConsent as consent } from '../testing/sample-consent.ts'
import { openConsentBook } from './consent-book.ts'
import { memoryJournal } from './journal.ts'

const START = Date.parse('2026-01-01T12:00:00Z')
test('memory is bounded: what has ended goes first, live consents last', async () => {
  const book = await openConsentBook(memoryJournal, { now: () => new Date(START) }, 3)
  await book.save(consent('live', START - 5, { status: 'valid' }))
  await book.save(consent('offer', START - 4))
  await book.save(consent('ended', START - 3, { status: 'terminatedByTpp' }))
  for (const id of ['a', 'b', 'c']) await book.save(consent(id, START))
  expect(book.size()).toBe(3)
  expect(book.find('live')?.status).toBe('valid')
  expect(book.find('ended')).toBeUndefined()
})

test('time ends offers and consents without a write', async () => {
  let now = START
  const book = await openConsentBook(memoryJournal, { now: () => new Date(now) })
  await book.save(consent('offer', START))
  await book.save(consent('live', START, { status: 'valid', authorisedAt: START }))
  now += 2 * 3_600_000
  expect([book.find('offer')?.status, book.find('live')?.status]).toEqual(['expired', 'valid'])
  now = Date.parse('2026-06-01T21:00:00Z')
  expect(book.find('live')?.status).toBe('valid')
  now = Date.parse('2026-06-01T22:00:00Z')
  expect(book.find('live')?.status).toBe('expired')
})
