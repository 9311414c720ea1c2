import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import type { Schema } from './schema.ts'

export interface MigrateResult {
  /** Names of the migrations applied now. */
  applied: string[]
  /** Number of the newest migration in the database. */
  level: number
}

/** Any number, as long as nothing else in the database uses it: the first eight digits of "raccord" in ASCII. */
const ADVISORY_LOCK = 72_979_999

/**
 * Brings a database to the level of this release: each migration once, in order, in a transaction of its own together
 * with the record that it was applied. Replicas may call it at the same time.
 *
 * @throws when the database is newer than this release, or when an applied migration has since been edited
 */
export async function migrate(database: Database, migrations: Migration[] = readMigrations()): Promise<MigrateResult> {
  const applied: string[] = []
  for (;;) {
    const done = await database.transaction((tx) => applyNext(tx, migrations))
    if (done === undefined) return { applied, level: migrations.at(-1)?.number ?? 0 }
    applied.push(done)
  }
}

/** Number of the newest migration applied; 0 for a database that has none. */
export async function migrationLevel(
  tx: Transaction<Schema>,
  migrations: Migration[] = readMigrations(),
): Promise<number> {
  const { rows: found } = await sql<{ present: boolean }>`
    select to_regclass('schema_migration') is not null as present`.execute(tx)
  return found[0]?.present === true ? Math.max(0, ...(await checkedNumbers(tx, migrations))) : 0
}

async function applyNext(tx: Transaction<Schema>, migrations: Migration[]): Promise<string | undefined> {
  // Taken in every transaction and freed by its end: a replica that dies half-way leaves no lock behind.
  await sql`set local lock_timeout = 0`.execute(tx)
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(tx)
  await sql`
    create table if not exists schema_migration (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`.execute(tx)
  const done = await checkedNumbers(tx, migrations)
  const next = migrations.find(({ number }) => !done.has(number))
  if (next === undefined) return undefined
  await sql.raw(next.sql).execute(tx)
  await sql`
    insert into schema_migration (number, name, checksum)
    values (${next.number}, ${next.name}, ${next.checksum})`.execute(tx)
  return next.name
}

async function checkedNumbers(tx: Transaction<Schema>, migrations: Migration[]): Promise<Set<number>> {
  const { rows } = await sql<{ number: number; name: string; checksum: string }>`
    select number, name, checksum from schema_migration order by number`.execute(tx)
  for (const row of rows) {
    const known = migrations.find(({ number }) => number === row.number)
    if (known === undefined) {
      throw new Error(
        `The database has been migrated to ${row.name}, which this release does not know: it belongs to a newer one. Start that release, or restore the backup from before its first start.`,
      )
    }
    if (known.name !== row.name || known.checksum !== row.checksum) {
      throw new Error(
        `Migration ${row.name} was applied to this database in another wording than ${known.name} has here. A migration is never edited once applied: put its text back and add a new one.`,
      )
    }
  }
  return new Set(rows.map(({ number }) => number))
}
