import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { removeAccount, shareAccounts } from '../connections/remove.ts'
import type { Database } from '../store/database.ts'
import { readRun } from '../store/repositories/run-view.ts'

const embedded = { definitionId: '123400', accountTypes: ['SAVINGS', 'LOAN'] } as const

describeEachDatabase('accounts of a connection', (open) => {
  let database: Database
  let world: SyncWorld
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a', { iban: 'FR01' }), bankAccount('b', { name: 'Savings', type: 'SAVINGS' })]
    world.bank.transactions.set('a', [entry('2026-05-30', -1, 'A')])
    world.bank.transactions.set('b', [entry('2026-05-29', -2, 'B')])
  })
  const rows = async (connectionId: number) =>
    (await world.accountRows(connectionId)).map((row) => [row.bank_id, row.definition_id, row.status, row.shared])

  it('come from the channel that was asked for them, never twice', async () => {
    const { connectionId, runId } = await world.connect()
    await world.connect({ connectionId, ...embedded })
    expect(world.jobs.filter(({ name, id }) => name === 'sync' && id !== runId)).toEqual([])
    await world.run(runId)
    expect(await rows(connectionId)).toEqual([
      ['a', '123401', 'ACTIVE', true],
      ['b', '123400', 'ACTIVE', true],
    ])
    expect((await world.connectionRow(connectionId))?.status).toBe('SUCCESS')
    expect(await readRun(database.kysely, [runId])).toEqual({
      ended: true,
      status: 'success',
      stage: 'finishing',
      accounts: 2,
      accountsDone: 2,
      transactions: 2,
      anyAccount: true,
      since: '2026-05-29',
    })
  })

  it('have their balance of the day that the bank gives, else of the reading, and of a day’s readings the first', async () => {
    const of = (minor: number, day?: string) => [
      { type: 'closingBooked', amount: { minor, currency: 'EUR' }, ...(day ? { day } : {}) },
    ]
    const told: [ReturnType<typeof of>, string][] = [
      [of(100), '2026-06-01T10:00:00.000Z'],
      [of(100), '2026-06-01T10:00:00.000Z'],
      [of(99), '2026-06-01T12:00:00.000Z'],
      [of(99, '2026-06-01'), '2026-06-01T12:00:00.000Z'],
      [of(99, '2026-05-30'), '2026-05-29T22:00:00.000Z'],
    ]
    let connection = 0
    for (const [balances, expected] of told) {
      world.bank.accounts = [bankAccount('a', { balances })]
      if (connection === 0) {
        const { connectionId, runId } = await world.connect()
        connection = connectionId
        await world.run(runId)
      } else await world.run((await world.request(connection, { psu: { ipAddress: '192.0.2.1' } })).runId)
      expect((await world.accountRows(connection))[0]?.balance_at?.toISOString()).toBe(expected)
      world.clock.advance(3_600_000)
    }
  })

  it('figures are of all runs of a journey, each channel as it was read last', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const offered = await world.connect({ connectionId, ...embedded })
    const runs = [runId, offered.runId]
    expect(await readRun(database.kysely, runs)).toMatchObject({ ended: false, accounts: 1, transactions: 1 })
    await world.run(offered.runId)
    const both = { ended: true, accounts: 2, accountsDone: 2, transactions: 2, since: '2026-05-29' }
    expect(await readRun(database.kysely, runs)).toMatchObject(both)
    const again = await world.request(connectionId)
    await world.run(again.runId)
    expect(await readRun(database.kysely, [...runs, again.runId])).toMatchObject({ accounts: 2, accountsDone: 2 })
  })

  it('a channel that is added while a run is under way is read by it', async () => {
    const { connectionId, runId } = await world.connect()
    let added = false
    world.bank.beforePage = async () => {
      if (added) return
      added = true
      await world.connect({ connectionId, ...embedded })
    }
    await world.run(runId)
    expect(await world.transactionRows()).toHaveLength(2)
    expect(await world.runChannel(runId, '123400')).toMatchObject({ stage: 'done', status: 'SUCCESS' })
  })

  it('none of the kinds asked for: EMPTY, named, its permission ended, the connection as good as its other channel', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    world.bank.accounts = [bankAccount('x', { name: 'Titres', type: { unsupported: 'SECURITIES' } })]
    const offered = await world.connect({ connectionId, ...embedded })
    await world.run(offered.runId)
    expect(await world.channelRow(connectionId, '123400')).toMatchObject({
      status: 'EMPTY',
      failure: 'no_supported_account',
      sealed_state: null,
      sealed_credentials: null,
      unsupported: [{ name: 'Titres', type: 'SECURITIES' }],
    })
    expect((await world.connectionRow(connectionId))?.status).toBe('SUCCESS')
    expect(world.jobs.filter(({ name }) => name === 'revoke')).toHaveLength(1)

    const alone = await world.connect(embedded)
    await world.run(alone.runId)
    expect((await world.connectionRow(alone.connectionId))?.status).toBe('FAILED')
    expect((await readRun(database.kysely, [alone.runId]))?.failure).toBe('no_supported_account')
  })

  it('survive a renewal in which the bank mints new ids: same ids, choices and history, old consent revoked', async () => {
    const { connectionId, runId } = await world.connect({ ...embedded, accountTypes: ['CHECKINGS', 'SAVINGS'] })
    await world.run(runId)
    const before = await world.accountRows(connectionId)
    await removeAccount(world.deps, { userId: world.userId, accountId: before[1]!.id, origin: 'test' })
    const kept = await world.transactionRows()

    world.bank.accounts = [
      bankAccount('y', { name: 'Savings', type: 'SAVINGS' }),
      bankAccount('z', { iban: 'FR01', name: 'Renamed' }),
    ]
    world.bank.transactions.set('z', [entry('2026-05-30', -1, 'A'), entry('2026-05-31', -3, 'NEW')])
    const renewal = await world.connect({ connectionId, ...embedded, accountTypes: ['CHECKINGS', 'SAVINGS'] })
    await world.run(renewal.runId)

    expect((await world.accountRows(connectionId)).map((row) => [row.id, row.bank_id, row.status])).toEqual([
      [before[0]!.id, 'z', 'ACTIVE'],
      [before[1]!.id, 'y', 'DELETED'],
    ])
    expect((await world.transactionRows()).map((row) => [row.id === kept[0]!.id, row.amount_minor])).toEqual([
      [true, -1],
      [false, -3],
    ])
    expect(world.jobs.filter(({ name }) => name === 'revoke')).toHaveLength(1)
  })

  it('are read only once chosen, where the person chooses each', async () => {
    const chosen = { ...embedded, accountTypes: ['CHECKINGS', 'SAVINGS'] as const, consentPerAccount: true }
    const { connectionId, runId } = await world.connect(chosen, { kind: 'LIST_ACCOUNTS' })
    await world.run(runId)
    expect(await rows(connectionId)).toEqual([
      ['a', '123400', 'PENDING_CONSENT', false],
      ['b', '123400', 'PENDING_CONSENT', false],
    ])
    expect(await world.channelRow(connectionId, '123400')).toMatchObject({ status: 'SUCCESS', last_success_at: null })
    // A journey asks for the full run itself, once the choice is made.
    expect(world.jobs.filter(({ name }) => name === 'sync')).toHaveLength(1)
    const savings = (await world.accountRows(connectionId))[1]!.id
    const target = { userId: world.userId, connectionId, accountIds: [savings, 999_999] }
    expect(await world.transact((unit) => shareAccounts(unit, target, world.clock.now()))).toBe(1)
    await world.run((await world.request(connectionId, { definitionIds: ['123400'] })).runId)
    expect((await world.transactionRows()).map((row) => row.amount_minor)).toEqual([-2])
    expect(world.bank.calls.filter(({ call }) => call === 'transactions').map(({ account }) => account)).toEqual(['b'])

    // The choice withdrawn: data go, the account stays on offer.
    await world.transact((unit) => shareAccounts(unit, { ...target, accountIds: [] }, world.clock.now()))
    expect(await world.transactionRows()).toEqual([])
    expect((await rows(connectionId))[1]).toEqual(['b', '123400', 'PENDING_CONSENT', false])
  })

  it('deleted ones come back by a LIST_ACCOUNTS of the client, which reads them by itself', async () => {
    const both = { ...embedded, accountTypes: ['CHECKINGS', 'SAVINGS'] as const }
    const { connectionId, runId } = await world.connect(both)
    await world.run(runId)
    const [first] = await world.accountRows(connectionId)
    await removeAccount(world.deps, { userId: world.userId, accountId: first!.id, origin: 'test' })
    const request = { definitionIds: ['123400'] }
    await world.run((await world.request(connectionId, request)).runId)
    expect((await rows(connectionId))[0]).toEqual(['a', '123400', 'DELETED', false])

    const psu = { ipAddress: '192.0.2.7', userAgent: 'Firefox' }
    world.jobs.length = 0
    world.bank.calls.length = 0
    const listing = await world.request(connectionId, { ...request, kind: 'LIST_ACCOUNTS', psu })
    await world.run(listing.runId)
    expect((await rows(connectionId))[0]).toEqual(['a', '123400', 'ACTIVE', true])
    const [, followUp] = world.jobs.filter(({ name }) => name === 'sync')
    expect(followUp?.id).not.toBe(listing.runId)
    await world.run(followUp!.id)
    expect((await world.transactionRows()).map((row) => row.amount_minor)).toEqual([-2, -1])
    expect(world.bank.calls.every((call) => call.psu)).toBe(true)
    expect(await world.runRow(listing.runId)).toMatchObject({ sealed_psu: null, attended: true })
  })

  it('no longer listed by the bank are NOT_FOUND, and ACTIVE when they are back', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const listed = world.bank.accounts
    world.bank.accounts = []
    await world.run((await world.request(connectionId)).runId)
    expect((await rows(connectionId))[0]).toEqual(['a', '123401', 'NOT_FOUND', true])
    world.bank.accounts = listed
    await world.run((await world.request(connectionId)).runId)
    expect((await rows(connectionId))[0]).toEqual(['a', '123401', 'ACTIVE', true])
    expect(await world.transactionRows()).toHaveLength(1)
  })

  it.each([
    ['that the bank lists no longer', [], 'NOT_FOUND'],
    ['that the bank lists as closed', [bankAccount('a', { iban: 'FR01', status: 'deleted' })], 'CLOSED'],
  ] as const)('one %s is asked once more for its last entries, and none of it ends', async (_how, listed, status) => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    world.bank.accounts = [...listed]
    world.bank.transactions.set('a', [entry('2026-06-02', -5, 'LAST')])
    world.clock.advance(86_400_000)
    world.bank.calls.length = 0
    for (let runs = 0; runs < 2; runs += 1) await world.run((await world.request(connectionId)).runId)
    expect((await rows(connectionId))[0]).toEqual(['a', '123401', status, true])
    // The bank keeps the older entry no longer; it was booked all the same.
    expect((await world.transactionRows()).map((row) => [row.amount_minor, row.status]).toSorted()).toEqual([
      [-1, 'BOOKED'],
      [-5, 'BOOKED'],
    ])
    expect(world.bank.calls.filter(({ call }) => call === 'transactions')).toHaveLength(1)
    expect((await world.connectionRow(connectionId))?.status).toBe('SUCCESS')
  })

  it.each([
    ['the bank is away just then', { account: 'a' }],
    ['another account stops the run before', { account: 'b' }],
  ])('one that ends is asked by the next run where %s', async (_why, { account }) => {
    world.bank.accounts = [bankAccount('a', { iban: 'FR01' }), bankAccount('b', { iban: 'FR02' })]
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    world.bank.accounts = [bankAccount('b', { iban: 'FR02' })]
    world.bank.transactions.set('a', [entry('2026-06-02', -5, 'LAST')])
    world.clock.advance(86_400_000)
    const failed = { kind: 'failed', reason: 'bank_unavailable', detail: 'no answer' } as const
    for (let tries = 0; tries < 3; tries += 1) world.bank.pageFaults.push({ page: 0, failed, account })
    await world.run((await world.request(connectionId)).runId)
    expect((await world.transactionRows()).some(({ amount_minor }) => amount_minor === -5)).toBe(false)
    world.bank.pageFaults.length = 0
    await world.run((await world.request(connectionId)).runId)
    expect((await world.transactionRows()).filter(({ amount_minor }) => amount_minor === -5)).toHaveLength(1)
    expect((await rows(connectionId))[0]).toEqual(['a', '123401', 'NOT_FOUND', true])
  })

  it('one that the bank keeps no longer spoils nothing where it refuses its entries', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    world.bank.accounts = []
    world.bank.pageFaults.push({
      page: 0,
      failed: { kind: 'failed', reason: 'consent_expired', detail: 'no such resource' },
    })
    const { runId: next } = await world.request(connectionId)
    await world.run(next)
    expect((await rows(connectionId))[0]).toEqual(['a', '123401', 'NOT_FOUND', true])
    expect(await world.channelRow(connectionId, '123401')).toMatchObject({ status: 'SUCCESS', failure: null })
    expect(await world.transactionRows()).toHaveLength(1)
  })

  it('one that the person has just left out of the permission is not asked for', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    world.bank.accounts = []
    world.bank.calls.length = 0
    await world.run((await world.connect({ connectionId })).runId)
    expect((await rows(connectionId))[0]).toEqual(['a', '123401', 'NOT_FOUND', true])
    expect(world.bank.calls.filter(({ call }) => call === 'transactions')).toEqual([])
  })
})
