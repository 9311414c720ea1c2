import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { chainStart, consentHash } from './consent-hash.ts'
import type { ConsentRecord } from './consent-store.ts'

const record: ConsentRecord = {
  clientId: 'c',
  userId: 1,
  connectionId: 2,
  journeyId: 3,
  providerId: '100',
  definitionIds: ['10000', '10001'],
  action: 'accepted',
  locale: 'fr',
  shown: { title: 'Accès "lecture"', lines: ['a', null, { b: 1, a: true }] },
  scope: { days: 180, ever: undefined },
  at: new Date('2026-05-20T10:00:00.000Z'),
  origin: 'api',
}
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex')
const hash = (more: Partial<ConsentRecord> = {}, previous = chainStart) =>
  hex(consentHash(previous, { ...record, ...more }))

test('a record is hashed behind the one before it, in one writing that never changes', () => {
  const text =
    '{"action":"accepted","at":"2026-05-20T10:00:00.000Z","client":"c","connection":2,"definitions":["10000","10001"],' +
    '"journey":3,"locale":"fr","origin":"api","provider":"100","scope":{"days":180},' +
    '"shown":{"lines":["a",null,{"a":true,"b":1}],"title":"Accès \\"lecture\\""},"user":1}'
  expect(hash()).toBe(createHash('sha256').update(Buffer.alloc(32)).update(text).digest('hex'))
  expect(hash({}, Buffer.alloc(32, 1))).toBe(
    createHash('sha256').update(Buffer.alloc(32, 1)).update(text).digest('hex'),
  )
  expect(chainStart).toEqual(new Uint8Array(32))
})

test('the order in which a database keeps keys is nothing, and absent is as undefined', () => {
  const { connectionId: _, ...without } = record
  expect(hash({ scope: { days: 180 } })).toBe(hash())
  expect(hash({ shown: { lines: ['a', null, { a: true, b: 1 }], title: 'Accès "lecture"' } })).toBe(hash())
  expect(hex(consentHash(chainStart, without))).not.toBe(hash())
})

test.each<[string, Partial<ConsentRecord>]>([
  ['the client', { clientId: 'd' }],
  ['the person', { userId: 9 }],
  ['the connection', { connectionId: 9 }],
  ['the journey', { journeyId: 9 }],
  ['the bank', { providerId: '101' }],
  ['a channel', { definitionIds: ['10000'] }],
  ['their order', { definitionIds: ['10001', '10000'] }],
  ['what was done', { action: 'revoked' }],
  ['the language', { locale: 'en' }],
  ['what was shown', { shown: { title: 'Other' } }],
  ['how far it goes', { scope: { days: 181 } }],
  ['when', { at: new Date('2026-05-20T10:00:00.001Z') }],
  ['where', { origin: 'cli' }],
])('%s cannot be altered unseen', (_what, more) => expect(hash(more)).not.toBe(hash()))
