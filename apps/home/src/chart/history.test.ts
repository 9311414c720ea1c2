import type { AccountOut, TransactionOut } from '@raccord/contract/wire'
import { describe, expect, it } from 'vitest'
import { midnightOf } from '../messages/format.ts'
import { historyOf, together } from './history.ts'

const account = (more: Partial<AccountOut> = {}): AccountOut => ({
  ...{
    id: '1',
    connection_id: '9',
    name: 'Current',
    account_number: '1234',
    currency: 'EUR',
    type: 'CHECKINGS' as const,
  },
  ...{ status: 'ACTIVE', usage: 'PERSONAL', creation_date: 0, last_channel_definition_id: '1', balance: 100.1 },
  ...more,
})
const entry = (id: string, day: string, amount: number, more: Partial<TransactionOut> = {}): TransactionOut => ({
  ...{ id, account_id: '1', amount, currency: 'EUR', type: 'OTHER' as TransactionOut['type'] },
  ...{ origin: 'BANK' as TransactionOut['origin'], category_id: 'X', label: id, date: midnightOf(day) },
  ...{ import_date: 0, last_update_date: 0, status: 'BOOKED' as const, remittance_information: [] },
  ...more,
})
const span = { from: '2026-03-01', today: '2026-03-05' }

describe('the balance over time', () => {
  it('is what entries say before the first figure, to the cent', () => {
    const entries = [entry('a', '2026-03-02', -0.2), entry('b', '2026-03-04', 10.3), entry('c', '2026-03-05', 0.1)]
    const { points, notedFrom } = historyOf(account(), [], entries, span)
    expect(points).toEqual([
      { day: '2026-03-02', amount: 8970 + 0 },
      { day: '2026-03-03', amount: 8970 },
      { day: '2026-03-04', amount: 10000 },
      { day: '2026-03-05', amount: 10010 },
    ])
    expect(notedFrom).toBe('2026-03-05')
  })

  it('counts booked entries of this account and currency alone', () => {
    const entries = [
      entry('a', '2026-03-03', 1),
      entry('b', '2026-03-04', 5, { status: 'PENDING' }),
      entry('c', '2026-03-04', 5, { account_id: '2' }),
      entry('d', '2026-03-04', 5, { currency: 'USD' }),
    ]
    expect(historyOf(account(), [], entries, span).points.map(({ amount }) => amount)).toEqual([10010, 10010, 10010])
  })

  it('keeps the figures that were noted, and carries them over days without one', () => {
    const noted = [{ accountId: '1', day: '2026-03-02', amount: 500, currency: 'EUR' }]
    const { points } = historyOf(account(), noted, [], span)
    expect(points.map(({ amount }) => amount)).toEqual([500, 500, 500, 10010])
  })

  it('works nothing out for a loan, whose entries do not add up to what is owed', () => {
    const { points } = historyOf(account({ type: 'LOAN' }), [], [entry('a', '2026-03-02', 5)], span)
    expect(points).toEqual([{ day: '2026-03-05', amount: 10010 }])
  })

  it('has nothing to show of an account without a balance', () => {
    const { balance: _, ...without } = account()
    expect(historyOf(without, [], [entry('a', '2026-03-02', 5)], span).points).toEqual([])
  })

  it('is added up from the first day on which all are known', () => {
    const first = historyOf(account(), [], [entry('a', '2026-03-02', 1)], span)
    const second = historyOf(account({ id: '2', balance: 1 }), [], [], span)
    expect(together([first, second])?.points).toEqual([{ day: '2026-03-05', amount: 10110 }])
    expect(together([])).toBeUndefined()
  })
})
