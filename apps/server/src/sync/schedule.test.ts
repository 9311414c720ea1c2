import { beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { nextSync } from './next-sync.ts'
import { startDueSyncs } from './schedule.ts'

const hours = 3_600_000

it('plans half of the quota, never past the consent, never for a single reading', () => {
  const now = new Date('2026-06-01T10:00:00Z')
  const channel = { autoSync: true, recurring: true, frequencyPerDay: 4, consentUntil: '2026-06-30' }
  expect(nextSync(channel, now)).toEqual(new Date('2026-06-01T22:00:00Z'))
  expect(nextSync({ ...channel, frequencyPerDay: 1 }, now)).toEqual(new Date('2026-06-02T10:00:00Z'))
  expect(nextSync({ ...channel, frequencyPerDay: 100 }, now)).toEqual(new Date('2026-06-01T22:00:00Z'))
  expect(nextSync({ ...channel, frequencyPerDay: 1, consentUntil: '2026-06-01' }, now)).toBeUndefined()
  expect(nextSync({ ...channel, autoSync: false }, now)).toBeUndefined()
  expect(nextSync({ ...channel, recurring: false }, now)).toBeUndefined()
})

describeEachDatabase('the schedule', (open) => {
  let world: SyncWorld
  let clock: AdjustableClock
  beforeEach(async () => {
    clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    world = await SyncWorld.create(await open({ clock }), clock)
    world.bank.accounts = [bankAccount('a')]
    world.bank.transactions.set('a', [entry('2026-05-30', -100, 'X')])
  })

  const runAll = async () => {
    for (const job of world.jobs.splice(0)) if (job.name === 'sync') await world.run(job.id)
  }

  it('reads a channel when its time has come, and not before', async () => {
    const { connectionId } = await world.connect()
    await runAll()
    expect(await startDueSyncs(world.deps)).toBe(0)
    clock.advance(12 * hours)
    expect(await startDueSyncs(world.deps)).toBe(1)
    expect(await startDueSyncs(world.deps)).toBe(0)
    await runAll()
    expect((await world.channelRow(connectionId)).next_sync_at).toEqual(new Date('2026-06-02T10:00:00Z'))
    expect(world.bank.calls.filter(({ call }) => call === 'accounts')).toHaveLength(2)
  })

  it('leaves alone a connection without auto_sync', async () => {
    const { connectionId } = await world.connect()
    await runAll()
    await world.database.kysely
      .updateTable('connection')
      .set({ auto_sync: false })
      .where('id', '=', connectionId)
      .execute()
    clock.advance(48 * hours)
    expect(await startDueSyncs(world.deps)).toBe(0)
  })

  it('keeps to four unattended reads in 24 hours; attended ones do not count', async () => {
    const { connectionId } = await world.connect()
    await runAll()
    for (let n = 0; n < 3; n++) {
      await world.request(connectionId)
      await runAll()
    }
    await world.request(connectionId, { psu: { ipAddress: '192.0.2.1' } })
    await runAll()
    // Four unattended: the journey's own run (no PSU given here) and three of the API.
    clock.advance(12 * hours)
    expect(await startDueSyncs(world.deps)).toBe(0)
    clock.advance(12 * hours + 1)
    expect(await startDueSyncs(world.deps)).toBe(1)
  })

  it('marks a consent that is over, without asking the bank', async () => {
    const { connectionId } = await world.connect({ grant: { recurring: true, validUntil: '2026-06-10' } })
    await runAll()
    world.bank.calls.length = 0
    clock.advance(9 * 24 * hours)
    await startDueSyncs(world.deps)
    await runAll()
    expect((await world.channelRow(connectionId)).status).toBe('SUCCESS')
    clock.advance(24 * hours)
    world.bank.calls.length = 0
    expect(await startDueSyncs(world.deps)).toBe(0)
    expect(await world.channelRow(connectionId)).toMatchObject({
      status: 'TOKEN_EXPIRED',
      failure: 'consent_expired',
      next_sync_at: null,
    })
    expect(world.bank.calls).toEqual([])
  })

  it('hands a run whose worker vanished to a worker again', async () => {
    const { runId } = await world.connect()
    world.jobs.length = 0
    clock.advance(11 * 60_000)
    await startDueSyncs(world.deps)
    expect(world.jobs).toEqual([{ name: 'sync', id: runId }])
  })
})
