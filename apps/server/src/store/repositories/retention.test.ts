import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../../clock.ts'
import { removeUser } from '../../connections/remove.ts'
import { type Keep, retentionHandler } from '../../jobs/handlers/retention.ts'
import type { Database } from '../database.ts'
import { createRetention } from './retention.ts'

const dayMs = 86_400_000

describeEachDatabase('retention', (open) => {
  let database: Database
  let world: SyncWorld
  beforeEach(async () => {
    database ??= await open()
    world = await SyncWorld.create(database, AdjustableClock.fixed('2026-06-01T10:00:00Z'))
    world.bank.accounts = [bankAccount('a')]
    world.bank.transactions.set('a', [
      entry('2026-01-10', -1, 'old'),
      entry('2026-03-02', -2, 'older than ninety days tomorrow'),
      entry('2026-03-04', -3, 'kept'),
    ])
  })
  const keep = (more: Partial<Keep>) => {
    const always = { runsDays: 90, changesDays: 90, sessionsDays: 30, erasuresDays: 365 }
    const handler = retentionHandler({
      retention: createRetention(database),
      removeUser: (user) => removeUser(world.deps, user),
      now: () => world.clock.now(),
      keep: { ...always, ...more },
    })
    const signal = new AbortController().signal
    return handler({ id: '1', payload: {}, attempt: 1, lastAttempt: false, signal })
  }
  const labels = async () => (await world.transactionRows()).map(({ label }) => label)
  const userIsThere = async (): Promise<boolean> => {
    const row = await database.kysely
      .selectFrom('app_user')
      .select('id')
      .where('id', '=', world.userId)
      .executeTakeFirst()
    return row !== undefined
  }

  it('lets transactions go by their day, tells of it, and the next reading finds no gap', async () => {
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    await keep({})
    expect(await labels()).toHaveLength(3)
    world.clock.advance(2 * 3_600_000)
    await keep({ transactionsDays: 90 })
    expect(await labels()).toEqual(['older than ninety days tomorrow', 'kept'].slice(-1))
    const removed = await database.kysely
      .selectFrom('removed_transaction')
      .selectAll()
      .where('user_id', '=', world.userId)
      .execute()
    expect(removed).toHaveLength(2)
    const again = await world.request(connectionId)
    await world.run(again.runId)
    const [account] = await world.accountRows(connectionId)
    expect(account?.books_gap).toBeNull()
  })

  it('erases who did nothing and of whom nothing was read, with a report; nobody else', async () => {
    const { runId } = await world.connect()
    await world.run(runId)
    world.clock.advance(399 * dayMs)
    await keep({ idleUsersDays: 400 })
    expect(await userIsThere()).toBe(true)
    world.clock.advance(2 * dayMs)
    await keep({})
    expect(await userIsThere()).toBe(true)
    const token = {
      hash: Buffer.from(`${world.userId}`),
      kind: 'access',
      client_id: 'x',
      user_id: world.userId,
    } as const
    const { client_id } = await database.kysely
      .selectFrom('app_user')
      .select('client_id')
      .where('id', '=', world.userId)
      .executeTakeFirstOrThrow()
    await database.kysely
      .insertInto('token')
      .values({
        ...token,
        client_id,
        family: randomUUID(),
        scopes: [],
        created_at: world.clock.now(),
        expires_at: world.clock.now(),
        used_at: null,
        revoked_at: null,
      })
      .execute()
    await keep({ idleUsersDays: 400 })
    expect(await userIsThere()).toBe(true)
    await database.kysely.deleteFrom('token').where('user_id', '=', world.userId).execute()
    await keep({ idleUsersDays: 400 })
    expect(await userIsThere()).toBe(false)
    const reports = () =>
      database.kysely.selectFrom('erasure').selectAll().where('user_id', '=', world.userId).execute()
    expect(await reports()).toMatchObject([{ kind: 'user', origin: 'retention', connections: 1, accounts: 1 }])
    world.clock.advance(366 * dayMs)
    await keep({})
    expect(await reports()).toEqual([])
  })
})
