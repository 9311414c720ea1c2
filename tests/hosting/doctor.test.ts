import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../apps/server/src/cli/doctor/finding.ts'
import { freshPostgres } from '../security/support/fresh-postgres.ts'
import { runCli } from '../security/support/run-cli.ts'
import { startProcess } from '../support/child-process.ts'
import { describePostgres } from '../support/databases.ts'
import { freePort } from '../support/free-port.ts'
import { startOpenId } from '../support/openid/start-openid.ts'
import { startRaccord } from '../support/raccord-process.ts'
import { failing } from './support/failing-command.ts'

let folder: string
let own: Record<string, string>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-doctor-'))
  const made = await runCli(
    ['identity', 'test-certificate', '--out', join(folder, 'own'), '--organisation', 'PSDFR-ACPR-12345'],
    {},
  )
  own = Object.fromEntries(
    [...made.matchAll(/^(RACCORD_Q\w+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function examine(env: Readonly<Record<string, string>>) {
  const { code, out, err } = await failing(['doctor', '--json'], env)
  const found = JSON.parse(out) as Finding[]
  const of = (check: string) => found.filter((finding) => finding.check === check)
  return { code, err, found, of, failed: found.filter(({ status }) => status === 'fail') }
}

it('says which setting is wrong, and nothing else then', async () => {
  const { code, found } = await examine({ RACCORD_PORT: 'many' })
  expect(code).toBe(1)
  expect(found).toEqual([
    { check: 'settings', status: 'fail', said: expect.stringContaining('RACCORD_PORT'), do: expect.any(String) },
  ])
})

it('makes nothing where nothing is: no key, no database, no folder', async () => {
  const data = join(folder, 'nothing')
  const { failed, of } = await examine({ RACCORD_DATA: data })
  expect(failed.map(({ check }) => check)).toEqual(['keys'])
  expect([of('database')[0]?.status, of('disk')[0]?.status]).toEqual(['skip', 'skip'])
  await expect(readFile(join(data, 'vault.key'))).rejects.toThrow('ENOENT')
})

it('asks the provider by which operators sign in, and says which return address it must know', async () => {
  const back = 'http://127.0.0.1:4999/console/openid/return'
  const provider = await startOpenId([back])
  const env = {
    ...{ RACCORD_DATA: join(folder, 'openid'), RACCORD_CONSOLE_URL: 'http://127.0.0.1:4999' },
    ...{ RACCORD_CONSOLE_OIDC_ISSUER: provider.issuer, RACCORD_CONSOLE_OIDC_CLIENT_ID: 'console' },
    ...{ RACCORD_CONSOLE_OIDC_CLIENT_SECRET: 'of-a-test', RACCORD_CONSOLE_OIDC_VIEWERS: 'all' },
  }
  const well = await examine(env)
  expect(well.of('console')).toMatchObject([{ status: 'ok', said: expect.stringContaining(back) }])
  await provider.stop()
  const { of } = await examine(env)
  expect(of('console')).toMatchObject([{ status: 'fail', said: expect.stringContaining('ECONNREFUSED') }])
})

it('leaves a running server its embedded database', async () => {
  const data = join(folder, 'running')
  const server = await startRaccord({ RACCORD_DATA: data })
  try {
    const { code, of } = await examine({ RACCORD_DATA: data })
    expect(of('database')).toMatchObject([
      { status: 'skip', said: expect.stringContaining('in use by a running server') },
    ])
    expect(code).toBe(0)
  } finally {
    await server.stop()
  }
  expect((await examine({ RACCORD_DATA: data })).of('clients')).toMatchObject([{ status: 'ok' }])
})

it('tells of banks that lack something, and of examples that were never replaced', async () => {
  const file = join(folder, 'banks.json')
  const shown = JSON.parse(await runCli(['providers', 'show', '13205', '--json'], { RACCORD_DATA: folder }))
  await writeFile(file, JSON.stringify(shown.example))
  const { of } = await examine({ RACCORD_DATA: folder, RACCORD_PROVIDERS_FILE: file })
  const said = of('banks').map(({ said }) => said)
  expect(said).toEqual(
    expect.arrayContaining([expect.stringContaining('RACCORD_QWAC_FILE'), expect.stringContaining('never replaced')]),
  )
})

describePostgres('before PostgreSQL, behind a proxy', () => {
  let database: Awaited<ReturnType<typeof freshPostgres>>
  let production: Record<string, string>
  let port: string
  beforeAll(async () => {
    database = await freshPostgres()
    await writeFile(join(folder, 'vault.key'), randomBytes(32).toString('base64'), { mode: 0o600 })
    port = String(await freePort())
    const url = `https://localhost:${port}`
    production = {
      RACCORD_ENV: 'production',
      RACCORD_DATA: folder,
      RACCORD_VAULT_KEY_FILE: join(folder, 'vault.key'),
      RACCORD_AUTH_URL: url,
      RACCORD_API_URL: url,
      RACCORD_EMBED_URL: url,
      RACCORD_METRICS_TOKEN: 'metrics-token-of-the-doctor',
      DATABASE_URL: database.url,
      // As an operator with an authority of his own.
      NODE_EXTRA_CA_CERTS: join(folder, 'own', 'authority.pem'),
      ...own,
    }
  })
  afterAll(() => database.remove())

  /** A server, a proxy before it that treats forwarded headers so, and what the doctor finds. */
  async function behind(forwarded: string, more: Readonly<Record<string, string>> = {}, from = '127.0.0.2') {
    const server = await startRaccord({ ...production, ...more, RACCORD_PORT: String(await freePort()) })
    // What is announced is the public address, which the proxy has.
    const to = /"port":(\d+)|127\.0\.0\.1:(\d+)/.exec(server.output())
    const proxy = await startProcess(
      'tests/hosting/tls-proxy.ts',
      {
        PROXY_CERT: join(folder, 'own', 'bank.pem'),
        PROXY_KEY: join(folder, 'own', 'bank.key'),
        PROXY_TO: `http://127.0.0.1:${to?.[1] ?? to?.[2] ?? ''}`,
        PROXY_FORWARDED: forwarded,
        PROXY_PORT: port,
        PROXY_FROM: from,
      },
      /Proxy ready: (\S+)/,
    )
    try {
      return await examine({ ...production, ...more })
    } finally {
      await Promise.all([proxy.stop(), server.stop()])
    }
  }

  it('finds a whole installation well, and says what is left to do', async () => {
    const { failed, of } = await behind('append', { RACCORD_TRUST_PROXY: '127.0.0.2' })
    // The database of the tests is not made to last.
    expect(failed).toMatchObject([{ check: 'database', said: 'The database may lose what it has confirmed.' }])
    expect(of('proxy')).toMatchObject([{ status: 'ok' }])
    expect(of('certificates')).toMatchObject([{ status: 'ok', said: expect.stringContaining('PSP_AI') }])
    expect(of('database').map(({ said }) => said)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^PostgreSQL \d+/),
        expect.stringMatching(/^level \d+, as this release/),
      ]),
    )
    expect(of('keys').map(({ status }) => status)).toEqual(['ok', 'ok'])
    // Nothing outside reaches this machine by that name; no bank, no client, no drill yet.
    for (const check of ['addresses', 'banks', 'clients', 'backup']) expect(of(check)[0]?.status, check).toBe('warn')
  })

  it('sees a proxy that lets strangers say who they are, and one that is not believed', async () => {
    const forged = await behind('pass', { RACCORD_TRUST_PROXY: '127.0.0.2' })
    expect(forged.of('proxy')).toMatchObject([
      { status: 'fail', said: expect.stringContaining('forged X-Forwarded-For') },
    ])
    const ignored = await behind('append')
    expect(ignored.of('proxy').map(({ said }) => said)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('All people look like one'),
        expect.stringContaining('by https'),
      ]),
    )
    expect(ignored.code).toBe(1)
    // Asked from an address that is trusted itself, nothing can be told.
    const inside = await behind('append', { RACCORD_TRUST_PROXY: '127.0.0.1' }, '127.0.0.1')
    expect(inside.of('proxy')).toMatchObject([{ status: 'skip' }])
  })

  it('says when nobody answers, when the key is another one, and when the pool does not fit', async () => {
    await writeFile(join(folder, 'other.key'), randomBytes(32).toString('base64'), { mode: 0o600 })
    const { of } = await examine({
      ...production,
      RACCORD_VAULT_KEY_FILE: join(folder, 'other.key'),
      RACCORD_MAX_POOL: '200',
    })
    expect(of('addresses').at(-1)).toMatchObject({ status: 'fail' })
    expect(of('keys').at(-1)).toMatchObject({
      status: 'fail',
      said: expect.stringContaining('opens what this database holds'),
    })
    expect(of('database').some(({ status, do: what }) => status === 'fail' && what?.includes('RACCORD_MAX_POOL'))).toBe(
      true,
    )
  })
})

describe('a restore drill', () => {
  it('reads an export as a restore would, and is written down; what can’t be restored is said', async () => {
    const data = join(folder, 'drilled')
    const env = { RACCORD_DATA: data }
    await runCli(['clients', 'add', 'shop', '--name', 'Shop', '--redirect-url', 'https://shop.example/back'], env)
    const file = join(folder, 'export.gz')
    await runCli(['db', 'export', file], env)
    const said = JSON.parse(await runCli(['db', 'verify', file, '--scratch', folder, '--json'], env))
    expect(said).toMatchObject({ tables: { client: 1 }, upgraded: 0, recorded: true })
    expect(await runCli(['audit'], env)).toContain('data.verified')
    const bytes = await readFile(file)
    await writeFile(join(folder, 'cut.gz'), bytes.subarray(0, bytes.length - 40))
    await expect(runCli(['db', 'verify', join(folder, 'cut.gz')], env)).rejects.toThrow('not a whole Raccord export')
    await expect(runCli(['db', 'verify', join(folder, 'vault.key')], env)).rejects.toThrow(
      /There is no file|not a whole/,
    )
    // With another key the data are there, and nothing sealed opens.
    const elsewhere = join(folder, 'elsewhere')
    await runCli(['clients', 'list'], { RACCORD_DATA: elsewhere })
    const server = await startRaccord({ RACCORD_DATA: data })
    await server.stop()
    const noted = join(folder, 'noted.gz')
    await runCli(['db', 'export', noted], env)
    await expect(runCli(['db', 'verify', noted], { RACCORD_DATA: elsewhere })).rejects.toThrow('RACCORD_VAULT_KEY')
  })
})
