import { expect, test } from 'vitest'
import type { Consent } from './consent.ts'
import { openConsentBook } from './consent-book.ts'
import { memoryJournal } from './journal.ts'

const START = Date.parse('2026-01-01T12:00:00Z')
const consent = (id: string, createdAt: number, more: Partial<Consent> = {}): Consent => ({
  id,
  face: '/berlin-group',
  approach: 'REDIRECT',
  access: { model: 'global' },
  requestedAccess: {},
  restrictedTo: [],
  recurring: true,
  validUntil: '2026-06-01',
  frequencyPerDay: 4,
  status: 'received',
  createdAt,
  lastActionDay: '2026-01-01',
  salt: id,
  passwordFailures: 0,
  authorisations: [],
  grants: [],
  ...more,
})

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
