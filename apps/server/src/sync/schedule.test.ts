import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { startDueSyncs } from './schedule.ts'

const hours = 3_600_000

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
    const planned = (await world.channelRow(connectionId)).next_sync_at?.getTime() ?? 0
    expect((planned - clock.now().getTime()) / hours).toBeGreaterThanOrEqual(6)
    clock.advance(planned - clock.now().getTime() - 1)
    expect(await startDueSyncs(world.deps)).toBe(0)
    clock.advance(1)
    expect(await startDueSyncs(world.deps)).toBe(1)
    expect(await startDueSyncs(world.deps)).toBe(0)
    clock.advance(3 * 60_000)
    await runAll()
    // The same times every day, however late the reading was.
    expect((await world.channelRow(connectionId)).next_sync_at).toEqual(new Date(planned + 12 * hours))
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

  it('catches up what was missed without a rush, and what is due on time comes first', async () => {
    await world.connect()
    await runAll()
    await sql`insert into connection (user_id, provider_id, name, created_at)
      select ${world.userId}, '1234', 'missed ' || n, now() from generate_series(1, 70) as n`.execute(
      world.database.kysely,
    )
    await sql`insert into channel (connection_id, definition_id, status, account_types, sealed_state, next_sync_at)
      select id, '123401', 'SUCCESS', '{CHECKINGS}', '\\x00', ${clock.now()}::timestamptz from connection where name like 'missed %'`.execute(
      world.database.kysely,
    )
    const mine = async (at: Date) =>
      world.database.kysely
        .updateTable('channel')
        .set({ next_sync_at: at })
        .where('consent_until', 'is not', null)
        .execute()
    clock.advance(9 * hours)
    await mine(new Date(clock.now().getTime() - 60_000))
    expect(await startDueSyncs(world.deps)).toBe(26)
    expect(await startDueSyncs(world.deps)).toBe(25)
    expect(await startDueSyncs(world.deps)).toBe(20)
    expect(await startDueSyncs(world.deps)).toBe(0)
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
