import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { removeConnection } from '../connections/remove.ts'
import type { Database } from '../store/database.ts'
import { nextSyncFrom, turnOf } from './next-sync.ts'

const schedule = { autoSync: true, recurring: true, frequencyPerDay: 4, failures: 0 }

describeEachDatabase('a synchronisation that meets trouble', (open) => {
  let database: Database
  let clock: AdjustableClock
  let world: SyncWorld
  beforeAll(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    database = await open({ clock })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a', { iban: 'FR01' }), bankAccount('b', { iban: 'FR02' })]
    world.bank.transactions.set(
      'a',
      Array.from({ length: 7 }, (_, n) => entry('2026-05-30', -100 - (n >> 1), 'TWIN')),
    )
    world.bank.transactions.set('b', [entry('2026-05-29', -5, 'B')])
  })
  const amounts = async () => (await world.transactionRows()).map((row) => row.amount_minor).toSorted((x, y) => x - y)
  const all = [-103, -102, -102, -101, -101, -100, -100, -5]

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'killed after %i transactions and run again, loses and doubles nothing',
    async (survives) => {
      const { connectionId, runId } = await world.connect()
      await expect(world.runKilled(runId, survives)).rejects.toThrow('killed')
      expect((await world.connectionRow(connectionId))?.status).toBe('RUNNING')
      await world.run(runId)
      expect(await amounts()).toEqual(all)
      expect(await world.runChannel(runId)).toMatchObject({ transactions: 8, transactions_new: 8, accounts_done: 2 })
      expect(await world.connectionRow(connectionId)).toMatchObject({ status: 'SUCCESS' })
    },
  )

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'the same at a bank whose last page is known for that: an account ends with it (%i)',
    async (survives) => {
      world.bank.saysLast = true
      world.bank.accounts = world.bank.accounts.map((account) => ({
        ...account,
        balances: [{ type: 'closingBooked', amount: { minor: 5_000, currency: 'EUR' } }],
      }))
      world.bank.transactions.get('b')?.push({ ...entry('2026-05-31', -6, 'COMES'), status: 'PENDING' })
      const { connectionId, runId } = await world.connect()
      await expect(world.runKilled(runId, survives)).rejects.toThrow('killed')
      await world.run(runId)
      expect(await amounts()).toEqual([...all.slice(0, -1), -6, -5])
      expect(await world.runChannel(runId)).toMatchObject({ transactions: 9, transactions_new: 9, accounts_done: 2 })
      const rows = await world.accountRows(connectionId)
      for (const row of rows)
        expect(row).toMatchObject({ history_gap: null, books_agreed: '2026-06-01', uploaded: false })
      expect(rows.map((row) => row.read_until)).toEqual(['2026-05-30', '2026-05-29'])
      expect(rows.every((row) => row.history_at !== null)).toBe(true)
      const told = await database.kysely
        .selectFrom('event')
        .select('account_id')
        .where('connection_id', '=', connectionId)
        .where('type', '=', 'account_history_complete')
        .orderBy('account_id')
        .execute()
      expect(told.map(({ account_id }) => account_id)).toEqual(rows.map(({ id }) => id))
    },
  )

  it('tries an unavailable bank twice more, with pauses, and counts entries once', async () => {
    world.bank.accountFaults.push(fault('bank_unavailable'), fault('bank_unavailable'))
    world.bank.pageFaults.push({ page: 1, account: 'a', failed: fault('bank_unavailable') })
    const { runId } = await world.connect()
    await world.run(runId)
    expect(world.waits).toEqual([2_000, 10_000, 2_000])
    expect(await amounts()).toEqual(all)
    expect(await world.runChannel(runId)).toMatchObject({ transactions: 8, transactions_new: 8 })
  })

  it('with an authorisation that no longer opens ends, by name, and is not tried again', async () => {
    const { connectionId, runId } = await world.connect()
    const lost = { sealed_state: Buffer.from('which key was it?') }
    await database.kysely.updateTable('channel').set(lost).where('connection_id', '=', connectionId).execute()
    await database.kysely
      .updateTable('sync_run')
      .set({ sealed_psu: lost.sealed_state })
      .where('id', '=', runId)
      .execute()
    await world.run(runId)
    expect(world.bank.calls).toEqual([])
    const failed = { status: 'TOKEN_EXPIRED', failure: 'consent_expired', next_sync_at: null }
    expect(await world.channelRow(connectionId)).toMatchObject(failed)
    expect(await world.connectionRow(connectionId)).toMatchObject({ status: 'FAILED' })
    await world.run(runId)
    expect(world.log.filter(({ event }) => event === 'channel_failed')).toHaveLength(1)
  })

  it('gives up after that, and reads the whole history the next time', async () => {
    for (let n = 0; n < 3; n++) world.bank.pageFaults.push({ page: 1, account: 'a', failed: fault('bank_unavailable') })
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'FAILED', failure: 'bank_unavailable' })
    expect((await world.connectionRow(connectionId))?.status).toBe('FAILED')
    await world.run((await world.request(connectionId)).runId)
    expect(world.bank.calls.filter(({ from }) => from !== undefined)).toEqual([])
    expect(await amounts()).toEqual(all)
  })

  it('afterwards asks for an overlap only, and never past what is pending', async () => {
    world.bank.transactions.set('b', [
      entry('2026-05-29', -5, 'B'),
      entry('2026-05-12', -6, 'HOTEL', { status: 'PENDING' }),
      entry('2027-01-01', -7, 'ANNOUNCED'),
    ])
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    world.bank.calls.length = 0
    await world.run((await world.request(connectionId)).runId)
    expect(world.bank.calls.filter(({ call }) => call === 'transactions')).toMatchObject([
      { account: 'a', from: '2026-05-20' },
      { account: 'b', from: '2026-05-02' },
    ])
    expect(await world.transactionRows()).toHaveLength(10)
  })

  it('stops at the limit of the bank, keeps what it has, and says until when', async () => {
    const retryAt = new Date('2026-06-02T06:00:00Z')
    world.bank.pageFaults.push({ page: 0, account: 'b', failed: fault('bank_limit_reached', { retryAt }) })
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    expect((await world.connectionRow(connectionId))?.status).toBe('PARTIAL_SUCCESS')
    expect(await world.channelRow(connectionId)).toMatchObject({
      status: 'FAILED',
      failure: 'bank_limit_reached',
      limited_until: retryAt,
      next_sync_at: nextSyncFrom({ ...schedule, turn: turnOf(connectionId) }, retryAt),
      last_success_at: null,
    })
    expect(world.waits).toEqual([])
  })

  it('asks no more before the limit is over, unless the person is there', async () => {
    const retryAt = new Date('2026-06-02T06:00:00Z')
    world.bank.accountFaults.push(fault('bank_limit_reached', { retryAt }))
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const asked = world.bank.calls.length
    await world.run((await world.request(connectionId, { requestedBy: 'api' })).runId)
    expect(world.bank.calls).toHaveLength(asked)
    expect(await world.channelRow(connectionId)).toMatchObject({
      failure: 'bank_limit_reached',
      limited_until: retryAt,
      next_sync_at: nextSyncFrom({ ...schedule, turn: turnOf(connectionId) }, retryAt),
    })
    const psu = { ipAddress: '192.0.2.7' }
    await world.run((await world.request(connectionId, { requestedBy: 'api', psu })).runId)
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'SUCCESS', limited_until: null })
    expect(await amounts()).toEqual(all)
  })

  it('passes over one account that the bank answers wrongly for', async () => {
    world.bank.pageFaults.push({ page: 0, account: 'a', failed: fault('bank_answer_invalid') })
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    expect((await world.accountRows(connectionId)).map((row) => row.status)).toEqual(['ERROR', 'ACTIVE'])
    expect((await world.connectionRow(connectionId))?.status).toBe('PARTIAL_SUCCESS')
    await world.run((await world.request(connectionId)).runId)
    expect((await world.accountRows(connectionId)).map((row) => row.status)).toEqual(['ACTIVE', 'ACTIVE'])
    expect((await world.connectionRow(connectionId))?.status).toBe('SUCCESS')
  })

  it.each([
    ['consent_expired', 'TOKEN_EXPIRED'],
    ['challenge_expired', 'CHALLENGE_REQUIRED'],
    ['action_needed_at_bank', 'USER_ACTION_REQUIRED'],
  ] as const)('%s makes the channel %s and schedules nothing', async (reason, status) => {
    world.bank.accountFaults.push(fault(reason))
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    expect(await world.channelRow(connectionId)).toMatchObject({ status, failure: reason, next_sync_at: null })
  })

  it('keeps a rotated token even when the next call fails', async () => {
    world.bank.rotates = true
    world.bank.pageFaults.push({ page: 2, account: 'a', failed: fault('consent_expired') })
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const [channel] = await world.transact(({ connections }) => connections.channels(connectionId))
    expect(channel?.definitionId).toBe('123400')
    const used = (await world.transact(({ connections }) => connections.channels(connectionId)))[1]
    expect(used?.state).toMatchObject({ rotation: 3 })
  })

  it('a defect of a connector ends the run as unexpected, not for ever', async () => {
    world.bank.beforePage = () => {
      throw new TypeError('defect with IBAN FR01 in its text')
    }
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'FAILED', failure: 'unexpected' })
    expect(JSON.stringify(world.log)).not.toContain('FR01')
  })

  it('stops quietly when the connection is removed, and revokes by the newest state', async () => {
    world.bank.rotates = true
    const { connectionId, runId } = await world.connect()
    world.bank.beforePage = async (page) => {
      if (page === 1) await removeConnection(world.deps, { userId: world.userId, connectionId, origin: 'test' })
    }
    await world.run(runId)
    expect(await world.connectionRow(connectionId)).toBeUndefined()
    expect(await world.transactionRows()).toEqual([])
    const revocations = world.jobs.filter((job) => job.name === 'revoke')
    expect(revocations).toHaveLength(2)
    const newest = await world.transact((unit) => unit.revocations.get(revocations[1]!.id))
    expect(newest?.state).toMatchObject({ rotation: 3 })
  })

  it('the newest worker takes a run over; the older one writes no more', async () => {
    const { runId } = await world.connect()
    let taken = false
    world.bank.beforePage = async (page) => {
      if (page !== 1 || taken) return
      taken = true
      await world.run(runId)
    }
    await world.run(runId)
    expect(await amounts()).toEqual(all)
    expect(world.log.map(({ event }) => event)).toContain('run_lost')
    expect(await world.runRow(runId)).toMatchObject({ status: 'success' })
  })

  it('goes on with the new authorisation when the person renews during a run', async () => {
    world.bank.rotates = true
    const { connectionId, runId } = await world.connect()
    let renewed = false
    world.bank.beforePage = async (page) => {
      if (page !== 1 || renewed) return
      renewed = true
      expect((await world.connect({ connectionId, state: { consentId: 'new' } })).runId).toBe(runId)
    }
    await world.run(runId)
    expect(await amounts()).toEqual(all)
    const used = (await world.transact(({ connections }) => connections.channels(connectionId)))[1]
    expect(used?.state?.['consentId']).toBe('new')
    expect(await world.runRow(runId)).toMatchObject({ status: 'success' })
  })

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'a scheduled reading killed after %i transactions tells all that is new, whoever ends it',
    async (survives) => {
      const first = await world.connect()
      await world.run(first.runId)
      world.bank.transactions.get('a')?.push(entry('2026-05-31', -77, 'NEW'))
      clock.advance(24 * 3_600_000)
      const { runId } = await world.request(first.connectionId, { requestedBy: 'schedule' })
      const ended = await world.runKilled(runId, survives).then(
        () => true,
        () => false,
      )
      if (!ended) await world.run(runId)
      expect(await world.runChannel(runId)).toMatchObject({ transactions_new: 1, accounts_done: 2, status: 'SUCCESS' })
    },
  )

  it('a bank that gives less than was asked for: what lies before is no withdrawal', async () => {
    const old = entry('2026-05-01', -1, 'OLD')
    const between = entry('2026-05-12', -2, 'BETWEEN')
    world.bank.transactions.set('b', [old, between, entry('2026-05-29', -5, 'B')])
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    // An announced entry of that time makes the next reading ask from there on.
    await database.kysely
      .updateTable('transaction')
      .set({ status: 'PENDING' })
      .where('label', '=', 'BETWEEN')
      .where('user_id', '=', world.userId)
      .execute()
    world.bank.servesFrom = '2026-05-20'
    clock.advance(24 * 3_600_000)
    const again = await world.request(connectionId, { requestedBy: 'schedule' })
    await world.run(again.runId)
    const rows = await world.transactionRows()
    expect(rows.filter(({ status }) => status === 'CANCELLED')).toEqual([])
    expect(rows.find(({ label }) => label === 'OLD')?.status).toBe('BOOKED')
    world.bank.servesFrom = undefined
  })
})
