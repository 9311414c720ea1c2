import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningProcess, startProcess } from './child-process.ts'
import { databaseOn, onServer, preparePostgresTemplate } from './postgres-template.ts'

export interface RunningBank extends RunningProcess {
  /** Newest state of every consent that the bank has kept, oldest consent first. */
  consents(): Promise<{ readonly id: string; readonly status: string; readonly approach: string }[]>
}

/** Server and test bank as an operator runs them: two processes on free ports, each with a folder of its own. */
export interface RaccordWorld {
  readonly raccord: RunningProcess
  readonly bank: RunningBank
  readonly url: string
  /** Of the fresh PostgreSQL database, where there is one. */
  readonly databaseUrl?: string
  stop(): Promise<void>
}

export type DatabaseKind = 'pglite' | 'postgres'

export interface WorldOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Settings of the test bank. */
  readonly bank?: Readonly<Record<string, string>>
  /** `postgres` needs TEST_DATABASE_URL. Default: RACCORD_E2E_DATABASE, else PostgreSQL where there is one: a journey costs a third there. */
  readonly database?: DatabaseKind
}

/** The test bank, keeping its consents where `consents()` can read them. */
export async function startTestBank(env: Readonly<Record<string, string>> = {}): Promise<RunningBank> {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-e2e-bank-'))
  const bank = await startProcess(
    'apps/testbank/dist/main.mjs',
    { RACCORD_TESTBANK_PORT: '0', RACCORD_TESTBANK_DATA: folder, ...env },
    /Raccord Test Bank ready: (\S+)/,
  )
  return {
    ...bank,
    async consents() {
      const text = await readFile(join(folder, 'test-bank-consents.jsonl'), 'utf8').catch(() => '')
      const newest = new Map<string, { id: string; status: string; approach: string }>()
      for (const line of text.split('\n').filter((part) => part.endsWith('}'))) {
        const { id, status, approach } = JSON.parse(line) as { id: string; status: string; approach: string }
        newest.set(id, { id, status, approach })
      }
      return [...newest.values()]
    },
    async stop(signal) {
      const code = await bank.stop(signal)
      await rm(folder, { recursive: true, force: true })
      return code
    },
  }
}

/** A server process; the caller owns the folder and the database. Port 0 unless `env` names one. */
export function startRaccord(env: Readonly<Record<string, string>>): Promise<RunningProcess> {
  return startProcess(
    'apps/server/dist/main.mjs',
    { RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'info', ...env },
    /Raccord ready: (\S+)/,
  )
}

/** Both processes on a fresh database; `stop` removes everything again. */
export async function startWorld(options: WorldOptions = {}): Promise<RaccordWorld> {
  const bank = await startTestBank(options.bank)
  const dataDir = await mkdtemp(join(tmpdir(), 'raccord-e2e-'))
  const database = await freshDatabase(options.database)
  const raccord = await startRaccord({
    RACCORD_TESTBANK_URL: bank.url,
    RACCORD_DATA: dataDir,
    ...(database ? { DATABASE_URL: database.url } : {}),
    ...options.env,
  }).catch(async (error: unknown) => {
    await bank.stop()
    throw error
  })
  return {
    raccord,
    bank,
    url: raccord.url,
    ...(database ? { databaseUrl: database.url } : {}),
    async stop() {
      await Promise.all([raccord.stop(), bank.stop()])
      await rm(dataDir, { recursive: true, force: true })
      await database?.remove()
    },
  }
}

/** The kinds of database that this run can test on. */
export function databaseKinds(): readonly DatabaseKind[] {
  return process.env['TEST_DATABASE_URL'] ? ['pglite', 'postgres'] : ['pglite']
}

export function usualDatabase(): DatabaseKind {
  const named = process.env['RACCORD_E2E_DATABASE']
  if (named === 'postgres' || named === 'pglite') return named
  return process.env['TEST_DATABASE_URL'] ? 'postgres' : 'pglite'
}

/** A fresh PostgreSQL database; `undefined` where the embedded one is wanted. */
export async function freshDatabase(kind: DatabaseKind | undefined) {
  const wanted = kind ?? usualDatabase()
  if (wanted !== 'postgres') return undefined
  const serverUrl = process.env['TEST_DATABASE_URL']
  if (!serverUrl) throw new Error('TEST_DATABASE_URL must name a PostgreSQL server where databases may be created.')
  const template = process.env['RACCORD_TEST_TEMPLATE'] ?? (await preparePostgresTemplate(serverUrl))
  const name = `raccord_e2e_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, (server) => server.query(`create database ${name} template ${template}`))
  return {
    url: databaseOn(serverUrl, name),
    async remove(): Promise<void> {
      await onServer(serverUrl, (server) => server.query(`drop database if exists ${name} with (force)`))
    },
  }
}
