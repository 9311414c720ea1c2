import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describePostgres } from '../../../../tests/support/databases.ts'
import { databaseOn, onServer } from '../../../../tests/support/postgres-template.ts'
import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { readMigrations } from './migration-files.ts'
import { listAccounts } from './repositories/account-query.ts'
import { createClientStore } from './repositories/client-store.ts'
import { listEntries } from './repositories/entry-query.ts'
import { checkKeys } from './sealed/check-keys.ts'
import { exportToFile } from './transfer/export-database.ts'
import { verifyExport } from './transfer/verify-export.ts'
import { parseKeyRing } from './vault/key-ring.ts'
import { Vault } from './vault/vault.ts'

const all = readMigrations()
/** What somebody may run today: the first level of all, and the one before this release's last migration. */
const levels = [all.findIndex(({ number }) => number > 8), all.length - 1]
const vault = new Vault(parseKeyRing(randomBytes(32).toString('base64'), 'test'))

/** Rows as releases of that level wrote them, by columns that were there from the first on. */
async function fill({ kysely: db }: Database): Promise<void> {
  await sql`insert into client (id, name, secret_hashes, redirect_urls, origins, created_at)
    values ('shop', 'Shop', '{}', array['https://shop.example/back'], '{}', '2026-01-01Z')`.execute(db)
  await sql`insert into app_user (client_id, email, password_hash, created_at)
    select 'shop', 'p' || n || '@example.org', '-', '2026-01-02Z' from generate_series(1, 30) as n`.execute(db)
  await sql`insert into connection (user_id, provider_id, name, status, created_at)
    select id, '100', 'Bank', 'SUCCESS', '2026-01-03Z' from app_user`.execute(db)
  await sql`insert into account (connection_id, user_id, identity_key, definition_id, bank_id, resource, name, number, currency,
      balance_minor, type, created_at)
    select c.id, c.user_id, 'iban:' || c.id || ':' || k, '10001', 'b' || k, 'account', 'Account ' || k, '000' || k,
      case k when 2 then 'HUF' else 'EUR' end, 1000 * k, 'CHECKINGS', '2026-01-04Z'
    from connection c, generate_series(1, 2) as k`.execute(db)
  await sql`insert into transaction (account_id, user_id, identity_key, status, amount_minor, currency, type, category_id, label, date,
      booking_date, imported_at, updated_at)
    select a.id, a.user_id, 'e' || n, 'BOOKED', -n, a.currency, 'card', 'uncategorized', 'Entry ' || n, '2026-01-01'::date + n,
      '2026-01-01'::date + n, '2026-02-01Z', '2026-02-01Z'
    from account a, generate_series(1, 20) as n`.execute(db)
  const { rows } = await sql<{ id: number }>`select id from connection order by id`.execute(db)
  for (const { id } of rows) {
    const sealed = vault.for('credentials').seal(`{"password":"of ${id}"}`, `channel:${id}:10001`)
    await sql`insert into channel (connection_id, definition_id, account_types, sealed_credentials)
      values (${id}, '10001', array['CHECKINGS'], ${sealed})`.execute(db)
  }
}

function suite(make: () => Promise<{ readonly database: Database; remove(): Promise<unknown> }>): void {
  describe.each(levels.map((count) => [all[count - 1]?.name ?? '', count] as const))('from %s', (name, count) => {
    let made: Awaited<ReturnType<typeof make>>
    let folder: string
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'raccord-upgrade-'))
      made = await make()
      await migrate(made.database, all.slice(0, count))
      await fill(made.database)
    })
    afterAll(async () => {
      await made?.database.close()
      await made?.remove()
      await rm(folder, { recursive: true, force: true })
    })

    it('an export of that level is restored and brought up to this release', async () => {
      const file = join(folder, `${name}.gz`)
      const { rows } = await exportToFile(made.database, file)
      const verified = await verifyExport(file, vault, folder)
      expect(verified).toMatchObject({ rows, sealed: 30, upgraded: all.length - count })
      expect(verified.tables).toMatchObject({ app_user: 30, account: 60, transaction: 1200 })
      const other = new Vault(parseKeyRing(randomBytes(32).toString('base64'), 'test'))
      await expect(verifyExport(file, other, folder)).rejects.toThrow('RACCORD_VAULT_KEY')
    })

    it('the database is brought up in place, and everything is read as before', async () => {
      const { database } = made
      const { applied } = await migrate(database)
      expect(applied).toHaveLength(all.length - count)
      expect((await createClientStore(database).find('shop'))?.redirectUrls).toEqual(['https://shop.example/back'])
      const { rows: users } = await sql<{ id: number }>`select id from app_user order by id`.execute(database.kysely)
      expect(users).toHaveLength(30)
      for (const { id } of [users[0], users[29]].flatMap((user) => user ?? [])) {
        const accounts = await listAccounts(database.kysely, id, {})
        expect(accounts).toHaveLength(2)
        // Forints had no digits before the migration that gave them theirs.
        const scaled = all.findIndex(({ number }) => number === 35) >= count ? 100 : 1
        expect(accounts.map(({ balance_minor }) => balance_minor).toSorted((a, b) => Number(a) - Number(b))).toEqual([
          1000,
          2000 * scaled,
        ])
        for (const { id: accountId } of accounts) {
          const entries = await listEntries(database.kysely, id, { accountId, status: 'BOOKED', limit: 100 })
          expect(entries.map(({ label }) => label)).toEqual(Array.from({ length: 20 }, (_, at) => `Entry ${at + 1}`))
        }
      }
      await checkKeys(database, vault)
      const { rows } = await sql<{ connection_id: number; sealed_credentials: Uint8Array }>`
        select connection_id, sealed_credentials from channel`.execute(database.kysely)
      for (const { connection_id: id, sealed_credentials: sealed } of rows)
        expect(String(vault.for('credentials').open(sealed, `channel:${id}:10001`))).toBe(`{"password":"of ${id}"}`)
      expect((await migrate(database)).applied).toEqual([])
    })
  })
}

describe('an upgrade [pglite]', () => {
  suite(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'raccord-old-'))
    const database = await openDatabase({ dataDir, durable: false, template: null })
    return { database, remove: () => rm(dataDir, { recursive: true, force: true }) }
  })
})

describePostgres('an upgrade [postgres]', (serverUrl) => {
  suite(async () => {
    const name = `raccord_old_${randomBytes(6).toString('hex')}`
    await onServer(serverUrl, (server) => server.query(`create database ${name}`))
    const database = await openDatabase({ databaseUrl: databaseOn(serverUrl, name) })
    const remove = () => onServer(serverUrl, (server) => server.query(`drop database if exists ${name} with (force)`))
    return { database, remove }
  })
})
