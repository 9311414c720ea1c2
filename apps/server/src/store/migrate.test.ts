import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeEachDatabase, describePostgres } from '../../../../tests/support/databases.ts'
import { databaseOn, onServer } from '../../../../tests/support/postgres-template.ts'
import { type Database, openDatabase } from './database.ts'
import { migrate, migrationLevel } from './migrate.ts'
import { type Migration, readMigrations } from './migration-files.ts'

const ours = readMigrations()

const newest = ours.at(-1)?.number ?? 0

function next(number: number, statements: string, name = `${String(number).padStart(4, '0')}_more`): Migration {
  return { number, name, sql: statements, checksum: name + statements }
}

describeEachDatabase('migrate', (open) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })

  const exists = async (table: string): Promise<boolean> => {
    const { rows } = await sql<{ found: boolean }>`select to_regclass(${table}) is not null as found`.execute(
      database.kysely,
    )
    return rows[0]?.found === true
  }

  it('applies what is missing, each in order, and nothing twice', async () => {
    expect((await migrate(database)).applied).toEqual([])
    const more = [
      next(newest + 1, 'create table one (id int); insert into one values (1);'),
      next(newest + 2, `insert into one values (2); create function f() returns int language sql as $$ select 1; $$;`),
    ]
    const result = await migrate(database, [...ours, ...more])
    expect(result).toEqual({ applied: more.map(({ name }) => name), level: newest + 2 })
    expect((await migrate(database, [...ours, ...more])).applied).toEqual([])
    const { rows } = await sql`select id from one order by id`.execute(database.kysely)
    expect(rows).toEqual([{ id: 1 }, { id: 2 }])
  })

  it('applies a lower number that came in later than a higher one', async () => {
    const { rows } = await sql<Migration>`select number, name, checksum from schema_migration order by number`.execute(
      database.kysely,
    )
    const all = rows.map((row) => ({ ...row, sql: '' }))
    const gap = [...all, next(newest + 9, 'create table high (id int)')]
    await migrate(database, gap)
    const filled = [...all, next(newest + 5, 'create table low (id int)'), ...gap.slice(-1)]
    expect((await migrate(database, filled)).applied).toEqual([`${String(newest + 5).padStart(4, '0')}_more`])
    expect(await exists('low')).toBe(true)
    await sql`delete from schema_migration where number > ${newest + 2}`.execute(database.kysely)
  })

  it('refuses a database that a newer release has migrated', async () => {
    await expect(migrate(database)).rejects.toThrow(/more, which this release does not know.*newer/)
  })

  it('refuses a migration that was edited after it was applied', async () => {
    const edited = [{ ...ours[0]!, checksum: 'edited' }, ...ours.slice(1)]
    await expect(migrate(database, edited)).rejects.toThrow(/0001_.* another wording/)
  })

  it('applies a migration whole or not at all', async () => {
    const known = newest + 2
    const base = [...ours, next(known - 1, ''), next(known, '')]
    const { rows } = await sql<Migration>`select number, name, checksum from schema_migration order by number`.execute(
      database.kysely,
    )
    const applied = base.map((migration, index) => ({ ...migration, ...rows[index]! }))
    const broken = next(known + 1, 'create table half (id int); select 1 / 0;')
    await expect(migrate(database, [...applied, broken])).rejects.toThrow(/division by zero/)
    expect(await exists('half')).toBe(false)
    expect(await database.transaction((tx) => migrationLevel(tx, applied))).toBe(known)
  })
})

describePostgres('migrate, by several replicas at once', (serverUrl) => {
  const name = `raccord_test_migrate_${process.pid}`
  beforeAll(() => onServer(serverUrl, (server) => server.query(`create database ${name}`)))

  it('applies every migration once', async () => {
    const replicas = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ databaseUrl: databaseOn(serverUrl, name), poolSize: 2 })),
    )
    const more = [...ours, next(newest + 1, 'create table counted (id int); insert into counted values (1)')]
    const results = await Promise.all(replicas.map((replica) => migrate(replica, more)))
    expect(results.flatMap(({ applied }) => applied).sort()).toEqual(more.map((migration) => migration.name).sort())
    const { rows } = await sql`select count(*) as count from counted`.execute(replicas[0]!.kysely)
    expect(rows).toEqual([{ count: 1 }])
    await Promise.all(replicas.map((replica) => replica.close()))
    await onServer(serverUrl, (server) => server.query(`drop database ${name} with (force)`))
  })
})

describe('readMigrations', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'raccord-migrations-'))
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))
  const file = (name: string, text = 'select 1;\n') => writeFileSync(join(directory, name), text)

  it('reads them in order, alike with either line ending', () => {
    file('0002_b.sql')
    file('0001_a.sql', 'select 1;\r\n')
    const [a, b] = readMigrations(directory)
    expect([a?.name, b?.name]).toEqual(['0001_a', '0002_b'])
    expect(a?.checksum).toBe(b?.checksum)
  })

  it('takes gaps, refuses doubles and odd names', () => {
    file('0002_b.sql')
    file('0007_d.sql')
    expect(readMigrations(directory).map(({ number }) => number)).toEqual([2, 7])
    file('0002_c.sql')
    expect(() => readMigrations(directory)).toThrow(/0002_c.sql: migration number 2 is taken/)
    rmSync(join(directory, '0002_c.sql'))
    file('3.sql')
    expect(() => readMigrations(directory)).toThrow(/NNNN_what_it_does/)
  })
})
