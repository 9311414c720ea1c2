import { createHash } from 'node:crypto'
import pg from 'pg'
import { getConstructionPlans } from 'pg-boss'
import { openDatabase } from '../../apps/server/src/store/database.ts'
import { JOB_SCHEMA } from '../../apps/server/src/store/job-connection.ts'
import { migrate } from '../../apps/server/src/store/migrate.ts'
import { readMigrations } from '../../apps/server/src/store/migration-files.ts'

const LOCK = 72_979_998

/** The same server, another database. */
export function databaseOn(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Runs statements on the server's maintenance database, which TEST_DATABASE_URL names. */
export async function onServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes, unless it is there, a database with all migrations and pg-boss's schema; returns its name. */
export async function preparePostgresTemplate(serverUrl: string): Promise<string> {
  const plans = getConstructionPlans(JOB_SCHEMA)
  const key = createHash('sha256').update(plans)
  for (const { checksum } of readMigrations()) key.update(checksum)
  const name = `raccord_template_${key.digest('hex').slice(0, 12)}`
  await onServer(serverUrl, async (server) => {
    await server.query('select pg_advisory_lock($1)', [LOCK])
    const { rowCount } = await server.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 1) return
    // Renamed when it is whole: a run that was interrupted leaves no half-made template under the name.
    await server.query(`drop database if exists ${name}_new with (force)`)
    await server.query(`create database ${name}_new`)
    const database = await openDatabase({ databaseUrl: databaseOn(serverUrl, `${name}_new`) })
    await migrate(database)
    await database.close()
    await onServer(databaseOn(serverUrl, `${name}_new`), (client) => client.query(plans))
    await server.query(`alter database ${name}_new rename to ${name}`)
  })
  return name
}
