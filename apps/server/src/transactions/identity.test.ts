import type { BankTransaction } from '@raccord/connector-kit'
import { describe, expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { entryDay, fingerprint, foldText, identify, OccurrenceCounter } from './identity.ts'

const coffee = entry('2026-05-20', -350, 'CAFÉ Paul')
const of = (more: Partial<BankTransaction>) => fingerprint({ ...coffee, ...more })

test('the day is that of booking, else of value, else of the payment', () => {
  const days = { bookingDate: '2026-05-03', valueDate: '2026-05-02', transactionDate: '2026-05-01' }
  const { bookingDate: _, ...unbooked } = { ...coffee, ...days }
  const { valueDate: __, ...paid } = unbooked
  expect([{ ...coffee, ...days }, unbooked, paid].map(entryDay)).toEqual(['2026-05-03', '2026-05-02', '2026-05-01'])
})

describe('what makes an entry recognisable', () => {
  test.each<[string, Partial<BankTransaction>]>([
    ['ids that the bank mints anew', { bankId: 'n', entryReference: 'n' }],
    ['case, accents, spacing and punctuation', { remittance: ['cafe', '', 'PAUL.'] }],
    ['the text under another member', { remittance: [], additionalInformation: 'café paul' }],
    ['more said beside the remittance', { additionalInformation: 'CARD 12' }],
    ['another value day', { valueDate: '2026-05-22' }],
  ])('stays with %s', (_what, more) => expect(of(more)).toBe(fingerprint(coffee)))

  test.each<[string, Partial<BankTransaction>]>([
    ['another amount', { amount: { minor: -351, currency: 'EUR' } }],
    ['another currency', { amount: { minor: -350, currency: 'USD' } }],
    ['another day', { bookingDate: '2026-05-21' }],
    ['another text', { remittance: ['CAFE Paula'] }],
    ['no text', { remittance: [] }],
    ['another party', { counterpartyName: 'Paul' }],
    ['the text as the party', { remittance: [], counterpartyName: 'CAFÉ Paul' }],
    ['announced, not booked', { status: 'PENDING' }],
    ['declined, not booked', { status: 'REJECTED' }],
  ])('is another with %s', (_what, more) => expect(of(more)).not.toBe(fingerprint(coffee)))

  test('an announced one is the same whatever day it is stamped with, and says its class', () => {
    expect(of({ status: 'PENDING', bookingDate: '2026-05-21' })).toBe(of({ status: 'PENDING' }))
    expect([of({}), of({ status: 'PENDING' }), of({ status: 'OTHER' })].map((key) => key.slice(0, 2))).toEqual([
      ...['b:', 'p:', 'o:'],
    ])
    // Kept in the database: it must not change, ever.
    expect(of({})).toMatch(/^b:[\w-]{22}$/)
  })
})

test('the key that is stored is the same in every release', () => {
  expect(fingerprint(entry('2026-05-20', -350, 'CAFE PAUL', { counterpartyName: 'Paul' }))).toBe(
    'b:3NXSB-gn-QmcEFXsbUxCDb',
  )
  const silent = { status: 'BOOKED', amount: { minor: 1, currency: 'EUR' }, remittance: [], raw: '' } as const
  expect(fingerprint(silent)).toBe('b:UhSPtIEz0HitlqzxDojAnz')
})

test.each([
  ['  Café-Crème  nº 7 ', 'CAFE CREME NO 7'],
  ['Straße', 'STRASSE'],
  ['Ελλάς', 'ΕΛΛΑΣ'],
  ['a_b\tc', 'A B C'],
  ['***', ''],
  ['~é~', 'E'],
])('"%s" is compared as "%s"', (text, folded) => expect(foldText(text)).toBe(folded))

describe('two coffees of one day', () => {
  test('stay two, and have the same keys at the next fetch', () => {
    const keys = () => identify([coffee, coffee, coffee], new OccurrenceCounter()).map(({ identityKey }) => identityKey)
    expect(keys()).toEqual([0, 1, 2].map((n) => `${fingerprint(coffee)}#${n}`))
    expect(keys()).toEqual(keys())
  })

  test('a fetch has had exactly those that it counted', () => {
    const counter = new OccurrenceCounter()
    counter.next('b:x')
    counter.next('b:x')
    expect(['b:x#0', 'b:x#1', 'b:x#2', 'b:y#0', ''].map((key) => counter.has(key))).toEqual([
      ...[true, true, false, false, false],
    ])
  })

  test('what was not touched for long is forgotten, and said to be; announced ones never', () => {
    const counter = new OccurrenceCounter(4)
    expect(counter.next('p:a')).toBe(0)
    for (const print of ['b:1', 'b:2', 'b:3']) counter.next(print)
    expect([counter.forgot, counter.has('b:1#0'), counter.next('b:1')]).toEqual([false, true, 1])
    for (const print of ['b:4', 'b:5']) counter.next(print)
    expect([counter.forgot, counter.has('b:2#0'), counter.has('b:1#1')]).toEqual([true, false, true])
    for (const print of ['b:6', 'b:7', 'b:8', 'b:9']) counter.next(print)
    expect([counter.has('b:1#0'), counter.next('b:1'), counter.next('p:a'), counter.has('p:a#1')]).toEqual([
      ...[false, 0, 1, true],
    ])
    expect(new OccurrenceCounter().forgot).toBe(false)
  })
})

test('a row of an earlier release is known by the key that it had then, also as one of several', () => {
  const now = { ...coffee, former: { bookingDate: '2026-05-19' } }
  const before = fingerprint({ ...coffee, bookingDate: '2026-05-19' })
  expect(identify([now, now], new OccurrenceCounter()).map(({ formerKey }) => formerKey)).toEqual([
    ...[`${before}#0`, `${before}#1`],
  ])
  // Where it comes to the same, and where nothing was otherwise, there is none.
  const same = { ...coffee, former: { valueDate: '2026-05-19' } }
  for (const one of identify([coffee, same], new OccurrenceCounter())) expect(one).not.toHaveProperty('formerKey')
})
