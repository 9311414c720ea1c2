import { beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { createReadModel } from '../store/repositories/read-model.ts'
import { allowedFrom, quotaOf, readingsOf } from './quota.ts'
import { runSync } from './run-sync.ts'
import { startDueSyncs } from './schedule.ts'

const hours = 3_600_000
const present = { psu: { ipAddress: '192.0.2.1' } }

describeEachDatabase('what banks are asked without the person', (open) => {
  let world: SyncWorld
  let clock: AdjustableClock
  let connectionId: number
  beforeEach(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    world = await SyncWorld.create(await open({ clock }), clock)
    world.bank.accounts = ['a', 'b', 'c'].map((id) => bankAccount(id))
    for (const id of ['a', 'b', 'c']) world.bank.transactions.set(id, [entry('2026-05-30', -100, `X ${id}`)])
    const first = await world.connect({}, present)
    connectionId = first.connectionId
    await world.run(first.runId)
  })

  const read = async (more: object = {}) => world.run((await world.request(connectionId, more)).runId)
  const readings = async () => {
    const [connection] = await createReadModel(world.database).connections(world.userId)
    const channel = connection?.channels.find(({ definition_id }) => definition_id === '123401')
    if (!channel) throw new Error('no channel')
    return readingsOf(channel, clock.now())
  }
  /** Calls of the last day, accounts first, then each account's entries. */
  const counted = async () => {
    const rows = await world.database.kysely
      .selectFrom('bank_call')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .orderBy('account_id', (order) => order.nullsFirst())
      .execute()
    return rows.map(({ calls }) => calls.filter((at) => at.getTime() > clock.now().getTime() - 24 * hours).length)
  }

  it('is counted by account and endpoint, forgotten after a day, and not at all with the person there', async () => {
    expect(await counted()).toEqual([])
    await read()
    await read(present)
    await read({ kind: 'LIST_ACCOUNTS' })
    expect(await counted()).toEqual([2, 1, 1, 1])
    expect(quotaOf(await readings())).toEqual({ limit: 4, used: 2, resetsAt: new Date('2026-06-02T10:00:00Z') })
    clock.advance(24 * hours)
    expect(quotaOf(await readings())).toMatchObject({ used: 0 })
    await read()
    expect(await counted()).toEqual([1, 1, 1, 1])
    const rows = await world.database.kysely.selectFrom('bank_call').select('calls').execute()
    expect(
      rows.map(({ calls }) => calls.length),
      'what is older is not kept',
    ).toEqual([1, 1, 1, 1])
  })

  it('counts a reading again whose worker died, and gives back what a bank that was away never answered', async () => {
    world.bank.accountFaults.push(...Array.from({ length: 3 }, () => fault('bank_unavailable')))
    await read()
    expect(await counted()).toEqual([0])
    // Answered the list and the first account, then was gone.
    for (let n = 0; n < 3; n += 1)
      world.bank.pageFaults.push({ page: 0, account: 'b', failed: fault('bank_unavailable') })
    await read()
    expect(await counted()).toEqual([1, 1, 0, 0])
    const { runId } = await world.request(connectionId)
    world.bank.beforePage = () => Promise.reject(new Error('killed'))
    const dying = { ...world.deps, signal: AbortSignal.abort() }
    await expect(
      world.transact(async (unit) => {
        const run = await unit.sync.claim(runId, '5f0c8f0e-0000-4000-8000-000000000001', clock.now())
        if (run) await unit.sync.nextChannel(run, clock.now())
        dying.signal.throwIfAborted()
      }),
    ).rejects.toThrow()
    expect(await counted(), 'rolled back, as the bank was never asked').toEqual([1, 1, 0, 0])
    world.bank.beforePage = () => {}
    await world.transact(async (unit) => {
      const run = await unit.sync.claim(runId, '5f0c8f0e-0000-4000-8000-000000000002', clock.now())
      if (run) await unit.sync.nextChannel(run, clock.now())
    })
    await world.run(runId)
    expect(await counted()).toEqual([3, 2, 1, 1])
  })

  it('is not asked once more than it granted, though the worker of the last reading died', async () => {
    await world.database.kysely.updateTable('channel').set({ frequency_per_day: 2 }).execute()
    await read()
    clock.advance(hours)
    const { runId } = await world.request(connectionId)
    // When the list has been answered, before it is kept.
    let left = 0
    const dies: typeof world.transact = (work) =>
      left-- > 0 ? world.transact(work) : Promise.reject(new Error('killed'))
    await expect(runSync({ ...world.deps, transact: dies }, runId)).rejects.toThrow('killed')
    world.bank.calls.length = 0
    await world.run(runId)
    expect(world.bank.calls).toEqual([])
    expect(await counted()).toEqual([2, 1, 1, 1])
    expect(await world.channelRow(connectionId)).toMatchObject({
      ...{ status: 'FAILED', failure: 'bank_limit_reached', limited_until: new Date('2026-06-02T10:00:00Z') },
    })
    await read(present)
    expect(await world.channelRow(connectionId), 'the person can').toMatchObject({ status: 'SUCCESS' })
    clock.advance(23 * hours + 1)
    await read()
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'SUCCESS', limited_until: null })
  })

  it('that never said how many is asked: its refusals teach', async () => {
    await world.database.kysely.updateTable('channel').set({ frequency_per_day: null }).execute()
    for (let n = 0; n < 5; n += 1) await read()
    expect(await counted()).toEqual([5, 5, 5, 5])
  })

  it('learns from a refusal how many the bank really takes, and keeps to it', async () => {
    await read()
    clock.advance(hours)
    await read()
    clock.advance(hours)
    const refusal = { bankCode: 'ACCESS_EXCEEDED', retryAt: new Date('2026-06-02T00:00:00Z') }
    world.bank.pageFaults.push({ page: 0, account: 'b', failed: fault('bank_limit_reached', refusal) })
    world.bank.calls.length = 0
    await read()
    expect(
      world.bank.calls.flatMap(({ account }) => account ?? []),
      'the others may still be read',
    ).toEqual(['a', 'b', 'c'])
    expect(await world.channelRow(connectionId)).toMatchObject({
      ...{ status: 'FAILED', failure: 'bank_limit_reached', limited_until: refusal.retryAt },
    })
    expect(quotaOf(await readings())).toEqual({
      limit: 2,
      used: 3,
      resetsAt: refusal.retryAt < new Date('2026-06-02T10:00:00Z') ? new Date('2026-06-02T10:00:00Z') : refusal.retryAt,
    })
    // Two a day, so the third of today must be a day old, and the second, before there is room for another.
    expect(allowedFrom(await readings(), clock.now())).toEqual(new Date('2026-06-02T11:00:00Z'))
    const planned = (await world.channelRow(connectionId)).next_sync_at
    expect(planned && planned >= refusal.retryAt).toBe(true)
    clock.advance(14 * hours + 1)
    const due = async () => {
      await world.database.kysely.updateTable('channel').set({ next_sync_at: clock.now() }).execute()
      return startDueSyncs(world.deps)
    }
    expect(await due(), '2 June, 02:00').toBe(0)
    clock.advance(9 * hours)
    expect(await due(), '2 June, 11:00').toBe(1)
    await world.run(world.jobs.at(-1)?.id ?? 0)
    clock.advance(31 * 24 * hours)
    expect(quotaOf(await readings()), 'tried again after a month').toMatchObject({ limit: 4 })
  })

  it('learns nothing from a first call that is refused: the bank counts others that we don’t know of', async () => {
    const refusal = { bankCode: 'ACCESS_EXCEEDED', retryAt: new Date('2026-06-02T00:00:00Z') }
    world.bank.pageFaults.push({ page: 0, account: 'b', failed: fault('bank_limit_reached', refusal) })
    await read()
    expect(await world.channelRow(connectionId)).toMatchObject({ limited_until: refusal.retryAt })
    const rows = await world.database.kysely.selectFrom('bank_call').select('learned').execute()
    expect(rows.map(({ learned }) => learned)).toEqual([null, null, null, null])
  })

  it('is never none, whatever the bank granted: one reading a day goes on', async () => {
    await world.database.kysely.updateTable('channel').set({ frequency_per_day: 0 }).execute()
    await read()
    clock.advance(25 * hours)
    world.bank.calls.length = 0
    await read()
    expect(world.bank.calls.length).toBeGreaterThan(0)
  })

  it('takes a limit from the bank’s headers, and none from its pace; two refusals end the reading', async () => {
    const soon = { bankCode: 'ACCESS_EXCEEDED', retryAt: new Date(clock.now().getTime() + 30_000) }
    world.bank.accountFaults.push(fault('bank_limit_reached', soon))
    await read()
    expect(quotaOf(await readings())).toMatchObject({ limit: 4, used: 1 })
    clock.advance(31_000)
    for (const account of ['a', 'b'])
      world.bank.pageFaults.push({ page: 0, account, failed: fault('bank_limit_reached', { dailyLimit: 3 }) })
    world.bank.calls.length = 0
    await read()
    expect(world.bank.calls.flatMap(({ account }) => account ?? [])).toEqual(['a', 'b'])
    expect(await counted()).toEqual([2, 1, 1, 0])
    expect(quotaOf(await readings())).toMatchObject({ limit: 3, used: 1 })
    const learned = await world.database.kysely
      .selectFrom('bank_call')
      .select('learned')
      .orderBy('account_id')
      .execute()
    expect(learned.map((row) => row.learned)).toEqual([3, 3, null, null])
  })

  it('counts the failures in a row, and begins anew with a reading that went well', async () => {
    const planned = async () =>
      ((await world.channelRow(connectionId)).next_sync_at?.getTime() ?? 0) - clock.now().getTime()
    const failures: number[] = []
    for (let n = 0; n < 2; n += 1) {
      world.bank.accountFaults.push(...Array.from({ length: 3 }, () => fault('bank_unavailable')))
      await read()
      failures.push((await world.channelRow(connectionId)).failures)
      expect((await planned()) / hours).toBeLessThanOrEqual(n + 1)
    }
    await read()
    expect([...failures, (await world.channelRow(connectionId)).failures]).toEqual([1, 2, 0])
    expect((await planned()) / hours).toBeGreaterThanOrEqual(6)
  })
})
