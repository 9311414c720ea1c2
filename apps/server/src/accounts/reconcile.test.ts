import type { BankBalance } from '@raccord/connector-kit'
import { describe, expect, test } from 'vitest'
import { type Books, type BooksToCheck, booksToCheck, laterStart, longerReading, reconcile } from './reconcile.ts'

const today = '2026-05-20'
const balance = (type: string, minor: number, more: Partial<BankBalance> = {}): BankBalance => ({
  ...{ type, amount: { minor, currency: 'EUR' } },
  ...more,
})
const closing = balance('closingBooked', 1000)

describe('what is added up', () => {
  const check = (balances: readonly BankBalance[], known?: Books) => booksToCheck(known, balances, 'EUR', today)

  test('thirty days before the balance, where nothing is known before', () => {
    expect(check([closing])).toEqual({ closing: 1000, from: '2026-04-20', until: today, today, opening: undefined })
    expect(check([{ ...closing, day: '2026-05-18' }])).toMatchObject({ from: '2026-04-18', until: '2026-05-18' })
    // A day that is yet to come is today's.
    expect(check([{ ...closing, day: '2026-05-21' }])).toMatchObject({ until: today })
  })

  test('from the opening balance on, where the bank tells one with its day', () => {
    const opening = balance('openingBooked', 700, { day: '2026-05-01' })
    expect(check([opening, closing])).toMatchObject({ opening: 700, from: '2026-05-01' })
    expect(check([balance('openingBooked', 700), closing])).toMatchObject({ opening: undefined, from: '2026-04-20' })
    const foreign = { ...opening, amount: { minor: 700, currency: 'USD' } }
    expect(check([foreign, closing])).toMatchObject({ opening: undefined })
    expect(check([balance('expected', 700, { day: '2026-05-01' }), closing])).toMatchObject({ opening: undefined })
  })

  test('from where the books began, once they did', () => {
    expect(check([closing], { from: '2026-03-01', opening: 5 })).toMatchObject({ from: '2026-03-01', opening: 5 })
    expect(check([{ ...closing, day: '2026-05-18' }], { from: '2026-05-18', opening: 5 })).toBeDefined()
    expect(check([{ ...closing, day: '2026-05-18' }], { from: '2026-05-19', opening: 5 })).toBeUndefined()
  })

  test.each<[string, readonly BankBalance[]]>([
    ['no balance', []],
    ['an available one', [balance('interimAvailable', 1000)]],
    ['one with a credit limit in it', [{ ...closing, creditLimitIncluded: true }]],
    ['one in another currency', [{ ...closing, amount: { minor: 1000, currency: 'USD' } }]],
  ])('nothing against %s', (_what, balances) => expect(check(balances)).toBeUndefined())
})

describe('the books after a reading', () => {
  const check: BooksToCheck = { closing: 1000, from: '2026-05-01', opening: 700, until: '2026-05-18', today }
  const sums = (untilDay: number, untilToday = untilDay) => ({ untilDay, untilToday, finer: false })
  const { opening: _, ...first } = check
  const start = { from: '2026-05-01', opening: 700 }

  test('agree where opening and entries make the balance, by the day of it or by today', () => {
    expect(reconcile(undefined, check, sums(300, 350))).toEqual({ ...start, agreed: '2026-05-18' })
    expect(reconcile(undefined, check, sums(250, 300))).toEqual({ ...start, agreed: today })
    expect(reconcile(undefined, { ...check, until: today }, sums(300))).toEqual({ ...start, agreed: today })
  })

  test('have what the first balance has more than the entries as opening balance', () => {
    expect(reconcile(undefined, first, sums(300, 350))).toEqual({ ...start, agreed: '2026-05-18' })
  })

  test('have a gap, since they last agreed', () => {
    expect(reconcile(undefined, check, sums(250, 260))).toEqual({
      ...{ ...start, agreed: undefined, gap: 50, since: '2026-05-01', reread: false },
    })
    const known = { ...start, agreed: '2026-05-10' }
    expect(reconcile(known, check, sums(350))).toMatchObject({ gap: -50, agreed: '2026-05-10', since: '2026-05-10' })
    const older = { ...known, gap: 20, since: '2026-05-05', reread: true }
    expect(reconcile(older, check, sums(350))).toMatchObject({ gap: -50, since: '2026-05-05', reread: true })
    // Found again: nothing of it is left.
    expect(reconcile(older, check, sums(300))).toEqual({ ...start, agreed: '2026-05-18' })
  })

  test('are none where an amount is finer than the currency', () => {
    expect(reconcile(undefined, check, { ...sums(300), finer: true })).toBeUndefined()
  })
})

describe('a gap', () => {
  const gap: Books = { from: '2026-05-01', opening: 0, gap: 5, since: '2026-05-10' }

  test('is read for once more, thirty days before it', () => {
    expect(longerReading(gap, '2026-05-15', today)).toBe('2026-04-10')
    expect(longerReading({ ...gap, reread: true }, '2026-05-15', today)).toBeUndefined()
    expect(longerReading({ ...gap, reread: false }, '2026-05-15', today)).toBe('2026-04-10')
  })

  test('is not read for further back than a bank gives, nor than was read', () => {
    expect(longerReading({ ...gap, since: '2026-03-10' }, '2026-05-15', today)).toBe('2026-02-20')
    expect(longerReading(gap, '2026-04-11', today)).toBe('2026-04-10')
    expect(longerReading(gap, '2026-04-10', today)).toBeUndefined()
    expect(longerReading(gap, undefined, today)).toBeUndefined()
  })

  test('that is none is not read for', () => {
    const { gap: _, ...agreed } = gap
    expect(longerReading(agreed, '2026-05-15', today)).toBeUndefined()
    const { since: __, ...unknown } = gap
    expect(longerReading(unknown, '2026-05-15', today)).toBeUndefined()
  })
})

test('books that agree begin anew after sixty days; those with a gap go on', () => {
  const books = { from: '2026-03-20', opening: 0 }
  expect(laterStart(books, today)).toBe('2026-04-20')
  expect(laterStart({ ...books, from: '2026-03-21' }, today)).toBeUndefined()
  expect(laterStart({ ...books, gap: 5 }, today)).toBeUndefined()
})
