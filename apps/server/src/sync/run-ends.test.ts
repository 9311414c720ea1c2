import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry, fault } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { revokeConsent } from '../connections/revoke-consent.ts'
import type { Database } from '../store/database.ts'
import { bankUnits, syncStatements } from '../store/repositories/bank-unit.ts'
import { parseKeyRing } from '../store/vault/key-ring.ts'
import { Vault } from '../store/vault/vault.ts'
import { giveUpRun } from './give-up-run.ts'
import { longestPutOffMs } from './put-off.ts'
import { mostTries, runSync } from './run-sync.ts'

describeEachDatabase('a run that can not be done now', (open) => {
  let database: Database
  let clock: AdjustableClock
  let world: SyncWorld
  let pausedUntil: Date | undefined
  beforeAll(async () => {
    database = await open()
  })
  beforeEach(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    world = await SyncWorld.create(database, clock)
    world.bank.accounts = [bankAccount('a')]
    world.bank.transactions.set('a', [entry('2026-05-30', -1, 'A')])
    pausedUntil = undefined
  })
  const run = (runId: number) => runSync({ ...world.deps, pausedUntil: () => pausedUntil }, runId)
  const inSeconds = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000)
  /** A connection that was read once, and a run of it that nobody waits for. */
  const unattended = async () => {
    const { connectionId, runId } = await world.connect()
    await run(runId)
    const next = await world.request(connectionId, { requestedBy: 'schedule' })
    world.jobs.length = 0
    world.bank.calls.length = 0
    return { connectionId, runId: next.runId }
  }

  it('is put off while its bank is left alone, asks it nothing, and goes on then', async () => {
    const { connectionId, runId } = await unattended()
    pausedUntil = inSeconds(300)
    await run(runId)
    expect(world.bank.calls).toEqual([])
    expect(world.waits).toEqual([])
    expect(world.jobs).toEqual([{ name: 'sync', id: runId, runAt: pausedUntil }])
    expect(await world.runRow(runId)).toMatchObject({ status: 'queued', ended_at: null, tries: 0 })
    pausedUntil = undefined
    clock.advance(300_000)
    await run(runId)
    expect(await world.runRow(runId)).toMatchObject({ status: 'success', tries: 1 })
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'SUCCESS' })
  })

  it('stops trying in its place when the bank turns out to be away, and keeps what it had read', async () => {
    const { runId } = await unattended()
    world.bank.transactions.set(
      'a',
      Array.from({ length: 5 }, (_, n) => entry('2026-05-31', -n - 2, `B ${n}`)),
    )
    world.bank.pageFaults.push({ page: 1, failed: fault('bank_unavailable') })
    world.bank.beforePage = (page) => {
      if (page === 1) pausedUntil = inSeconds(30)
    }
    await run(runId)
    expect(world.waits, 'no pause in a place that others could use').toEqual([])
    expect(world.jobs).toEqual([{ name: 'sync', id: runId, runAt: pausedUntil }])
    expect(await world.transactionRows()).toHaveLength(4)
    pausedUntil = undefined
    world.bank.beforePage = () => {}
    await run(runId)
    expect(await world.runRow(runId)).toMatchObject({ status: 'success' })
    expect(await world.transactionRows()).toHaveLength(6)
  })

  it('fails when its bank stays away, and a person is told sooner', async () => {
    const { connectionId, runId } = await unattended()
    clock.advance(longestPutOffMs)
    pausedUntil = inSeconds(1)
    world.bank.accountFaults.push(fault('bank_unavailable'))
    await run(runId)
    expect(await world.runRow(runId)).toMatchObject({ status: 'failed' })
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'FAILED', failure: 'bank_unavailable' })
    expect((await world.channelRow(connectionId)).next_sync_at, 'the schedule goes on').not.toBeNull()

    const person = await world.request(connectionId, { psu: { ipAddress: '192.0.2.7' } })
    pausedUntil = inSeconds(600)
    world.bank.accountFaults.push(fault('bank_unavailable'))
    await run(person.runId)
    expect(await world.runRow(person.runId)).toMatchObject({ status: 'failed' })
    expect(world.waits).toEqual([])
  })

  it('sealed under a lost key: ends at its first try, and says that the person is to authorise anew', async () => {
    const { connectionId, runId } = await world.connect({}, { psu: { ipAddress: '192.0.2.7' } })
    const lost = new Vault(parseKeyRing(randomBytes(32).toString('base64'), 'another'))
    const units = bankUnits(lost, { sync: async () => {}, revoke: async () => {} })
    const transact: typeof world.transact = (work) => database.transaction((tx) => work(units(tx)))
    await runSync({ ...world.deps, transact, direct: syncStatements(database.kysely, lost) }, runId)
    expect(await world.runRow(runId)).toMatchObject({ status: 'failed', sealed_psu: null, tries: 1 })
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'TOKEN_EXPIRED', failure: 'consent_expired' })
    expect(await world.connectionRow(connectionId)).toMatchObject({ status: 'FAILED' })
    expect(world.log).toContainEqual({ event: 'channel_failed', fields: expect.objectContaining({ runId }) })
    expect(world.bank.calls).toEqual([])

    const revocation = await world.transact(({ revocations }) =>
      revocations.add({ providerId: '1234', definitionId: '123401', state: { consentId: 'c' } }, clock.now()),
    )
    expect(await revokeConsent({ ...world.deps, transact }, revocation)).toBe('given_up')
    expect(await revokeConsent({ ...world.deps, transact }, revocation)).toBe('done')
  })

  it('that fails by a fault of ours each time is given up after so many tries, and tells it', async () => {
    const { connectionId, runId } = await world.connect()
    const { direct } = world.deps
    const broken = { ...direct.sync, firstChannel: () => Promise.reject(new Error('a fault of ours')) }
    const deps = { ...world.deps, direct: { ...direct, sync: broken } }
    for (let n = 0; n < mostTries; n += 1) await expect(runSync(deps, runId)).rejects.toThrow('a fault of ours')
    expect((await world.runRow(runId)).ended_at).toBeNull()
    await runSync(deps, runId)
    expect(await world.runRow(runId)).toMatchObject({ status: 'failed' })
    expect(await world.channelRow(connectionId)).toMatchObject({ status: 'FAILED', failure: 'unexpected' })
    expect(await world.connectionRow(connectionId)).toMatchObject({ status: 'FAILED' })
    expect(await world.runChannel(runId)).toMatchObject({ stage: 'done', failure: 'unexpected' })
    expect((await world.channelRow(connectionId)).next_sync_at, 'the schedule goes on').not.toBeNull()
    expect(world.log).toContainEqual({ event: 'run_given_up', fields: expect.objectContaining({ runId }) })
    // Also by the queue, once more: nothing is left to end.
    const before = await world.channelRow(connectionId)
    await giveUpRun(world.deps, runId)
    expect(await world.channelRow(connectionId)).toEqual(before)
  })
})
