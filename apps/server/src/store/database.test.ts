import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { AdjustableClock } from '../clock.ts'
import { type Database, openDatabase } from './database.ts'
import { DatabaseError, isUniqueViolation } from './database-error.ts'

const at = new Date('2026-11-22T10:00:00Z')

function client(id: string) {
  return { id, name: id, logo_url: null, secret_hashes: [Buffer.from('00ff', 'hex')], created_at: at }
}

describeEachDatabase('a database', (open) => {
  let database: Database
  beforeAll(async () => {
    database = await open({ clock: AdjustableClock.fixed(at) })
  })

  const ids = async (): Promise<string[]> => {
    const rows = await database.kysely.selectFrom('client').select('id').orderBy('id').execute()
    return rows.map(({ id }) => id)
  }

  it('keeps a transaction that returns and drops one that throws', async () => {
    await database.transaction((tx) => tx.insertInto('client').values(client('kept')).execute())
    const failure = new Error('no')
    await expect(
      database.transaction(async (tx) => {
        await tx.insertInto('client').values(client('dropped')).execute()
        throw failure
      }),
    ).rejects.toBe(failure)
    expect(await ids()).toEqual(['kept'])
  })

  it('does not let a query from outside join an open transaction', async () => {
    const [written, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const long = database.transaction(async (tx) => {
      await tx.insertInto('client').values(client('long')).execute()
      written.resolve()
      await goOn.promise
    })
    await written.promise
    const seen = ids()
    // PGlite waits for its one session, PostgreSQL reads on another: neither sees what is not committed.
    if (database.jobs.backend === 'pglite') {
      goOn.resolve()
      expect(await seen).toContain('long')
    } else {
      expect(await seen).not.toContain('long')
      goOn.resolve()
    }
    await long
    expect(await ids()).toContain('long')
  })

  it('runs transactions that are started together one after the other or side by side, but all of them', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        database.transaction(async (tx) => {
          await tx
            .insertInto('client')
            .values(client(`together-${index}`))
            .execute()
          await tx.updateTable('client').set({ name: 'renamed' }).where('id', '=', `together-${index}`).execute()
        }),
      ),
    )
    const { count } = await database.kysely
      .selectFrom('client')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('name', '=', 'renamed')
      .executeTakeFirstOrThrow()
    expect(count).toBe(12)
  })

  it('refuses the outer handle inside a transaction, rather than wait for ever', async () => {
    await expect(database.transaction(() => ids())).rejects.toThrow(
      /outer database handle was used inside a transaction/,
    )
    await expect(database.transaction(() => database.transaction(async () => {}))).rejects.toThrow(
      /outer database handle/,
    )
    await expect(database.kysely.transaction().execute(async () => {})).rejects.toThrow(/database\.transaction/)
    expect(await ids()).toContain('kept')
  })

  it('lets work that a transaction left behind use the outer handle afterwards', async () => {
    let later: Promise<string[]> | undefined
    await database.transaction(async () => {
      later = sleep(30).then(ids)
    })
    expect(await later).toContain('kept')
  })

  it('does not report a commit that PostgreSQL turned into a rollback', async () => {
    await expect(
      database.transaction(async (tx) => {
        await tx.insertInto('client').values(client('swallowed')).execute()
        await sql`select 1 / 0`.execute(tx).catch(() => {})
      }),
    ).rejects.toThrow(/Nothing was committed/)
    expect(await ids()).not.toContain('swallowed')
  })

  it('throws errors that say which rule was broken, and nothing of the row', async () => {
    const secret = 'hunter2@example.test'
    const insert = () =>
      database.kysely
        .insertInto('client')
        .values({ ...client('kept'), name: secret })
        .execute()
    const error = await insert().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatabaseError)
    expect(isUniqueViolation(error, 'client_pkey')).toBe(true)
    expect(isUniqueViolation(error, 'another')).toBe(false)
    const invalid = await sql`select ${secret}::uuid`.execute(database.kysely).catch((reason: unknown) => reason)
    const { inspect } = await import('node:util')
    for (const thrown of [error, invalid]) {
      expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(secret)
      expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toContain(secret)
    }
  })
})

describe('openDatabase', () => {
  it('says what is missing', async () => {
    await expect(openDatabase({})).rejects.toThrow(/DATABASE_URL.*RACCORD_DATA/)
  })
})
