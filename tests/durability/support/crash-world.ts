import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { type Database, openDatabase } from '../../../apps/server/src/store/database.ts'
import { freePort } from '../../support/free-port.ts'
import { databaseOn, onServer, preparePostgresTemplate } from '../../support/postgres-template.ts'
import type { DatabaseKind } from '../../support/raccord-process.ts'
import { FileHost } from './bank-file.ts'
import { BankProxy } from './bank-proxy.ts'
import { KillableProcess } from './killable-process.ts'

/** Server (or replicas) and test bank in processes of their own, each with a folder and an address that outlive it. */
export interface CrashWorld {
  readonly servers: readonly KillableProcess[]
  readonly server: KillableProcess
  /** Public address of all servers: that of the first one. */
  readonly url: string
  readonly urls: readonly string[]
  readonly bank: KillableProcess
  /** In front of the bank, under its public address. */
  readonly proxy: BankProxy
  readonly files: FileHost
  readonly dataDir: string
  /** Newest state of every consent that the bank has kept, oldest first. */
  consents(): Promise<BankConsent[]>
  /** Looks into the database; embedded: only while no server runs. */
  inspect<T>(look: (database: Database) => Promise<T>): Promise<T>
  /** Ends the servers that live, once no job is left. */
  endInPeace(): Promise<void>
  stop(): Promise<void>
  /** Prints what the servers logged of runs that did not go well: for the hook of a test that failed. */
  tell(): void
}

export interface BankConsent {
  readonly id: string
  readonly status: string
  readonly approach: string
}

export interface CrashWorldOptions {
  readonly database: DatabaseKind
  readonly replicas?: number
  readonly env?: Readonly<Record<string, string>>
  /** What each replica does; every one all of it without this. */
  readonly roles?: readonly ('web' | 'worker')[]
}

/** A replica's loss is noticed after some ten seconds; its jobs run a moment later. */
const JOBS_MS = 180_000

export async function startCrashWorld({
  database,
  env = {},
  roles,
  replicas = roles?.length ?? 1,
}: CrashWorldOptions): Promise<CrashWorld> {
  const bankDir = await mkdtemp(join(tmpdir(), 'raccord-crash-bank-'))
  const dataDir = await mkdtemp(join(tmpdir(), 'raccord-crash-'))
  const bankPort = await freePort()
  const proxy = new BankProxy(() => `http://127.0.0.1:${bankPort}`)
  const bankUrl = await proxy.listen()
  const bank = new KillableProcess(
    'apps/testbank/dist/main.mjs',
    { RACCORD_TESTBANK_PORT: String(bankPort), RACCORD_TESTBANK_DATA: bankDir, RACCORD_TESTBANK_URL: bankUrl },
    /Raccord Test Bank ready/,
  )
  const own = database === 'postgres' ? await ownDatabase() : undefined
  const ports = await Promise.all(Array.from({ length: replicas }, freePort))
  const urls = ports.map((port) => `http://127.0.0.1:${port}`)
  const [url = ''] = urls
  // Replicas share the public address and the vault's key, as behind a load balancer.
  const shared: Record<string, string> =
    replicas > 1
      ? {
          RACCORD_EMBED_URL: url,
          RACCORD_AUTH_URL: url,
          RACCORD_API_URL: url,
          RACCORD_VAULT_KEY: randomBytes(32).toString('base64'),
        }
      : {}
  const servers = ports.map(
    (port, nth) =>
      new KillableProcess(
        'apps/server/dist/main.mjs',
        {
          RACCORD_PORT: String(port),
          RACCORD_DATA: dataDir,
          RACCORD_TESTBANK_URL: bankUrl,
          // Long enough that nobody is passed over while his server is away.
          RACCORD_OFFER_SECONDS: '900',
          ...(own ? { DATABASE_URL: own.url } : {}),
          ...shared,
          ...(roles ? { RACCORD_ROLE: roles[nth] ?? 'all' } : {}),
          ...env,
        },
        /Raccord ready/,
      ),
  )
  const files = new FileHost()
  await files.listen()
  await bank.start()
  for (const server of servers) await server.start()
  const [server] = servers
  if (!server) throw new Error('no server')
  const inspect: CrashWorld['inspect'] = async (look) => {
    const opened = await openDatabase(own ? { databaseUrl: own.url } : { dataDir })
    try {
      return await look(opened)
    } finally {
      await opened.close()
    }
  }
  return {
    ...{ servers, server, url, urls, bank, proxy, files, dataDir },
    async consents() {
      const text = await readFile(join(bankDir, 'test-bank-consents.jsonl'), 'utf8').catch(() => '')
      const newest = new Map<string, BankConsent>()
      for (const line of text.split('\n').filter((part) => part.endsWith('}'))) {
        const { id, status, approach } = JSON.parse(line) as BankConsent
        newest.set(id, { id, status, approach })
      }
      return [...newest.values()]
    },
    inspect,
    tell() {
      const lines = servers.flatMap(({ output }) => output.split('\n'))
      console.error(lines.filter((line) => /channel_fail|channel_fault|run_|"level":[456]0/.test(line)).join('\n'))
    },
    async endInPeace() {
      const giveUp = Date.now() + JOBS_MS
      const endAll = async () => {
        const living = servers.filter(({ running }) => running)
        expect(await Promise.all(living.map((one) => one.end()))).toEqual(living.map(() => 0))
      }
      while (own && Date.now() < giveUp && (await inspect(jobsLeft)) > 0) await sleep(250)
      await endAll()
      // Embedded, nobody can look in while a server runs: what it handed back when it was ended is done by the next one.
      for (let pause = 500; !own && Date.now() < giveUp && (await inspect(jobsLeft)) > 0; pause *= 2) {
        await server.start()
        await sleep(pause)
        await endAll()
      }
    },
    async stop() {
      await Promise.all([...servers, bank].map((one) => one.dispose()))
      await Promise.all([files.close(), proxy.close()])
      for (const folder of [bankDir, dataDir]) await rm(folder, { recursive: true, force: true })
      await own?.remove()
    },
  }
}

async function ownDatabase(): Promise<{ url: string; remove(): Promise<void> }> {
  const serverUrl = process.env['TEST_DATABASE_URL']
  if (!serverUrl) throw new Error('TEST_DATABASE_URL must name a PostgreSQL server where databases may be created.')
  const template = process.env['RACCORD_TEST_TEMPLATE'] ?? (await preparePostgresTemplate(serverUrl))
  const name = `raccord_crash_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, (client) => client.query(`create database ${name} template ${template}`))
  return {
    url: databaseOn(serverUrl, name),
    async remove() {
      await onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function jobsLeft({ kysely }: Database): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from pgboss.job
    where name in ('sync', 'revoke') and state in ('created', 'retry', 'active')`.execute(kysely)
  return rows[0]?.left ?? 0
}
