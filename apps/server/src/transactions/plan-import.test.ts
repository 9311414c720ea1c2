import type { BankTransaction } from '@raccord/connector-kit'
import { describe, expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { entryDay, type IdentifiedEntry, OccurrenceCounter } from './identity.ts'
import { type Candidate, entryText, type Fetched, planLinks, similarity } from './plan-import.ts'

const today = '2026-05-20'

function stored(id: number, more: Partial<Candidate> = {}): Candidate {
  return {
    id,
    identityKey: `b:stored${id}#0`,
    status: 'PENDING',
    amountMinor: -5000,
    currency: 'EUR',
    date: '2026-05-15',
    earliestDay: '2026-05-15',
    text: 'HOTEL CENTRAL PARIS',
    ...more,
  }
}

function incoming(more: Partial<BankTransaction> = {}, key = 'b:new#0', formerKey?: string): IdentifiedEntry {
  const sent = entry('2026-05-18', -5000, 'Hotel Central', more)
  return { entry: sent, identityKey: key, day: entryDay(sent), ...(formerKey === undefined ? {} : { formerKey }) }
}

const plan = (
  unknown: readonly IdentifiedEntry[],
  candidates: readonly Candidate[],
  more: Partial<Fetched> = {},
): [number, string][] =>
  planLinks(unknown, candidates, { today, seen: new OccurrenceCounter(), ...more }).map((link) => [
    link.id,
    link.identityKey,
  ])
/** Whether this row is taken for the one entry. */
const links = (row: Partial<Candidate>, more: Partial<BankTransaction> = {}, fetched: Partial<Fetched> = {}) =>
  plan([incoming(more)], [stored(1, row)], fetched).length > 0

describe('an announced entry that is booked', () => {
  test('keeps its row: same amount, near day, similar words', () => {
    expect(plan([incoming()], [stored(1)])).toEqual([[1, 'b:new#0']])
  })

  test.each<[string, boolean, Partial<Candidate>, Partial<BankTransaction>]>([
    ['another amount', false, { amountMinor: -5001 }, {}],
    ['another currency', false, { currency: 'USD' }, {}],
    ['fifteen days before', true, { date: '2026-05-03' }, {}],
    ['sixteen days before', false, { date: '2026-05-02' }, {}],
    ['fifteen days after', true, { date: '2026-06-02' }, {}],
    ['half of the words', true, { text: 'HOTEL EUROPA' }, {}],
    ['fewer than half of them', false, { text: 'HOTEL EUROPA BAR' }, { remittance: ['Hotel Central Paris'] }],
    ['other words and the same reference', true, { text: 'X1', entryReference: 'R' }, { entryReference: 'R' }],
    ['the same id of the bank', true, { text: 'X1', bankId: 'R' }, { bankId: 'R' }],
    ['the same id of the payer', true, { text: 'X1', endToEndId: 'R' }, { endToEndId: 'R' }],
    ['an id that says there is none', false, { text: 'X1', endToEndId: 'NOTPROVIDED' }, { endToEndId: 'NOTPROVIDED' }],
    ['empty references', false, { text: 'X1', entryReference: '' }, { entryReference: '' }],
    ['another reference', false, { text: 'X1', entryReference: 'R' }, { entryReference: 'S' }],
    ['one that expired', true, { status: 'EXPIRED' }, {}],
    ['one that was booked and withdrawn', true, { status: 'CANCELLED' }, {}],
    ['one that the bank itself called off', false, { status: 'CANCELLED', identityKey: 'o:x#0' }, {}],
  ])('%s: %s', (_what, same, row, more) => expect(links(row, more)).toBe(same))

  test('announced again it is the same by its reference alone: another text means another payment', () => {
    const again = { status: 'PENDING', entryReference: 'R' } as const
    expect(links({ entryReference: 'R', text: 'X1' }, again)).toBe(true)
    expect(links({}, { status: 'PENDING' })).toBe(false)
    expect(links({ status: 'EXPIRED' }, { status: 'PENDING' })).toBe(true)
  })

  test('an entry without a day is as near as today', () => {
    const { bookingDate: _, ...undated } = entry('', -5000, 'Hotel Central')
    const one = { entry: undated, identityKey: 'b:new#0', day: undefined }
    expect(plan([one], [stored(1, { date: '2026-05-05' })])).toHaveLength(1)
    expect(plan([one], [stored(1, { date: '2026-05-04' })])).toHaveLength(0)
  })

  test('a row whose own entry was sent is no candidate', () => {
    const seen = new OccurrenceCounter()
    seen.next('b:stored1')
    expect(links({}, {}, { seen })).toBe(false)
  })
})

describe('a booked entry', () => {
  const booked = { status: 'BOOKED' } as const

  test.each<[string, boolean, Partial<Candidate>, Partial<BankTransaction>, Partial<Fetched>]>([
    ['edited, by its reference', true, { entryReference: 'R', text: 'X1' }, { entryReference: 'R' }, {}],
    ['of another status', false, { entryReference: 'R' }, { entryReference: 'R', status: 'OTHER' }, {}],
    ['rewritten, while it may still be sent', false, {}, {}, {}],
    ['rewritten, and no longer sent', true, {}, {}, { goneFrom: '2026-05-15' }],
    ['from before what the bank is believed for', false, {}, {}, { goneFrom: '2026-05-16' }],
    ['one of its days from before that', false, { earliestDay: '2026-05-14' }, {}, { goneFrom: '2026-05-15' }],
    ['in other words', false, { text: 'EUROPA' }, {}, { goneFrom: '2026-05-01' }],
  ])('%s: %s', (_what, same, row, more, fetched) => expect(links({ ...booked, ...row }, more, fetched)).toBe(same))

  test('a lasting reference is the entry, whatever else changed', () => {
    const lasting = { entryReference: 'R', stableReference: true } as const
    const other = { ...booked, amountMinor: -1, date: '2026-01-01', text: 'X1' }
    expect(links({ ...other, entryReference: 'R' }, lasting)).toBe(true)
    expect(links({ ...other, entryReference: 'S' }, lasting)).toBe(false)
    expect(links({ ...other, entryReference: 'R' }, { entryReference: 'R' })).toBe(false)
    expect(links({ ...other, entryReference: '' }, { entryReference: '', stableReference: true })).toBe(false)
  })

  test('so is the key of an earlier release, and it goes before a reference', () => {
    const former = stored(2, { ...booked, amountMinor: -1, date: '2026-01-01', text: 'X1' })
    expect(plan([incoming({}, 'b:new#0', 'b:stored2#0')], [former])).toEqual([[2, 'b:new#0']])
    const lasting = { entryReference: 'R', stableReference: true } as const
    const rival = stored(1, { ...booked, entryReference: 'R' })
    expect(plan([incoming(lasting, 'b:new#0', 'b:stored2#0')], [rival, former])).toEqual([[2, 'b:new#0']])
  })
})

describe('files and banks tell one entry in different words', () => {
  const fetched = { sameDay: true, goneFrom: '2026-05-01' }
  const booked = (row: Partial<Candidate>) => ({ status: 'BOOKED', ...row })

  test.each<[string, boolean, Partial<Candidate>]>([
    ['day and amount make it', true, { date: '2026-05-18', text: 'X1' }],
    ['similar words make it within four days', true, { date: '2026-05-14' }],
    ['and not within five', false, { date: '2026-05-13' }],
    ['other words on another day do not', false, { date: '2026-05-17', text: 'X1' }],
    ['the day counts that it is filed under', true, { date: '2026-05-18', earliestDay: '2026-04-30' }],
  ])('%s', (_what, same, row) => expect(links(booked(row), {}, fetched)).toBe(same))

  test('of two on one day the one with the likelier words', () => {
    const rows = [stored(1, booked({ date: '2026-05-18', text: 'X1' })), stored(2, booked({ date: '2026-05-18' }))]
    expect(plan([incoming()], rows, fetched)).toEqual([[2, 'b:new#0']])
  })
})

describe('of several the best is taken, each once', () => {
  test('a reference before words, then the likelier words, then the nearer day, then the older row', () => {
    const first = (...rows: Candidate[]) => plan([incoming({ entryReference: 'R' })], rows).map(([id]) => id)
    const byWords = stored(1)
    expect(first(byWords, stored(2, { entryReference: 'R', text: 'HOTEL EUROPA', date: '2026-05-04' }))).toEqual([2])
    expect(first(stored(1, { text: 'HOTEL EUROPA' }), stored(2))).toEqual([2])
    expect(first(byWords, stored(2, { date: '2026-05-17' }))).toEqual([2])
    expect(first(stored(2), byWords)).toEqual([1])
    // A booked one that was edited is surer than an announced one.
    const edited = stored(3, { status: 'BOOKED', entryReference: 'R' })
    expect(first(stored(1, { entryReference: 'R', text: 'X1' }), edited)).toEqual([3])
  })

  test('no row twice, no entry twice, in the order of the entries where nothing else decides', () => {
    const two = [incoming({}, 'b:new#0'), incoming({}, 'b:new#1')]
    expect(plan(two, [stored(1)])).toEqual([[1, 'b:new#0']])
    expect(plan(two, [stored(2), stored(1)])).toEqual([
      [1, 'b:new#0'],
      [2, 'b:new#1'],
    ])
    expect(plan(two.slice(0, 1), [stored(1), stored(2)])).toEqual([[1, 'b:new#0']])
  })
})

test('words are compared by the share of the shorter text', () => {
  expect(similarity('HOTEL PARIS', 'CARD 12 HOTEL IN PARIS 15 05')).toBe(1)
  expect(similarity('CARD 12 HOTEL IN PARIS 15 05', 'HOTEL ROMA')).toBe(0.5)
  expect(similarity('A HOTEL', 'A MOTEL')).toBe(0)
  expect(similarity('', '')).toBe(0.5)
  expect([similarity('', 'HOTEL'), similarity('HOTEL', ''), similarity('A', 'B')]).toEqual([0, 0, 0.5])
})

test('the words of an entry are its party and its remittance', () => {
  expect(entryText({ counterpartyName: 'Café Paul', remittance: ['n. 7', 'Paris'] })).toBe('CAFE PAUL N 7 PARIS')
  expect(entryText({ remittance: ['Paris'] })).toBe('PARIS')
})
