import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { nextSync, turnOf } from './next-sync.ts'

const schedule = { autoSync: true, recurring: true, frequencyPerDay: 4, failures: 0 }

describeEachDatabase('a synchronisation', (open) => {
  let database: Database
  let clock: AdjustableClock
  let world: SyncWorld
  beforeAll(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    database = await open({ clock })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a', { iban: 'FR7630006000011234567890189', ownerName: 'LUKE' })]
    world.bank.transactions.set('a', [
      entry('2026-05-30', -1_393, 'PAIEMENT PAR CARTE AUCHAN'),
      entry('2026-05-29', -400, 'ACHAT CB'),
      entry('2026-05-29', -400, 'ACHAT CB'),
      entry('2026-01-02', 62_000, 'VIREMENT EN VOTRE FAVEUR DE MME X'),
    ])
  })

  it('reads accounts and transactions to the end, and says so', async () => {
    const { connectionId, runId } = await world.connect()
    expect(world.jobs).toEqual([{ name: 'sync', id: runId }])
    expect((await world.connectionRow(connectionId))?.status).toBe('RUNNING')
    await world.run(runId)

    expect(await world.connectionRow(connectionId)).toMatchObject({ status: 'SUCCESS', owner_name: 'LUKE' })
    expect(await world.channelRow(connectionId)).toMatchObject({
      status: 'SUCCESS',
      failure: null,
      last_success_at: clock.now(),
      last_end_at: clock.now(),
      next_sync_at: nextSync({ ...schedule, turn: turnOf(connectionId) }, clock.now()),
    })
    expect(await world.channelRow(connectionId, '123400')).toMatchObject({ status: 'EMPTY', sealed_state: null })
    expect(await world.accountRows(connectionId)).toMatchObject([
      { type: 'CHECKINGS', status: 'ACTIVE', shared: true, balance_minor: 12_345, history_at: clock.now() },
    ])
    expect(
      (await world.transactionRows()).map((row) => [row.date, row.amount_minor, row.type, row.category_id]),
    ).toEqual([
      ['2026-05-30', -1_393, 'POINT_OF_SALE', 'SUPERMARKET'],
      ['2026-05-29', -400, 'POINT_OF_SALE', 'CARD_PURCHASES'],
      ['2026-05-29', -400, 'POINT_OF_SALE', 'CARD_PURCHASES'],
      ['2026-01-02', 62_000, 'CREDIT', 'UNCATEGORIZED'],
    ])
    expect(await world.runRow(runId)).toMatchObject({ status: 'success', sealed_psu: null, ended_at: clock.now() })
    expect(await world.runChannel(runId)).toMatchObject({
      stage: 'done',
      accounts: 1,
      accounts_done: 1,
      transactions: 4,
      transactions_new: 4,
      since: '2026-01-02',
    })
  })

  it('has each entry once where the bank begins with its first page again', async () => {
    world.bank.pageSize = 2
    world.bank.skipped = ['amount_unreadable']
    world.bank.transactions.get('a')?.push({ ...entry('2026-01-02', -100, 'Announced'), status: 'PENDING' })
    world.bank.restartsAt = 1
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const figures = { transactions: 5, transactions_new: 5 }
    expect(await world.transactionRows()).toHaveLength(5)
    expect(await world.runChannel(runId)).toMatchObject(figures)
    expect(await world.channelRow(connectionId)).toMatchObject({ unread: { amount_unreadable: 1 } })
    // The same where something is stored already: two more coffees are two more.
    world.bank.transactions.get('a')?.unshift(...Array(2).fill(entry('2026-05-31', -250, 'Coffee')))
    world.bank.restartsAt = 2
    clock.advance(48 * 3_600_000)
    const again = (await world.request(connectionId)).runId
    await world.run(again)
    expect((await world.transactionRows()).map(({ status }) => status).toSorted()).toEqual([
      ...Array(6).fill('BOOKED'),
      'PENDING',
    ])
    expect(await world.runChannel(again)).toMatchObject({ transactions_new: 2 })
  })

  it('is no plain success when an entry could not be read', async () => {
    world.bank.skipped = ['amount_unreadable', 'entry_not_object', 'amount_unreadable']
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const unread = { amount_unreadable: 2, entry_not_object: 1 }
    expect((await world.connectionRow(connectionId))?.status).toBe('PARTIAL_SUCCESS')
    expect(await world.channelRow(connectionId)).toMatchObject({
      status: 'PARTIAL_SUCCESS',
      failure: null,
      unread,
      last_success_at: clock.now(),
      next_sync_at: nextSync({ ...schedule, turn: turnOf(connectionId) }, clock.now()),
    })
    expect(await world.runRow(runId)).toMatchObject({ status: 'partial' })
    expect(await world.runChannel(runId)).toMatchObject({ status: 'PARTIAL_SUCCESS', transactions: 4, unread })
    // What could be read is in the books, and the next reading that is whole says so.
    expect(await world.transactionRows()).toHaveLength(4)
    world.bank.skipped = []
    await world.run((await world.request(connectionId)).runId)
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'SUCCESS', unread: {} })
  })

  it('leaves a balance that is known where none could be read', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const [before] = await world.accountRows(connectionId)
    world.bank.accounts = world.bank.accounts.map((account) => ({ ...account, name: 'Renamed', balances: [] }))
    await world.run((await world.request(connectionId)).runId)
    const [after] = await world.accountRows(connectionId)
    expect(after).toMatchObject({
      name: 'Renamed',
      balance_minor: 12_345,
      balance_at: before?.balance_at,
      balances: before?.balances,
    })
  })

  it('stores an entry of two pages that overlap once, and one that is pending and booked as booked', async () => {
    const of = (id: string, text: string, status: 'BOOKED' | 'PENDING' = 'BOOKED') =>
      entry('2026-05-30', -100, text, { bankId: id, status })
    world.bank.transactions.set('a', [
      ...[of('1', 'A'), of('4', 'D', 'PENDING'), of('2', 'B')],
      ...[of('2', 'B'), of('3', 'C'), of('4', 'D BOOKED')],
    ])
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const rows = async () =>
      (await world.transactionRows()).map(({ id, label, status }) => [id, label, status]).toSorted()
    const first = await rows()
    expect(first.map(([, label, status]) => [label, status])).toEqual(
      expect.arrayContaining([
        ['A', 'BOOKED'],
        ['B', 'BOOKED'],
        ['C', 'BOOKED'],
        ['D BOOKED', 'BOOKED'],
      ]),
    )
    expect(first).toHaveLength(4)
    await world.run((await world.request(connectionId)).runId)
    expect(await rows()).toEqual(first)
  })

  it('tells the failure of a bank on the channel', async () => {
    world.bank.accountFaults.push(fault('wrong_credentials'))
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    expect((await world.connectionRow(connectionId))?.status).toBe('FAILED')
    expect(await world.channelRow(connectionId)).toMatchObject({
      status: 'AUTH_FAILED',
      failure: 'wrong_credentials',
      next_sync_at: null,
      last_success_at: null,
    })
    expect(world.bank.calls).toHaveLength(1)
  })
})
