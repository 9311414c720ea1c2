import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, it } from 'vitest'
import { type Database, type OpenDatabaseOptions, openDatabase } from '../../apps/server/src/store/database.ts'
import { buildTemplate } from '../../apps/server/src/store/pglite/build-template.ts'
import { databaseOn, onServer, preparePostgresTemplate } from './postgres-template.ts'

/**
 * Opens a fresh, migrated database; closed and removed when the suite ends. Several may be open at once.
 * PGlite is not durable here unless `durable: true` asks for it.
 */
export type OpenFresh = (
  options?: Pick<OpenDatabaseOptions, 'clock' | 'log' | 'durable' | 'poolSize' | 'onStatement'>,
) => Promise<Database>

/** Runs a suite on each kind of database: always on PGlite, and on PostgreSQL where TEST_DATABASE_URL names a server. */
export function describeEachDatabase(name: string, suite: (open: OpenFresh) => void): void {
  describe(`${name} [pglite]`, () => {
    suite(freshly(openFreshPglite))
  })
  describePostgres(`${name} [postgres]`, (serverUrl) => {
    suite(freshly((options) => openFreshPostgres(serverUrl, options)))
  })
}

/** A suite for PostgreSQL alone. Where there is none it is skipped aloud; under `CI=true` that is a failure. */
export function describePostgres(name: string, suite: (serverUrl: string) => void): void {
  const serverUrl = process.env['TEST_DATABASE_URL']
  if (serverUrl !== undefined && serverUrl !== '') {
    describe(name, () => suite(serverUrl))
    return
  }
  const sentence = `SKIPPED, not tested on PostgreSQL: ${name}. Set TEST_DATABASE_URL to a server where databases may be created.`
  if (process.env['CI'] === 'true') {
    it(name, () => {
      throw new Error(sentence)
    })
    return
  }
  console.warn(sentence)
  describe.skip(name, () => it('needs TEST_DATABASE_URL', () => {}))
}

interface Fresh {
  database: Database
  remove(): Promise<void>
}

type Options = Parameters<OpenFresh>[0]

function freshly(make: (options: Options) => Promise<Fresh>): OpenFresh {
  const made: Fresh[] = []
  afterAll(async () => {
    for (const { database, remove } of made.splice(0)) {
      await database.close()
      await remove()
    }
  })
  return async (options) => {
    const fresh = await make(options)
    made.push(fresh)
    return fresh.database
  }
}

/** A store in a directory of its own, copied from the template; the caller closes and removes it. */
export async function openFreshPglite(options: Options = {}): Promise<Fresh & { dataDir: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'raccord-test-'))
  const database = await openDatabase({ durable: false, ...options, dataDir, template: await buildTemplate() })
  return { database, dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** A database of its own on the server, copied from the template; the caller closes and removes it. */
export async function openFreshPostgres(serverUrl: string, options: Options = {}): Promise<Fresh & { url: string }> {
  const template = process.env['RACCORD_TEST_TEMPLATE'] ?? (await preparePostgresTemplate(serverUrl))
  const name = `raccord_test_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, (server) => server.query(`create database ${name} template ${template}`))
  const url = databaseOn(serverUrl, name)
  const database = await openDatabase({ poolSize: 5, ...options, databaseUrl: url })
  const remove = async (): Promise<void> => {
    await onServer(serverUrl, (server) => server.query(`drop database if exists ${name} with (force)`))
  }
  return { database, url, remove }
}
