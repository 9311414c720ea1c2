import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ChangeReader, tableState } from '../../../../../tests/support/change-reader.ts'
import { describeEachDatabase, describePostgres, openFreshPostgres } from '../../../../../tests/support/databases.ts'
import { bankAccount, entry } from '../../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../../clock.ts'
import { removeAccount, removeConnection } from '../../connections/remove.ts'
import { seedAccount, seedConnection, seedTransaction } from '../../http/api/testing/seed-bank-data.ts'
import type { ChangeCursor } from '../../transactions/change-cursor.ts'
import type { Database } from '../database.ts'
import { listChanges } from './change-query.ts'
import { forgetChanges } from './forget-changes.ts'

/** Same numbers for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** A person's books that change at random: entries added, rewritten, expired; accounts and connections removed. */
class RandomBooks {
  readonly world: SyncWorld
  readonly #roll: (sides: number) => number
  #count = 0

  constructor(world: SyncWorld, seed: number) {
    this.world = world
    this.#roll = dice(seed)
  }

  async step(): Promise<void> {
    const { database, userId } = this.world
    const accounts = await database.kysely
      .selectFrom('account')
      .select(['id', 'connection_id'])
      .where('user_id', '=', userId)
      .where('shared', '=', true)
      .execute()
    const account = accounts[this.#roll(Math.max(1, accounts.length))]
    const what = this.#roll(20)
    if (!account || what === 0) return this.#open()
    if (what === 1) {
      const target = { userId, connectionId: account.connection_id, origin: 'test' }
      await removeConnection(this.world.deps, target)
    } else if (what <= 3) await removeAccount(this.world.deps, { userId, accountId: account.id, origin: 'test' })
    else if (what <= 10) await this.#add(account.id, 1 + this.#roll(6))
    else await this.#change(what === 11)
  }

  async #open(): Promise<void> {
    const { database, userId } = this.world
    const connectionId = await seedConnection(database, userId)
    for (let n = 0; n <= this.#roll(2); n += 1) await seedAccount(database, { userId, connectionId })
  }

  async #add(accountId: number, count: number): Promise<void> {
    const { transact, clock, userId } = this.world
    const { importPage } = await import('../../transactions/import-page.ts')
    const { OccurrenceCounter } = await import('../../transactions/identity.ts')
    this.#count += 1
    const entries = Array.from({ length: count }, (_, n) => entry('2026-05-20', -n - 1, `Entry ${this.#count} of ${n}`))
    const fetch = {
      account: { id: accountId, userId },
      today: '2026-06-01',
      counter: new OccurrenceCounter(),
      fresh: false,
    }
    await transact(({ transactions }) => importPage(transactions, fetch, entries, clock.now()))
  }

  /** At the same instant as everything else: the feed does not go by times. */
  async #change(expire: boolean): Promise<void> {
    const { database, transact, userId, clock } = this.world
    const rows = await database.kysely.selectFrom('transaction').select('id').where('user_id', '=', userId).execute()
    const some = rows.filter(() => this.#roll(4) === 0).map(({ id }) => id)
    if (some.length === 0) return
    if (expire) return transact(({ transactions }) => transactions.expire(some, clock.now()))
    this.#count += 1
    await database.kysely
      .updateTable('transaction')
      .set({ label: `Rewritten ${this.#count}`, updated_at: clock.now() })
      .where('id', 'in', some)
      .execute()
  }
}

describeEachDatabase('changes feed', (open) => {
  let database: Database
  let world: SyncWorld
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  beforeAll(async () => {
    database = await open({ clock })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
  })
  const reader = () => new ChangeReader(database, world.userId)
  const account = async () => {
    const connectionId = await seedConnection(database, world.userId)
    const accountId = await seedAccount(database, { userId: world.userId, connectionId })
    return { connectionId, accountId, userId: world.userId }
  }
  const relabel = (id: number, label: string) =>
    database.kysely.updateTable('transaction').set({ label }).where('id', '=', id).execute()

  it.each([1, 2, 3])(
    'replays a random history to the same state, whatever the page and whenever it is read (%i)',
    async (seed) => {
      const books = new RandomBooks(world, seed)
      const roll = dice(seed * 7_919)
      const readers = [1, 2, 3, 7, 500].map((limit) => ({ limit, reader: reader() }))
      for (let step = 0; step < 90; step += 1) {
        await books.step()
        for (const { limit, reader } of readers) if (roll(3) === 0) await reader.read(limit)
        if (step % 30 === 20) readers.push({ limit: 1 + roll(4), reader: reader() })
      }
      const table = await tableState(database, world.userId)
      for (const { limit, reader } of readers) {
        await reader.readAll(limit)
        expect(reader.state(), `limit ${limit}`).toEqual(table)
        expect(await reader.readAll(limit), 'nothing is told twice').toBe(0)
      }
      const late = reader()
      expect(await late.readAll(3)).toBe(table.length)
      expect(late.state()).toEqual(table)
    },
  )

  it('counts what happened to one transaction between two readings once', async () => {
    const owner = await account()
    const follower = reader()
    await seedTransaction(database, owner)
    const second = await seedTransaction(database, owner)
    const third = await seedTransaction(database, owner)
    const fourth = await seedTransaction(database, owner)
    expect(await follower.read(1)).toBe(true)
    // Before they were read: the second is added as it is then, the third was never there.
    await relabel(second, 'changed once')
    await relabel(second, 'changed twice')
    await database.kysely.deleteFrom('transaction').where('id', '=', third).execute()
    expect(await follower.readAll(1)).toBe(2)
    expect(follower.rows.get(second)?.label).toBe('changed twice')
    await relabel(fourth, 'a')
    await relabel(fourth, 'b')
    expect(await follower.readAll(1)).toBe(1)
    await relabel(fourth, 'c')
    await database.kysely.deleteFrom('transaction').where('id', '=', fourth).execute()
    expect(await follower.readAll(1)).toBe(1)
    expect(follower.rows.has(fourth)).toBe(false)
  })

  it('tells nothing of what a client does not see, and a synchronisation without news writes nothing into it', async () => {
    world.bank.accounts = [bankAccount('a')]
    const send = (...ids: string[]) =>
      world.bank.transactions.set(
        'a',
        ids.map((bankId, n) => entry('2026-05-30', -100 - n, `Shop ${n}`, { bankId })),
      )
    send('1', '2')
    const { connectionId, runId } = await world.connect()
    await world.run(runId)
    const follower = reader()
    expect(await follower.readAll(100)).toBe(2)
    const line = () =>
      sql<{ last: number }>`select last from change_line where user_id = ${world.userId}`.execute(database.kysely)
    const before = (await line()).rows
    await world.run((await world.request(connectionId)).runId)
    // Ids of the bank's, minted anew for a session.
    send('3', '4')
    await world.run((await world.request(connectionId)).runId)
    expect((await line()).rows).toEqual(before)
    expect((await world.transactionRows()).map(({ bank_id }) => bank_id).toSorted()).toEqual(['3', '4'])
    expect(await follower.readAll(100)).toBe(0)
    send('3', '4', '5')
    await world.run((await world.request(connectionId)).runId)
    expect(await follower.readAll(100)).toBe(1)
  })

  it('goes with its person, and with the whole of his data', async () => {
    const owner = await account()
    await seedTransaction(database, owner)
    await removeConnection(world.deps, { ...owner, origin: 'test' })
    await database.kysely.deleteFrom('app_user').where('id', '=', world.userId).execute()
    for (const table of ['change_line', 'change_tick', 'removed_transaction'] as const) {
      const rows = await database.kysely.selectFrom(table).selectAll().where('user_id', '=', world.userId).execute()
      expect(rows, table).toEqual([])
    }
  })

  it('sends back cursors of another user, and of a state that the database was not in', async () => {
    const owner = await account()
    await seedTransaction(database, owner)
    const page = await listChanges(database.kysely, world.userId, { limit: 10 })
    if (page === 'gone') throw new Error('gone')
    const stranger = await SyncWorld.create(database, clock)
    expect(await listChanges(database.kysely, stranger.userId, { cursor: page.cursor, limit: 10 })).toBe('gone')
    // Put back to before the last change, and then changed in another way: the number is taken anew.
    const backup = await database.kysely
      .selectFrom('change_line')
      .selectAll()
      .where('user_id', '=', world.userId)
      .executeTakeFirstOrThrow()
    const kept = await listChanges(database.kysely, world.userId, { cursor: page.cursor, limit: 10 })
    await seedTransaction(database, owner)
    const lost = await listChanges(database.kysely, world.userId, { cursor: page.cursor, limit: 10 })
    if (kept === 'gone' || lost === 'gone') throw new Error('gone')
    await database.kysely
      .deleteFrom('change_tick')
      .where('user_id', '=', world.userId)
      .where('seq', '>', backup.last)
      .execute()
    await database.kysely
      .updateTable('change_line')
      .set({ last: backup.last })
      .where('user_id', '=', world.userId)
      .execute()
    expect(await listChanges(database.kysely, world.userId, { cursor: lost.cursor, limit: 10 })).toBe('gone')
    await seedTransaction(database, owner)
    expect(await listChanges(database.kysely, world.userId, { cursor: lost.cursor, limit: 10 })).toBe('gone')
    expect(await listChanges(database.kysely, world.userId, { cursor: kept.cursor, limit: 10 })).not.toBe('gone')
  })
})

describeEachDatabase('cursors of the changes feed', (open) => {
  it('work for as long as nothing newer is, and the days of the setting after that', async () => {
    const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
    const database = await open({ clock })
    const { userId } = await SyncWorld.create(database, clock)
    const connectionId = await seedConnection(database, userId)
    const accountId = await seedAccount(database, { userId, connectionId })
    const add = (day: string) => seedTransaction(database, { userId, accountId }, { imported_at: new Date(day) })
    const page = async (cursor?: ChangeCursor) => {
      const answer = await listChanges(database.kysely, userId, { cursor, limit: 100 })
      if (answer === 'gone') throw new Error('gone')
      return answer
    }
    // Days far ahead: what is removed is removed at the time of the database.
    const first = await add('2090-01-01')
    const old = await page()
    await add('2090-03-01')
    const idle = await page()
    await forgetChanges(database, new Date('2090-06-01'))
    expect((await page(idle.cursor)).added).toEqual([])
    expect(await listChanges(database.kysely, userId, { cursor: old.cursor, limit: 100 })).toBe('gone')
    // The next change comes after a long time: the cursor was the newest until then, and goes on.
    await add('2090-09-01')
    await database.kysely.deleteFrom('transaction').where('id', '=', first).execute()
    await forgetChanges(database, new Date('2090-08-01'))
    const { added, removed } = await page(idle.cursor)
    expect([added.length, removed]).toEqual([1, [first]])
    // All that is left once it is too old is what the feed needs to begin anew.
    await add('2091-01-01')
    await forgetChanges(database, new Date('2091-06-01'))
    expect(await database.kysely.selectFrom('removed_transaction').selectAll().execute()).toEqual([])
    expect(await database.kysely.selectFrom('change_tick').select('seq').execute()).toHaveLength(1)
    expect(await listChanges(database.kysely, userId, { cursor: idle.cursor, limit: 100 })).toBe('gone')
    expect((await page()).added).toHaveLength(3)
  })
})

describePostgres('changes feed, many writers at once', (serverUrl) => {
  describe('late commits', () => {
    it('loses nothing and tells nothing twice', async () => {
      const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
      const { database, remove } = await openFreshPostgres(serverUrl, { clock })
      const world = await SyncWorld.create(database, clock)
      const { userId } = world
      const connectionId = await seedConnection(database, userId)
      const accounts: number[] = []
      for (let n = 0; n < 4; n += 1) accounts.push(await seedAccount(database, { userId, connectionId }))
      const write = async (accountId: number, writer: number) => {
        const roll = dice(writer + 1)
        for (let round = 0; round < 25; round += 1) {
          await database.transaction(async (tx) => {
            // Ids are taken in the order of the statements, commits come in another one.
            await tx.selectNoFrom(sql`pg_sleep(${roll(8) / 1000})`.as('slept')).execute()
            const { id } = await tx
              .insertInto('transaction')
              .values({
                ...{ account_id: accountId, user_id: userId, identity_key: `${writer}-${round}`, status: 'BOOKED' },
                ...{ amount_minor: round, currency: 'EUR', type: 'OTHER', category_id: 'OTHER', label: 'new' },
                ...{ date: '2026-05-30', imported_at: clock.now(), updated_at: clock.now() },
              } as const)
              .returning('id')
              .executeTakeFirstOrThrow()
            await tx.selectNoFrom(sql`pg_sleep(${roll(8) / 1000})`.as('slept')).execute()
            const own = tx
              .updateTable('transaction')
              .set({ label: `by ${writer} in ${round}` })
              .where('account_id', '=', accountId)
            if (round % 3 === 1) await own.where('id', '<>', id).execute()
            if (round % 5 === 4)
              await tx
                .deleteFrom('transaction')
                .where('id', '=', id - 3)
                .where('account_id', '=', accountId)
                .execute()
          })
        }
      }
      let writing = true
      const readers = [1, 3, 100].map((limit) => ({ limit, reader: new ChangeReader(database, userId) }))
      const reads = readers.map(async ({ limit, reader }) => {
        while (writing) await reader.read(limit)
        await reader.readAll(limit)
      })
      await Promise.all(accounts.map(write)).finally(() => {
        writing = false
      })
      await Promise.all(reads)
      const table = await tableState(database, userId)
      expect(table.length).toBeGreaterThan(50)
      for (const { limit, reader } of readers) expect(reader.state(), `limit ${limit}`).toEqual(table)
      await database.close()
      await remove()
    })
  })
})
