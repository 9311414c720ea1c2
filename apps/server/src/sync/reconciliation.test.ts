import type { BankAccount, BankBalance, BankTransaction } from '@raccord/connector-kit'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { addDays, dayOf } from '../transactions/day.ts'

describeEachDatabase('entries held against the balance', (open) => {
  let database: Database
  let clock: AdjustableClock
  let world: SyncWorld
  let connectionId: number
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    clock = AdjustableClock.fixed('2026-05-30T10:00:00Z')
    world = await SyncWorld.create(database, clock)
    world.bank.pageSize = 10
    connectionId = 0
  })

  const euros = (type: string, minor: number, day?: string): BankBalance => ({
    type,
    amount: { minor, currency: 'EUR' },
    ...(day ? { day } : {}),
  })
  /** Two days later; resolves to the first days that the bank was asked for. */
  const read = async (
    entries: readonly BankTransaction[],
    balances: readonly BankBalance[],
    more: Partial<BankAccount> = {},
  ): Promise<(string | undefined)[]> => {
    clock.advance(48 * 3_600_000)
    world.bank.accounts = [bankAccount('a', { balances: [...balances], ...more })]
    world.bank.transactions.set('a', [...entries])
    const before = world.bank.calls.length
    let runId: number
    if (connectionId === 0) ({ connectionId, runId } = await world.connect())
    else ({ runId } = await world.request(connectionId))
    await world.run(runId)
    lastRun = runId
    return world.bank.calls
      .slice(before)
      .filter(({ call }) => call === 'transactions')
      .map(({ from }) => from)
  }
  let lastRun: number
  const books = async () => {
    const [row] = await world.accountRows(connectionId)
    return { gap: row?.books_gap, since: row?.books_gap_since, agreed: row?.books_agreed, reread: row?.books_reread }
  }
  const known = [entry('2026-05-29', -100, 'A'), entry('2026-05-20', -50, 'B')]
  const agreed = (day: string) => ({ gap: null, since: null, agreed: day, reread: false })

  it('they agree, whatever was there before, and go on to', async () => {
    await read(known, [euros('closingBooked', 1_000)])
    expect(await books()).toEqual(agreed('2026-06-01'))
    await read([entry('2026-06-02', -300, 'C'), ...known], [euros('interimBooked', 700), euros('expected', 5)])
    expect(await books()).toEqual(agreed('2026-06-03'))
    // Announced ones are not in it, nor what is booked for a day to come.
    const ahead = [entry('2026-06-05', -7, 'P', { status: 'PENDING' }), entry('2026-06-09', -9, 'F')]
    await read([...ahead, entry('2026-06-02', -300, 'C'), ...known], [euros('closingBooked', 700)])
    expect(await books()).toEqual(agreed('2026-06-05'))
    expect((await world.runChannel(lastRun)).gaps).toBe(0)
  })

  it('an entry of long ago that came late is found by one longer reading, in the same run', async () => {
    await read(known, [euros('closingBooked', 1_000)])
    const late = entry('2026-05-10', -25, 'LATE')
    const asked = await read([...known, late], [euros('closingBooked', 975)])
    expect(asked).toEqual(['2026-05-19', '2026-05-02'])
    expect(await books()).toEqual(agreed('2026-06-03'))
    expect((await world.transactionRows()).map(({ label }) => label)).toContain('LATE')
    expect((await world.runChannel(lastRun)).gaps).toBe(0)
  })

  it('what stays away is kept with its size and first day, and is asked for once', async () => {
    await read(known, [euros('closingBooked', 1_000)])
    expect(await read(known, [euros('closingBooked', 988)])).toHaveLength(2)
    expect(await books()).toEqual({ gap: -12, since: '2026-06-01', agreed: '2026-06-01', reread: true })
    expect((await world.runChannel(lastRun)).gaps).toBe(1)
    expect(await read(known, [euros('closingBooked', 980)])).toHaveLength(1)
    expect(await books()).toEqual({ gap: -20, since: '2026-06-01', agreed: '2026-06-01', reread: true })
    // It turns up; the next gap is another one.
    await read([entry('2026-06-06', -20, 'FEES'), ...known], [euros('closingBooked', 980)])
    expect(await books()).toEqual(agreed('2026-06-07'))
  })

  it('a bank that refuses the longer reading costs nothing; the next run asks again', async () => {
    await read(known, [euros('closingBooked', 1_000)])
    let asked = 0
    world.bank.beforePage = () => {
      if (++asked === 2) world.bank.pageFaults.push({ page: 0, failed: fault('bank_limit_reached') })
    }
    await read(known, [euros('closingBooked', 988)])
    expect(await books()).toMatchObject({ gap: -12, reread: false })
    expect((await world.channelRow(connectionId)).status).toBe('SUCCESS')
    expect(await read(known, [euros('closingBooked', 988)])).toHaveLength(2)
    expect(await books()).toMatchObject({ gap: -12, reread: true })
  })

  it('the opening balance that a bank tells is believed at once', async () => {
    const of = (closing: number) => [euros('openingBooked', 500, '2026-05-20'), euros('closingBooked', closing)]
    await read(known, of(350))
    expect(await books()).toEqual(agreed('2026-06-01'))
    connectionId = 0
    world = await SyncWorld.create(database, clock)
    await read(known, of(340))
    expect(await books()).toMatchObject({ gap: -10, since: '2026-05-20' })
  })

  it('a closing balance of yesterday is of yesterday, unless it is dated loosely', async () => {
    await read(known, [euros('closingBooked', 1_000, '2026-05-31')])
    const today = [entry('2026-06-03', -5, 'T'), ...known]
    await read(today, [euros('closingBooked', 1_000, '2026-06-02')])
    expect(await books()).toEqual(agreed('2026-06-02'))
    await read(today, [euros('closingBooked', 995, '2026-06-02')])
    expect(await books()).toEqual(agreed('2026-06-05'))
  })

  it.each([
    ['no booked balance', [euros('expected', 9)], {}],
    ['a balance with a limit in it', [{ ...euros('closingBooked', 9), creditLimitIncluded: true }], {}],
    ['no balance', [], {}],
    ['a card', [euros('closingBooked', 9)], { resource: 'account', type: 'CREDIT_CARD' }],
    ['another currency', [{ type: 'closingBooked', amount: { minor: 9, currency: 'USD' } }], {}],
  ] as const)('nothing is said of %s', async (_, balances, more) => {
    await read(known, balances, more)
    expect(await read([entry('2026-06-02', -300, 'C'), ...known], balances, more)).toHaveLength(1)
    expect(await books()).toEqual({ gap: null, since: null, agreed: null, reread: false })
  })

  it('a balance that was not told this time is not held against new entries', async () => {
    await read(known, [euros('closingBooked', 1_000)])
    await read([entry('2026-06-02', -300, 'C'), ...known], [])
    expect(await books()).toEqual(agreed('2026-06-01'))
  })

  it('amounts finer than the currency are not added up', async () => {
    const fine = entry('2026-05-28', -1, 'FINE', { amount: { minor: -1, currency: 'EUR', exact: '-0.006' } })
    await read([...known, fine], [euros('closingBooked', 1_000)])
    expect(await books()).toMatchObject({ gap: null, agreed: null })
  })

  it('entries that nobody could read are a gap that no longer reading closes', async () => {
    await read(known, [euros('closingBooked', 1_000)])
    world.bank.skipped = ['amount_unreadable']
    expect(await read(known, [euros('closingBooked', 940)])).toHaveLength(1)
    expect(await books()).toMatchObject({ gap: -60, reread: false })
  })

  it('a year of agreement adds up the last two months, not the year', async () => {
    let balance = 1_000
    let entries = known
    await read(entries, [euros('closingBooked', balance)])
    for (let n = 0; n < 60; n++) {
      clock.advance(4 * 86_400_000)
      const day = addDays(dayOf(clock.now()), 1)
      entries = [entry(day, -n, `E${n}`), ...entries]
      balance -= n
      await read(entries, [euros('closingBooked', balance)])
    }
    const [row] = await world.accountRows(connectionId)
    expect(row).toMatchObject({ books_gap: null, books_agreed: dayOf(clock.now()) })
    expect(row!.books_from! >= addDays(dayOf(clock.now()), -66)).toBe(true)
  })
})
