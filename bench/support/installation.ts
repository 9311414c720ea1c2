import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { ApiClient, type ApiUser } from '../../tests/support/api-client.ts'
import { startStubBank } from '../journeys/stub-bank.ts'
import { startChild } from './child.ts'
import { durablePostgres, emptyDatabase } from './postgres.ts'

export const FAST_BANK = '100'
export const OTHER_BANK = '7001'

/** Raccord on PostgreSQL with two banks of one kind, `FAST_BANK` and `OTHER_BANK`; `undefined` where there is no PostgreSQL. */
export async function startInstallation() {
  const postgres = await durablePostgres()
  if (!postgres) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'raccord-bench-'))
  const [fast, other] = [await startStubBank(), await startStubBank()]
  const providersFile = join(folder, 'banks.json')
  const channel = {
    mode: 'REDIRECT',
    accountTypes: ['CHECKINGS', 'CREDIT_CARD'],
    protocol: 'berlin-group',
    options: { baseUrl: `${other.url}/berlin-group` },
    hosts: [new URL(other.url).host],
  }
  const bank = { id: OTHER_BANK, name: 'The Other Bank', countries: ['FR'], popularity: 1, channels: [channel] }
  await writeFile(providersFile, JSON.stringify({ providers: [bank] }))
  const databaseUrl = await emptyDatabase(postgres)
  const env = {
    DATABASE_URL: databaseUrl,
    RACCORD_DATA: join(folder, 'raccord'),
    RACCORD_VAULT_KEY: randomBytes(32).toString('base64'),
    RACCORD_PORT: '0',
    RACCORD_LOG_LEVEL: 'error',
    RACCORD_PROVIDERS_FILE: providersFile,
    RACCORD_TESTBANK_URL: fast.url,
  }
  const start = () => startChild('apps/server/dist/main.mjs', { env, ready: /Raccord ready: (\S+)/ })
  const raccord = await start()
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const api = new ApiClient(raccord.url)
  return {
    url: raccord.url,
    fast,
    other,
    api,
    /** One more process on the same database. */
    start,
    async users(count: number): Promise<ApiUser[]> {
      const made: ApiUser[] = []
      while (made.length < count) made.push(await api.newUser())
      return made
    },
    /** Synchronisations that have not ended. */
    async openRuns(): Promise<number> {
      const { rows } = await client.query<{ n: number }>(
        'select count(*)::int as n from sync_run where ended_at is null',
      )
      return rows[0]?.n ?? 0
    },
    async stop() {
      await client.end()
      await raccord.stop()
      await Promise.all([fast.stop(), other.stop()])
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
