import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database } from '../../store/database.ts'
import { migrationLevel } from '../../store/migrate.ts'
import { readMigrations } from '../../store/migration-files.ts'
import { DirectoryInUseError } from '../../store/pglite/directory-lock.ts'
import { createClientStore } from '../../store/repositories/client-store.ts'
import { listActions } from '../../store/repositories/operator-actions.ts'
import { refuseOtherKeys } from '../../store/sealed/check-keys.ts'
import { hasVaultKey, openVault } from '../open-store.ts'
import { type Check, type Examined, type Finding, findings } from './finding.ts'

const DRILL_DAYS = 90
const DAY_MS = 86_400_000
const CLOCK_MS = 5_000

interface Facts {
  readonly version: string
  readonly connections: number
  readonly reserved: number
  readonly fsync: string
  readonly commit: string
  readonly encrypted: boolean
  readonly remote: boolean
  readonly now: Date
}

/** The database, and what it knows of clients, keys and drills. Reads only: nothing is migrated, nothing is made. */
export const databaseCheck: Check = {
  name: 'database',
  async run(examined) {
    const { config, deps } = examined
    const { skip, warn, fail } = findings('database')
    if (!hasVaultKey(config)) return [skip('Not opened without a vault key.')]
    const embedded = config.databaseUrl === undefined
    if (embedded && !existsSync(join(config.dataDir, 'pg')))
      return [skip(`There is no database in ${config.dataDir} yet; the first start makes it.`)]
    let database: Database
    try {
      database = await deps.openDatabase()
    } catch (error) {
      if (error instanceof DirectoryInUseError)
        return [skip('The embedded database is in use by a running server, which checked it at its start.')]
      return [fail(error instanceof Error ? error.message : 'The database can not be opened.')]
    }
    try {
      const own = embedded
        ? config.env === 'production'
          ? [warn('The embedded database serves one process, without replicas or a standby.', 'DATABASE_URL')]
          : [findings('database').ok('embedded')]
        : await postgres(examined, database)
      return [...own, ...(await content(examined, database))]
    } finally {
      await database.close()
    }
  },
}

async function postgres({ config }: Examined, database: Database): Promise<Finding[]> {
  const { ok, warn, fail } = findings('database')
  const asked = new Date()
  const { rows } = await sql<Facts>`
    select current_setting('server_version') as version, current_setting('max_connections')::int as connections,
      current_setting('superuser_reserved_connections')::int as reserved, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as "commit", coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
      inet_client_addr() is not null and not inet_client_addr() <<= inet '127.0.0.0/8' and inet_client_addr() <> inet '::1' as remote,
      clock_timestamp() as now`.execute(database.kysely)
  const [facts] = rows
  if (!facts) return [fail('The database answers nothing.')]
  const room = facts.connections - facts.reserved
  // Ours, those of the queue, the one that listens and the one that stands for the process.
  const wanted = config.poolSize + 6
  const off = Math.abs(facts.now.getTime() - (asked.getTime() + Date.now()) / 2)
  return [
    ok(
      `PostgreSQL ${facts.version.split(' ')[0]}, ${room} connections, ${facts.encrypted ? 'encrypted' : 'not encrypted'}`,
    ),
    ...(wanted > room
      ? [
          fail(
            `One process takes up to ${wanted} connections, the server has ${room}.`,
            'RACCORD_MAX_POOL, max_connections',
          ),
        ]
      : wanted * 2 > room
        ? [
            warn(
              `Two processes at once, as in an upgrade, take ${wanted * 2} connections; the server has ${room}.`,
              'RACCORD_MAX_POOL, max_connections',
            ),
          ]
        : []),
    ...(facts.remote && !facts.encrypted
      ? [warn('The way to the database is not encrypted.', 'sslmode=verify-full in DATABASE_URL')]
      : []),
    ...(facts.fsync === 'on' && facts.commit !== 'off'
      ? []
      : [fail('The database may lose what it has confirmed.', 'fsync = on, synchronous_commit = on')]),
    off > CLOCK_MS
      ? {
          ...warn(`This machine and the database differ by ${Math.round(off / 1000)} seconds.`, 'NTP on both'),
          check: 'clock',
        }
      : { ...ok('as the database’s'), check: 'clock' },
  ]
}

async function content({ config }: Examined, database: Database): Promise<Finding[]> {
  const { ok, warn } = findings('database')
  const newest = readMigrations().at(-1)?.number ?? 0
  const level = await database.transaction((tx) => migrationLevel(tx))
  if (level === 0) return [warn('The database is empty; the first start makes its tables.')]
  if (level < newest)
    return [
      warn(
        `The database is at level ${level}, this release at ${newest}; the next start brings it there.`,
        'take a backup first',
      ),
    ]
  const vault = await openVault(config)
  const keys = await database
    .transaction((tx) => refuseOtherKeys(tx, vault))
    .then(() => undefined)
    .catch((error: unknown) => (error instanceof Error ? error.message : 'The keys do not fit.'))
  const clients = await createClientStore(database).list()
  const drills = (await listActions(database)).filter(({ action }) => action === 'data.verified')
  const last = drills.at(-1)
  const old = last === undefined || Date.now() - last.at.getTime() > DRILL_DAYS * DAY_MS
  const backup = findings('backup')
  const clientele = findings('clients')
  return [
    ok(`level ${level}, as this release`),
    keys === undefined ? findings('keys').ok('open what the database holds') : findings('keys').fail(keys),
    clients.length === 0
      ? clientele.warn('No client application is registered.', 'raccord clients add')
      : clientele.ok(clients.length === 1 ? 'one client application' : `${clients.length} client applications`),
    ...clients
      .filter(({ redirectUrls, loopbackAllowed }) => redirectUrls.length === 0 && !loopbackAllowed)
      .map(({ id }) =>
        clientele.warn(`“${id}” has no redirect URL: people can't come back to it.`, `raccord clients update ${id}`),
      ),
    // A sandbox holds nothing that anybody would miss.
    ...(config.env !== 'production'
      ? []
      : old
        ? [
            backup.warn(
              last ? `The last restore drill was on ${day(last.at)}.` : 'No restore was ever tried.',
              'raccord db export, raccord db verify: docs/guide/production.md',
            ),
          ]
        : [backup.ok(`a restore was tried on ${day(last.at)}`)]),
  ]
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
