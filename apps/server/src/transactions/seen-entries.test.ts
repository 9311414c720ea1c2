import type { BankTransaction } from '@raccord/connector-kit'
import { expect, test } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { SeenEntries } from './seen-entries.ts'

const one = (id: string | undefined, text: string, more: Partial<BankTransaction> = {}) =>
  entry('2026-05-20', -400, text, { bankId: id, ...more })

/** What a reading of these pages brings, by text and in order. */
function read(...pages: BankTransaction[][]): string[] {
  const seen = new SeenEntries()
  const stored = pages.flatMap((page) => seen.admit(page))
  return [...stored, ...seen.pending()].map(({ status, remittance }) => `${status} ${remittance[0]}`)
}

test('an entry of two pages that overlap is one', () => {
  const [a, b, c] = [one('1', 'A'), one('2', 'B'), one('3', 'C')]
  expect(read([a, b], [b, c])).toEqual(['BOOKED A', 'BOOKED B', 'BOOKED C'])
  expect(read([a, b], [c], [b, a])).toEqual(['BOOKED A', 'BOOKED B', 'BOOKED C'])
})

test('twins on one page stay two, also when the next page repeats them', () => {
  const twin = one('1', 'COFFEE')
  expect(read([twin, twin])).toHaveLength(2)
  expect(read([twin, twin], [twin, twin])).toHaveLength(2)
  expect(read([twin], [twin, twin])).toHaveLength(2)
})

test('without a reference, or with one that merely numbers a page, nothing says that two are one', () => {
  expect(read([one(undefined, 'A')], [one(undefined, 'A')])).toHaveLength(2)
  expect(read([one('1', 'A')], [one('1', 'B')])).toHaveLength(2)
})

test('a reference that names an entry for ever is enough, though the text changed between two pages', () => {
  const lasting = { entryReference: 'E1', stableReference: true } as const
  expect(read([one(undefined, 'A', lasting)], [one(undefined, 'A rewritten', lasting)])).toEqual(['BOOKED A'])
})

test('listed as pending and as booked, in either order, it is one and booked', () => {
  const booked = one('1', 'RENT')
  const pending = one('1', 'PENDING RENT', { status: 'PENDING' })
  expect(read([booked, pending])).toEqual(['BOOKED RENT'])
  expect(read([pending], [booked])).toEqual(['BOOKED RENT'])
  expect(read([booked], [pending])).toEqual(['BOOKED RENT'])
})

test('another amount under the same reference, or no reference, is another payment', () => {
  const booked = one('1', 'RENT')
  const other = { ...one('1', 'RENT', { status: 'PENDING' }), amount: { minor: -500, currency: 'EUR' } }
  expect(read([booked, other])).toHaveLength(2)
  expect(read([one(undefined, 'COFFEE'), one(undefined, 'COFFEE', { status: 'PENDING' })])).toHaveLength(2)
})
