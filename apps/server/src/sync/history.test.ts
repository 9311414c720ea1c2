import type { BankTransaction } from '@raccord/connector-kit'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { addDays } from '../transactions/day.ts'

describeEachDatabase('history of an account', (open) => {
  let database: Database
  let clock: AdjustableClock
  let world: SyncWorld
  let connectionId: number
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a')]
    world.bank.pageSize = 10
    connectionId = 0
  })

  /** Two coffees a day, alike, for so many days until this one; newest first. */
  const coffees = (until: string, days: number): BankTransaction[] =>
    Array.from({ length: days * 2 }, (_, n) => entry(addDays(until, -Math.floor(n / 2)), -250, 'Coffee'))
  const bankSends = (entries: readonly BankTransaction[]) => world.bank.transactions.set('a', [...entries])
  const cutAt = (page: number) => world.bank.pageFaults.push({ page, failed: fault('bank_limit_reached') })
  /** Resolves to the windows that the bank was asked for. */
  const read = async (): Promise<{ from?: string; to?: string }[]> => {
    clock.advance(48 * 3_600_000)
    const before = world.bank.calls.length
    const runId = connectionId === 0 ? await connect() : (await world.request(connectionId)).runId
    await world.run(runId)
    const calls = world.bank.calls.slice(before).filter(({ call }) => call === 'transactions')
    return calls.map(({ from, to }) => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) }))
  }
  const connect = async () => {
    const first = await world.connect()
    connectionId = first.connectionId
    return first.runId
  }
  const account = async () => (await world.accountRows(connectionId))[0]!
  const stored = async () => (await world.transactionRows()).map(({ date }) => date).toSorted()
  const days = (entries: readonly BankTransaction[]) => entries.map(({ bookingDate }) => bookingDate).toSorted()

  it('says from when on it was read, and when all of it was in', async () => {
    const entries = coffees('2026-06-01', 30)
    bankSends(entries)
    expect(await read()).toEqual([{}])
    expect(await account()).toMatchObject({ history_from: '2026-05-03', history_at: clock.now(), history_gap: null })
    const whenIn = clock.now()
    await read()
    expect((await account()).history_at).toEqual(whenIn)
  })

  it('goes on where a limit cut it off, newest first: what is new since then, and what lies before', async () => {
    const entries = coffees('2026-06-01', 30)
    bankSends(entries)
    // In the middle of a day: 15 entries of 10 a page are 7 days and a half.
    world.bank.pageSize = 15
    cutAt(1)
    await read()
    expect(await account()).toMatchObject({ history_from: '2026-05-25', history_at: null, history_gap: 'before' })
    const later = [...coffees('2026-06-04', 3), ...entries]
    bankSends(later)
    cutAt(2)
    expect(await read()).toEqual([{ from: '2026-05-22' }, { to: '2026-05-25' }])
    // Cut off again, in the first window: the account is not taken to be read up to its newest day.
    expect(await account()).toMatchObject({ history_at: null, history_gap: 'before' })
    await read()
    expect(await account()).toMatchObject({ history_from: '2026-05-03', history_at: clock.now(), history_gap: null })
    expect(await stored()).toEqual(days(later))
    expect(await read()).toEqual([{ from: '2026-05-25' }])
    expect(await stored()).toEqual(days(later))
  })

  it('goes on where it stopped, oldest first', async () => {
    const entries = coffees('2026-06-01', 30).toReversed()
    bankSends(entries)
    world.bank.pageSize = 15
    cutAt(2)
    await read()
    expect(await account()).toMatchObject({ history_from: null, history_at: null, history_gap: 'after' })
    expect(await read()).toEqual([{ from: '2026-05-17' }])
    expect(await account()).toMatchObject({ history_from: '2026-05-03', history_at: clock.now() })
    expect(await stored()).toEqual(days(entries))
  })

  it('reads a bank that keeps to no order from the beginning', async () => {
    const entries = coffees('2026-06-01', 30)
    const mixed = [...entries.slice(40), ...entries.slice(0, 20), ...entries.slice(20, 40)]
    bankSends(mixed)
    cutAt(4)
    await read()
    expect(await account()).toMatchObject({ history_from: null, history_at: null, history_gap: null })
    expect(await read()).toEqual([{}])
    expect(await stored()).toEqual(days(mixed))
  })

  it('goes on after a process that died', async () => {
    const entries = coffees('2026-06-01', 30)
    bankSends(entries)
    world.bank.beforePage = async (page) => {
      if (page === 3) throw Object.assign(new Error('killed'), { name: 'AbortError' })
    }
    const runId = await connect()
    await world.run(runId).catch(() => {})
    expect(await account()).toMatchObject({ history_from: '2026-05-18', history_gap: 'before' })
    world.bank.beforePage = async () => {}
    await read()
    expect(await account()).toMatchObject({ history_from: '2026-05-03', history_at: clock.now() })
    expect(await stored()).toEqual(days(entries))
  })

  it('leaves no hole when a later reading is cut off behind the newest entries', async () => {
    const first = coffees('2026-06-01', 5)
    bankSends(first)
    await read()
    const later = [...coffees('2026-08-01', 60), ...first]
    bankSends(later)
    clock.advance(60 * 86_400_000)
    cutAt(1)
    await read()
    expect(await read()).toEqual([{ from: '2026-05-22' }])
    expect(await stored()).toEqual(days(later))
  })
})
