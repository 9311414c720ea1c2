import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passedOn } from '../support/child-process.ts'
import { describePostgres } from '../support/databases.ts'
import { freePort } from '../support/free-port.ts'
import { databaseOn, onServer } from '../support/postgres-template.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Stands for every password: it must be in no sentence. */
const password = 'hunter2-of-the-database'

interface Stop {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Starts an entry that is expected to stop by itself; one that does start is stopped, and its code is then no failure. */
function start(env: Readonly<Record<string, string>>, entry = 'apps/server/dist/main.mjs', args: string[] = []) {
  return new Promise<Stop>((resolve) => {
    const child = execFile(
      process.execPath,
      ['--liftoff-only', entry, ...args],
      { cwd: root, env: { ...passedOn(), ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
    child.stdout?.on('data', (text: string) => {
      if (/ ready: /.test(text)) child.kill('SIGTERM')
    })
  })
}

/** One sentence on stderr that names the setting, no stack, no secret, and an exit code. */
function expectSentence({ code, out, err }: Stop, setting: string, says: RegExp = /./): void {
  expect({ code, out }, err).toEqual({ code: 1, out: '' })
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain(setting)
  expect(err).toMatch(says)
  expect(err).not.toMatch(/hunter2|\.ts:|at async|node:internal/)
}

describe('a start that can not be', () => {
  let folder: string
  let taken: Server
  let takenPort: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raccord-start-errors-'))
    await writeFile(join(folder, 'file'), 'not what you want')
    taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    takenPort = String(typeof address === 'object' && address ? address.port : 0)
  })
  afterAll(async () => {
    taken.close()
    await rm(folder, { recursive: true, force: true })
  })
  const file = () => join(folder, 'file')
  const none = () => join(folder, 'none')

  type Case = readonly [what: string, setting: string, value: () => string | Promise<string>, says?: RegExp]
  const cases: readonly Case[] = [
    // More of these in config.test.ts: the process shows that they end in a sentence.
    ['a path in the embed URL', 'RACCORD_EMBED_URL', () => 'https://bank.example/widget', /host and port only/],
    ['a proxy that is no address', 'RACCORD_TRUST_PROXY', () => '10.0.0.1,my-proxy', /comma list/],
    ['a port above all', 'RACCORD_PORT', () => '70000', /whole number from 0 to 65535/],
    ['a password with a #', 'DATABASE_URL', () => `postgres://u:1#${password}@127.0.0.1/x`, /%23/],
    ['a port in use', 'RACCORD_PORT', () => takenPort, /in use/],
    ['a host of elsewhere', 'RACCORD_HOST', () => '192.0.2.1', /no address of this machine/],
    ['a data folder that is a file', 'RACCORD_DATA', file, /can't be written to/],
    ['a data folder below a file', 'RACCORD_DATA', () => join(file(), 'data'), /can't be written to/],
    ['a data folder where none can be', 'RACCORD_DATA', () => '/proc/raccord', /can't be written to/],
    ['no file of banks', 'RACCORD_PROVIDERS_FILE', none, /cannot be read/],
    ['a file of banks that is none', 'RACCORD_PROVIDERS_FILE', file, /JSON/],
    ['no file of clients', 'RACCORD_CLIENTS_FILE', none, /can't be read/],
    ['no certificate', 'RACCORD_QWAC_FILE', none, /can not be read/],
    ['no seal', 'RACCORD_QSEAL_FILE', none, /can not be read/],
    ['no roots', 'RACCORD_BANK_ROOTS_FILE', none, /can not be read/],
    [
      'a database that nobody serves',
      'DATABASE_URL',
      async () => `postgres://u:${password}@127.0.0.1:${await freePort()}/x`,
      /nothing answers at 127\.0\.0\.1:\d+/,
    ],
    ['a host that is not known', 'DATABASE_URL', () => `postgres://u:${password}@raccord.invalid/x`, /not known/],
    ['a socket that is not there', 'DATABASE_URL', () => `postgres:///x?host=${folder}`, /no socket/],
    ['a root certificate that is not there', 'DATABASE_URL', () => `postgres://h/x?sslrootcert=${none()}`],
  ]
  it.concurrent.each(cases.map((one) => [...one.slice(0, 2), one] as const))('%s: %s is named', async (...given) => {
    const [what, setting, value, says] = given[2] as Case
    const env = { RACCORD_DATA: join(folder, what.replaceAll(/\W/g, '-')), RACCORD_PORT: '0' }
    expectSentence(await start({ ...env, [setting]: await value() }), setting, says)
  })

  it('the command line says the same', async () => {
    const env = {
      DATABASE_URL: `postgres://u:${password}@127.0.0.1:${await freePort()}/x`,
      RACCORD_DATA: join(folder, 'cli'),
    }
    expectSentence(
      await start(env, 'apps/server/src/cli/main.ts', ['clients', 'list']),
      'DATABASE_URL',
      /nothing answers/,
    )
  })

  it('the test bank names its own: a port in use, a folder that is a file', async () => {
    const bank = 'apps/testbank/dist/main.mjs'
    expectSentence(await start({ RACCORD_TESTBANK_PORT: takenPort }, bank), 'RACCORD_TESTBANK_PORT', /EADDRINUSE/)
    const env = { RACCORD_TESTBANK_PORT: '0', RACCORD_TESTBANK_DATA: file() }
    expectSentence(await start(env, bank), 'RACCORD_TESTBANK_DATA', /can't be written to/)
  })

  it.skipIf(process.geteuid?.() !== 0)('a store of another account, which could read it', async () => {
    const dataDir = join(folder, 'foreign')
    const env = { RACCORD_DATA: dataDir, RACCORD_PORT: '0' }
    expect((await start(env)).out).toContain('Raccord ready')
    await chown(join(dataDir, 'pg', 'base'), 12_345, 12_345)
    expectSentence(await start(env), 'RACCORD_DATA', /belongs to another account \(12345\)/)
  })

  it.skipIf(process.geteuid?.() !== 0)('a data folder of another account that all may write to', async () => {
    const dataDir = join(folder, 'everybody')
    await mkdir(dataDir)
    await chmod(dataDir, 0o777)
    await chown(dataDir, 12_345, 12_345)
    expectSentence(await start({ RACCORD_DATA: dataDir, RACCORD_PORT: '0' }), 'RACCORD_DATA', /everybody may write/)
  })
})

describePostgres('a PostgreSQL that will not do', (serverUrl) => {
  const name = `raccord_start_${process.pid}`
  const as = (user: string, secret: string, database: string) => {
    const url = new URL(databaseOn(serverUrl, database))
    url.username = user
    url.password = secret
    return url.href
  }
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'raccord-start-postgres-'))
    await onServer(serverUrl, async (server) => {
      await server.query(`create role ${name} login password '${password}' nosuperuser`)
      await server.query(`create database ${name}`)
      await server.query(`revoke create on database ${name} from public`)
    })
    await onServer(databaseOn(serverUrl, name), (server) => server.query('revoke create on schema public from public'))
  })
  afterAll(async () => {
    await onServer(serverUrl, async (server) => {
      await server.query(`drop database if exists ${name} with (force)`)
      await server.query(`drop role if exists ${name}`)
    })
    await rm(folder, { recursive: true, force: true })
  })
  const run = (url: string) => start({ DATABASE_URL: url, RACCORD_DATA: folder, RACCORD_PORT: '0' })

  it('an unknown database, an unknown user, no right to make tables', async () => {
    expectSentence(
      await run(as(name, password, `${name}_none`)),
      'DATABASE_URL',
      /no database "raccord_start_\d+_none"/,
    )
    expectSentence(await run(as('nobody_here', password, name)), 'DATABASE_URL', /"nobody_here"/)
    expectSentence(await run(as(name, password, name)), 'DATABASE_URL', /may not create/)
  })
})
