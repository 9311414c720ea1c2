import type { TransactionOut } from '@raccord/contract/wire'
import { describe, expect, it } from 'vitest'
import { midnightOf } from './messages/format.ts'
import { filtered, readAmount, readFilter } from './transaction-filter.ts'

describe('an amount as it is typed', () => {
  it.each([
    ['12', 12],
    ['12,5', 12.5],
    ['1 234,50', 1234.5],
    ['1,234.50', 1234.5],
    ['1.234,50', 1234.5],
    ['1.234', 1234],
    ['1’234.5', 1234.5],
    ['−3', -3],
    ['', undefined],
    ['12 €', undefined],
    ['1e3', undefined],
  ])('%s', (text, amount) => {
    expect(readAmount(text)).toBe(amount)
  })
})

describe('the filter', () => {
  const base = { account_id: '1', currency: 'EUR', category_id: 'FOOD', remittance_information: [] as string[] }
  const entries = [
    { ...base, id: '1', amount: -12.5, date: midnightOf('2026-03-29'), label: 'Société Générale' },
    { ...base, id: '2', amount: 12.5, date: midnightOf('2026-03-30'), label: 'Refund', source: { label: 'Shop' } },
    {
      ...base,
      id: '3',
      amount: -99,
      date: midnightOf('2026-10-25'),
      label: 'Rent',
      account_id: '2',
      category_id: 'HOME',
    },
  ] as unknown as TransactionOut[]
  const ids = (query: Record<string, string>) => filtered(entries, readFilter(query)).map(({ id }) => id)

  it('finds words without accents and case, all of them, in the other party too', () => {
    expect(ids({ q: 'GENERALE societe' })).toEqual(['1'])
    expect(ids({ q: 'shop' })).toEqual(['2'])
    expect(ids({ q: 'shop rent' })).toEqual([])
  })

  it('takes days as they are in Paris, on those of the changes of clock too, and whole', () => {
    expect(ids({ from: '2026-03-29', until: '2026-03-29' })).toEqual(['1'])
    expect(ids({ from: '2026-10-25', until: '2026-10-25' })).toEqual(['3'])
  })

  it('goes by the size of an amount', () => {
    expect(ids({ least: '12,5', most: '12.50' })).toEqual(['1', '2'])
  })

  it('narrows by account and category, and leaves out what it can’t read', () => {
    expect(ids({ account: '2' })).toEqual(['3'])
    expect(ids({ category: 'HOME' })).toEqual(['3'])
    expect(ids({ from: '2026-02-31', least: 'much' })).toEqual(['1', '2', '3'])
  })
})
