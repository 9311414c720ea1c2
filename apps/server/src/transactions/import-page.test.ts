import type { BankTransaction } from '@raccord/connector-kit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemoryTransactions } from '../../../../tests/support/memory-transactions.ts'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { type Day, dayOf } from './day.ts'
import { OccurrenceCounter } from './identity.ts'
import { type AccountFetch, finishFetch, importPage } from './import-page.ts'
import { WaitingEntries } from './waiting-entries.ts'

const at = new Date('2026-05-20T10:00:00Z')
const account = { id: 1, userId: 1 }

/** Reads `entries` in pages, as a synchronisation does; dies before page `killAt`. */
async function fetch(
  store: MemoryTransactions,
  entries: readonly BankTransaction[],
  how: { cuts?: readonly number[]; from?: Day; killAt?: number; at?: Date; whole?: boolean } = {},
): Promise<void> {
  const now = how.at ?? at
  const reading: AccountFetch = {
    account,
    today: dayOf(now),
    counter: new OccurrenceCounter(),
    fresh: store.rows.length === 0,
    ...(how.from ? { from: how.from } : {}),
    waiting: new WaitingEntries(),
  }
  const { from } = how
  const sent = from ? entries.filter(({ bookingDate }) => !bookingDate || bookingDate >= from) : entries
  let start = 0
  for (const [page, size] of [...(how.cuts ?? []), sent.length + 1].entries()) {
    if (page === how.killAt) return
    await importPage(store, reading, sent.slice(start, start + size), now)
    start += size
    if (start >= sent.length) break
  }
  while (!(await finishFetch(store, reading, now, how.whole)).done);
}

/** What a reader sees, without ids: a multiset. */
const content = (store: MemoryTransactions) =>
  store.rows
    .map(
      ({ entry: { status, amount, bookingDate, remittance } }) =>
        `${status} ${bookingDate} ${amount.minor} ${remittance}`,
    )
    .toSorted()

const day = fc.integer({ min: 1, max: 20 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`)
/** Few values, so that twins are common; ids that are stable, absent, or numbers of a session. */
const booked = fc
  .record({
    day,
    minor: fc.constantFrom(-400, -999, 1_200),
    text: fc.constantFrom('COFFEE', 'COFFEE 2', ''),
    id: fc.constantFrom(undefined, 'stable', 'session'),
  })
  .map(({ day, minor, text, id }) => ({
    id,
    make: (n: number, session: number) =>
      entry(
        day,
        minor,
        text,
        id === undefined ? {} : { bankId: id === 'stable' ? `s${n}` : `${(n * 7 + session) % 5}` },
      ),
  }))
const history = fc
  .array(booked, { maxLength: 30 })
  .map((list) => list.toSorted((a, b) => b.make(0, 0).bookingDate!.localeCompare(a.make(0, 0).bookingDate!)))
const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 8 })
const answer = (list: readonly { make: (n: number, session: number) => BankTransaction }[], session: number) =>
  list.map((one, n) => one.make(list.length - n, session))

describe('importing entries', () => {
  it('stores the same set however it is cut into pages, also again and after a kill at any page', async () => {
    await fc.assert(
      fc.asyncProperty(history, cuts, cuts, fc.nat(8), fc.nat(4), async (list, first, second, killAt, session) => {
        const whole = new MemoryTransactions()
        await fetch(whole, answer(list, 0))
        expect(whole.rows).toHaveLength(list.length)

        const store = new MemoryTransactions()
        await fetch(store, answer(list, 0), { cuts: first, killAt })
        await fetch(store, answer(list, session), { cuts: second })
        expect(content(store)).toEqual(content(whole))
        const ids = store.rows.map((row) => row.id).toSorted()
        await fetch(store, answer(list, session + 1), { cuts: first })
        expect(content(store)).toEqual(content(whole))
        expect(store.rows.map((row) => row.id).toSorted()).toEqual(ids)
      }),
      { numRuns: 300 },
    )
  })

  it('a later fetch with overlap adds what is new, and only that', async () => {
    await fc.assert(
      fc.asyncProperty(history, cuts, day, day, fc.nat(4), async (list, pages, yesterday, from, session) => {
        const known = list.filter((one) => one.make(0, 0).bookingDate! <= yesterday)
        const store = new MemoryTransactions()
        await fetch(store, answer(known, 0))
        // Whatever is newer than the first reading lies in the window, as the overlap sees to it.
        const start = [from, yesterday].toSorted()[0]!
        await fetch(store, answer(list, session), { cuts: pages, from: start })
        const whole = new MemoryTransactions()
        await fetch(whole, answer(list, 0))
        expect(content(store)).toEqual(content(whole))
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the id of a pending payment that is booked under a longer text on another day', async () => {
    const store = new MemoryTransactions()
    await fetch(store, [
      entry('2026-05-18', -1_393, 'AUCHAN', { status: 'PENDING' }),
      entry('2026-05-18', -500, 'FNAC', { status: 'PENDING' }),
    ])
    const [auchan, fnac] = store.rows.map((row) => row.id)
    await fetch(store, [entry('2026-05-20', -1_393, 'PAIEMENT PAR CARTE AUCHAN PARIS 18/05')])
    expect(store.rows.find((row) => row.id === auchan)?.entry.status).toBe('BOOKED')
    expect(store.rows.find((row) => row.id === fnac)?.status).toBe('EXPIRED')
    expect(store.rows).toHaveLength(2)
  })

  it('takes an expired one up again when it is booked after all', async () => {
    const store = new MemoryTransactions()
    await fetch(store, [entry('2026-05-18', -1_393, 'AUCHAN', { status: 'PENDING' })])
    await fetch(store, [])
    expect(store.rows[0]?.status).toBe('EXPIRED')
    await fetch(store, [entry('2026-05-20', -1_393, 'CB AUCHAN')])
    expect(store.rows.map(({ id, status }) => [id, status])).toEqual([[1, 'BOOKED']])
  })

  it('does not link another amount, another shop, or a day too far', async () => {
    for (const other of [
      entry('2026-05-20', -1_394, 'AUCHAN'),
      entry('2026-05-20', -1_393, 'LIDL'),
      entry('2026-04-20', -1_393, 'AUCHAN'),
    ]) {
      const store = new MemoryTransactions()
      await fetch(store, [entry('2026-05-18', -1_393, 'AUCHAN', { status: 'PENDING' })])
      await fetch(store, [other])
      expect(store.rows.map((row) => row.status)).toEqual(['EXPIRED', 'BOOKED'])
    }
  })

  it('a pending payment restamped each day, or without a day, stays one', async () => {
    const store = new MemoryTransactions()
    await fetch(store, [entry('2026-05-18', -100, 'X', { status: 'PENDING' })])
    await fetch(store, [entry('2026-05-19', -100, 'X', { status: 'PENDING' })])
    const { bookingDate: _, ...undated } = entry('2026-05-19', -100, 'X', { status: 'PENDING' })
    await fetch(store, [undated])
    expect(store.rows.map(({ id, status }) => [id, status])).toEqual([[1, 'PENDING']])
  })

  it('a booked entry that the bank rewrites or re-dates without a reference is the row that is no longer sent', async () => {
    const store = new MemoryTransactions()
    await fetch(store, [entry('2026-05-18', -100, 'CARD SHOP'), entry('2026-05-15', -700, 'RENT')])
    const [shop, rent] = store.rows.map(({ id }) => id)
    const rewritten = [entry('2026-05-20', -100, 'CARD SHOP PARIS 18/05'), entry('2026-05-16', -700, 'RENT')]
    await fetch(store, rewritten, { from: '2026-05-10', cuts: [1] })
    expect(store.rows.map((row) => [row.id, row.status, row.date, row.entry.remittance[0]])).toEqual([
      [shop, 'BOOKED', '2026-05-20', 'CARD SHOP PARIS 18/05'],
      [rent, 'BOOKED', '2026-05-16', 'RENT'],
    ])
  })

  it('one that the bank withdraws is cancelled, and is the same row when it is sent again', async () => {
    const store = new MemoryTransactions()
    const [a, b, c] = [entry('2026-05-18', -100, 'A'), entry('2026-05-18', -100, 'A'), entry('2026-05-17', -5, 'C')]
    await fetch(store, [a, b, c])
    await fetch(store, [a], { from: '2026-05-10' })
    expect(store.rows.map((row) => row.status)).toEqual(['BOOKED', 'CANCELLED', 'CANCELLED'])
    await fetch(store, [a, b, c], { from: '2026-05-10' })
    expect(store.rows.map((row) => row.status)).toEqual(['BOOKED', 'BOOKED', 'BOOKED'])
  })

  it('nothing is withdrawn by an answer without entries, before what it covers, or by one that was not read whole', async () => {
    const old = entry('2025-05-18', -5, 'OLD')
    const list = [entry('2026-05-18', -100, 'A'), entry('2026-05-17', -5, 'C'), old]
    const store = new MemoryTransactions()
    const booked = () => store.rows.filter(({ status }) => status === 'BOOKED').length
    await fetch(store, list)
    await fetch(store, [], { from: '2026-05-10' })
    expect(booked()).toBe(3)
    await fetch(store, list.slice(0, 1), { whole: false })
    expect(booked()).toBe(3)
    // The bank gives 90 days by now.
    await fetch(store, list.slice(0, 2))
    expect(booked()).toBe(3)
    const valued = entry('2026-05-18', -8, 'EDGE', { valueDate: '2026-05-16' })
    await fetch(store, [...list, valued])
    await fetch(store, list.slice(0, 1), { from: '2026-05-17' })
    expect(store.rows.find(({ entry }) => entry.amount.minor === -8)?.status).toBe('BOOKED')
  })

  it('a payment like one that is still sent, or of another text, is another one', async () => {
    const store = new MemoryTransactions()
    await fetch(store, [entry('2026-05-18', -100, 'SHOP'), entry('2026-05-18', -300, 'BAKER')])
    const more = [
      entry('2026-05-19', -100, 'SHOP'),
      entry('2026-05-18', -100, 'SHOP'),
      entry('2026-05-18', -300, 'FEE'),
    ]
    await fetch(store, more, { from: '2026-05-10' })
    expect(store.rows.map((row) => [row.id, row.status, row.entry.remittance[0]])).toEqual([
      [1, 'BOOKED', 'SHOP'],
      [2, 'CANCELLED', 'BAKER'],
      [3, 'BOOKED', 'SHOP'],
      [4, 'BOOKED', 'FEE'],
    ])
  })

  it('follows an entry that the bank edited, by its reference', async () => {
    const store = new MemoryTransactions()
    await fetch(store, [entry('2026-05-18', -100, 'X', { entryReference: 'r1' })])
    await fetch(store, [entry('2026-05-19', -100, 'X RAW TEXT', { entryReference: 'r1' })], { from: '2026-05-10' })
    expect(store.rows.map(({ id, entry: { remittance } }) => [id, remittance])).toEqual([[1, ['X RAW TEXT']]])
  })

  it('forgets counts only beyond its capacity', () => {
    const counter = new OccurrenceCounter(10)
    expect(counter.next('b:twin')).toBe(0)
    for (let n = 0; n < 4; n++) counter.next(`b:${n}`)
    expect(counter.next('b:twin')).toBe(1)
    expect(counter.has('b:twin#1')).toBe(true)
    expect(counter.has('b:twin#2')).toBe(false)
    counter.next('p:kept')
    for (let n = 0; n < 40; n++) counter.next(`b:other${n}`)
    expect(counter.has('b:twin#0')).toBe(false)
    expect(counter.has('p:kept#0')).toBe(true)
  })
})
