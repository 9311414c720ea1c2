import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { fault } from '../../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../../clock.ts'
import { removeConnection } from '../../connections/remove.ts'
import { revocationTries } from '../../connections/revoke-consent.ts'
import type { Database } from '../../store/database.ts'
import { PgBossQueue } from '../pg-boss-queue.ts'
import { enqueueRevoke, revokeHandler, revokeJob, revokeWork } from './revoke.ts'

describeEachDatabase('a consent to end at a bank', (open) => {
  let database: Database
  let world: SyncWorld
  let queue: PgBossQueue
  let id: number
  beforeEach(async () => {
    const clock = AdjustableClock.running()
    database = await open({ clock })
    world = await SyncWorld.create(database, clock)
    const { connectionId } = await world.connect()
    await removeConnection(world.deps, { userId: world.userId, connectionId, origin: 'api' })
    id = world.jobs.find(({ name }) => name === 'revoke')?.id ?? 0
    queue = new PgBossQueue({ database, log: { info: () => {}, warn: () => {} } })
    queue.work(revokeJob, revokeHandler(world.deps), revokeWork(world.deps))
    await queue.start()
  })
  afterEach(() => queue.stop())

  const revocation = () =>
    database.kysely.selectFrom('revocation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const job = async () => {
    const { rows } = await sql<{
      state: string
      tries: number
      waits: number
    }>`select state::text, retry_count as tries,
      extract(epoch from start_after - started_on)::float8 as waits from pgboss.job where name = ${revokeJob}`.execute(
      database.kysely,
    )
    return rows[0]
  }

  it('is tried for a day at a bank that is away, and no longer', async () => {
    world.bank.revokeAnswers.push(...Array.from({ length: revocationTries }, () => fault('bank_unavailable')))
    await database.transaction((tx) => enqueueRevoke(queue, tx, id))
    let seconds = 0
    for (let tries = 0; tries < revocationTries - 1; tries += 1) {
      const failed = await vi.waitFor(
        async () => {
          const found = await job()
          expect(found).toMatchObject({ state: 'retry', tries })
          return found
        },
        { timeout: 180_000, interval: 20 },
      )
      seconds += failed?.waits ?? 0
      expect((await revocation()).done_at).toBeNull()
      await queue.clockAdvanced((failed?.waits ?? 0) * 1000)
    }
    await vi.waitFor(async () => expect((await revocation()).done_at).not.toBeNull(), { timeout: 180_000 })
    expect(seconds / 3_600).toBeGreaterThan(20)
    expect(seconds / 3_600).toBeLessThan(24)
    expect(await revocation()).toMatchObject({ failure: 'bank_unavailable', sealed_state: null })
  })

  it('is not kept where its workers died of it', async () => {
    await revokeWork(world.deps).onExhausted?.({ revocationId: id })
    expect(await revocation()).toMatchObject({ failure: 'unexpected', sealed_state: null, done_at: expect.any(Date) })
    await revokeWork(world.deps).onExhausted?.({ revocationId: id })
    expect(world.bank.calls).toEqual([])
  })
})
