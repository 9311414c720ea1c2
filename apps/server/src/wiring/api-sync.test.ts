import { randomBytes } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { openApiHarness, sameDatabase } from '../http/api/testing/api-harness.ts'
import { bankUnits } from '../store/repositories/bank-unit.ts'
import { createApiSync } from './api-sync.ts'

const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')

describeEachDatabase('POST /connections/{id}/sync', (open) => {
  let world: SyncWorld
  beforeAll(async () => {
    world = await SyncWorld.create(await open({ clock }), clock)
  })
  const sync = () => {
    const jobs = { sync: async () => {}, revoke: async () => {} }
    return createApiSync(world.database, bankUnits(world.vault, jobs), () => clock.now())
  }

  it('says so where no channel can be read, and leaves the connection as it is', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const before = await world.connectionRow(connectionId)
    const order = { userId: world.userId, connectionId, kind: 'ALL' } as const
    const seal = (sealed_state: Buffer | null) =>
      world.database.kysely
        .updateTable('channel')
        .set({ sealed_state })
        .where('connection_id', '=', connectionId)
        .execute()
    // Never authorised, or given up.
    await seal(null)
    expect(await sync()(order)).toBe('nothing_to_read')
    expect(await world.connectionRow(connectionId)).toEqual(before)
    // Sealed by a key that is gone: the run says so, and what to do.
    await seal(randomBytes(40))
    expect(await sync()(order)).toBe('started')
    expect(await sync()({ ...order, userId: world.userId + 1 })).toBe('not_found')
  })

  it('beyond the bank’s quota is postponed, and what is refreshed by itself is read then; with the person it is read at once', async () => {
    world.bank.accounts = [bankAccount('a')]
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const order = { userId: world.userId, connectionId, kind: 'ALL' } as const
    // The journey's own reading was without the person here, too.
    const first = clock.now()
    const read = async () => {
      expect(await sync()(order)).toBe('started')
      const { id } = await world.database.kysely
        .selectFrom('sync_run')
        .select('id')
        .where('connection_id', '=', connectionId)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      await world.run(id)
      clock.advance(60_000)
    }
    for (const { frequency_per_day } of [await world.channelRow(connectionId)])
      for (let used = 1; used < (frequency_per_day ?? 0); used += 1) await read()
    const far = new Date(first.getTime() + 5 * 86_400_000)
    await world.database.kysely
      .updateTable('channel')
      .set({ next_sync_at: far })
      .where('connection_id', '=', connectionId)
      .execute()
    world.bank.calls.length = 0
    const answer = await sync()(order)
    const row = await world.channelRow(connectionId)
    expect(answer).toEqual({ postponed: row.next_sync_at })
    expect(row.next_sync_at?.getTime()).toBeGreaterThan(clock.now().getTime())
    expect(row.next_sync_at?.getTime()).toBeLessThanOrEqual(clock.now().getTime() + 86_400_000)
    expect((await world.connectionRow(connectionId))?.status).toBe('SUCCESS')
    expect(await sync()({ ...order, psu: { ipAddress: '192.0.2.1' } })).toBe('started')
  })

  it('is a named error for one, and leaves it out of all', async () => {
    const asked: number[] = []
    const http = await openApiHarness(open, {
      requestSync: async ({ connectionId }) => (asked.push(connectionId) === 2 ? 'started' : 'nothing_to_read'),
    })
    const { id, token } = await http.signUp('empty@example.org')
    const connection = async () => {
      const values = { user_id: Number(id), provider_id: '12', name: 'X', owner_name: null, created_at: clock.now() }
      const row = await http.database.kysely.insertInto('connection').values(values).returning('id').executeTakeFirst()
      return row?.id
    }
    const [first, second] = [await connection(), await connection()]
    const postponed = await openApiHarness(sameDatabase(http), {
      requestSync: async () => ({ postponed: new Date(http.clock.now().getTime() + 90_500) }),
    })
    const later = await postponed.call('POST', `/v2.1/connections/${first}/sync`, { token })
    expect([later.status, later.headers['retry-after']]).toEqual([204, '91'])
    const one = await http.call('POST', `/v2.1/connections/${first}/sync`, { token })
    expect(one).toMatchObject({ status: 409, body: { error: 'nothing_to_sync' } })
    asked.length = 0
    const all = await http.call('POST', '/v2.1/connections/sync', { token })
    expect([all.status, all.body]).toEqual([200, [`https://api.example/v2.1/connections/${second}`]])
    expect(asked).toEqual([first, second])
  })
})
