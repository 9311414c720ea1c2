import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passedOn, type RunningProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { startRaccord } from '../support/raccord-process.ts'
import { unique } from './support/canary-file.ts'
import { runCli } from './support/run-cli.ts'
import { header, send } from './support/send.ts'
import { signUp } from './support/sign-up.ts'
import { Visitor } from './support/visitor.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const key = randomBytes(32).toString('base64')
const whole = {
  RACCORD_ENV: 'production',
  RACCORD_VAULT_KEY: key,
  RACCORD_AUTH_URL: 'https://auth.example',
  RACCORD_API_URL: 'https://api.example',
  RACCORD_EMBED_URL: 'https://embed.example',
  RACCORD_METRICS_TOKEN: 'metrics-token-of-this-test',
}

/** One thing wrong each; the sentence must name the setting, and hold no secret. */
const refusals: readonly (readonly [what: string, more: Readonly<Record<string, string>>, setting: string])[] = [
  ['no vault key', { RACCORD_VAULT_KEY: '' }, 'RACCORD_VAULT_KEY'],
  ['a blank vault key', { RACCORD_VAULT_KEY: '   ' }, 'RACCORD_VAULT_KEY'],
  ['a short vault key', { RACCORD_VAULT_KEY: 'c2hvcnQ=' }, 'RACCORD_VAULT_KEY'],
  ['a vault key that is no base64', { RACCORD_VAULT_KEY: '§'.repeat(40) }, 'RACCORD_VAULT_KEY'],
  ['no embed URL', { RACCORD_EMBED_URL: '' }, 'RACCORD_EMBED_URL'],
  ['an http embed URL', { RACCORD_EMBED_URL: 'http://embed.example' }, 'RACCORD_EMBED_URL'],
  ['an http API URL', { RACCORD_API_URL: 'http://api.example' }, 'RACCORD_API_URL'],
  ['an http auth URL', { RACCORD_AUTH_URL: 'http://127.0.0.1:4400' }, 'RACCORD_AUTH_URL'],
  ['a URL that is none', { RACCORD_AUTH_URL: 'auth.example' }, 'RACCORD_AUTH_URL'],
  ['no metrics token', { RACCORD_METRICS_TOKEN: '' }, 'RACCORD_METRICS_TOKEN'],
  ['a short metrics token', { RACCORD_METRICS_TOKEN: 'short' }, 'RACCORD_METRICS_TOKEN'],
  ['a test bank', { RACCORD_TESTBANK_URL: 'https://bank.example' }, 'RACCORD_TESTBANK_URL'],
  ['the sandbox secret', { RACCORD_SANDBOX_CLIENT_SECRET: 'sandbox-secret' }, 'RACCORD_SANDBOX_CLIENT_SECRET'],
  ['a sandbox client', { RACCORD_SANDBOX_CLIENT_ID: 'sandbox' }, 'RACCORD_SANDBOX_CLIENT_ID'],
]

describe('a production start', () => {
  let dataDir: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'raccord-production-'))
  })
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  it.each(refusals)('with %s stops with a sentence that names the setting', async (_what, more, setting) => {
    const { code, output } = await runServer({
      ...whole,
      ...more,
      RACCORD_DATA: join(dataDir, unique()),
      RACCORD_PORT: '0',
    })
    expect(code).toBe(1)
    expect(output).toContain(setting)
    expect(output.trim().split('\n').length).toBe(1)
    expect(output).not.toContain(key)
  })

  it('on a database that a sandbox has used: the client whose secret everybody knows stops it', async () => {
    const folder = join(dataDir, 'sandbox')
    const sandbox = await startRaccord({ RACCORD_DATA: folder, RACCORD_VAULT_KEY: key })
    await sandbox.stop()
    const { code, output } = await runServer({ ...whole, RACCORD_DATA: folder, RACCORD_PORT: '0' })
    expect(code).toBe(1)
    expect(output).toMatch(/client "sandbox"/)
    // As the sentence says: a new secret, and loopback no longer counts.
    await runCli(['clients', 'rotate-secret', 'sandbox'], { ...whole, RACCORD_DATA: folder })
    await runCli(['clients', 'rotate-secret', 'sandbox'], { ...whole, RACCORD_DATA: folder })
    const port = String(await freePort())
    const server = await startRaccord({ ...whole, RACCORD_DATA: folder, RACCORD_PORT: port })
    await server.stop()
  })
})

describe('a production server', () => {
  let server: RunningProcess
  let dataDir: string
  let base: string
  let secret: string
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'raccord-production-'))
    const providersFile = join(dataDir, 'providers.json')
    await writeFile(providersFile, JSON.stringify({ providers: [bank] }))
    const port = await freePort()
    const env = { ...whole, RACCORD_DATA: dataDir, RACCORD_PORT: String(port), RACCORD_PROVIDERS_FILE: providersFile }
    const more = ['--redirect-url', 'https://shop.example/return', '--origin', 'https://app.shop.example']
    const added = await runCli(['clients', 'add', 'shop', '--name', 'Shop', ...more], env)
    secret = /client_secret: (\S+)/.exec(added)?.[1] ?? ''
    await expect(runCli(['clients', 'add', 'local', '--name', 'x', '--loopback'], env)).rejects.toThrow(/--loopback/)
    server = await startRaccord(env)
    base = `http://127.0.0.1:${port}`
  })
  afterAll(async () => {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('has no demo, no sandbox client and no test bank; metrics need their token', async () => {
    for (const path of ['/', '/demo', '/gallery', '/studio', '/compare', '/compare/back'])
      expect((await send(base, path)).status, path).toBe(404)
    const body = 'grant_type=client_credentials&client_id=sandbox&client_secret=sandbox-secret'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const token = await send(base, '/token', { method: 'POST', headers, body })
    expect([token.status, JSON.parse(token.text).error]).toEqual([401, 'invalid_client'])
    const { accessToken } = await signUp(base, 'shop', secret)
    const providers = await send(base, '/v2.1/providers', { headers: { authorization: `Bearer ${accessToken}` } })
    expect((JSON.parse(providers.text) as { name: string }[]).map(({ name }) => name)).toEqual(['Bank of Examples'])
    for (const authorization of ['', 'Bearer x', `Basic ${whole.RACCORD_METRICS_TOKEN}`])
      for (const path of ['/metrics', '/migration'])
        expect((await send(base, path, { headers: { authorization } })).status, path).toBe(401)
    const right = { authorization: `Bearer ${whole.RACCORD_METRICS_TOKEN}` }
    for (const path of ['/metrics', '/migration']) expect((await send(base, path, { headers: right })).status).toBe(200)
  })

  it('its pages: framed by the client’s origins only, loopback addresses refused, an empty terms_body ignored', async () => {
    const { accessToken } = await signUp(base, 'shop', secret)
    const session = await send(base, '/v2.1/widget_session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: 'shop', client_secret: secret, access_token: accessToken }),
    })
    const link = (JSON.parse(session.text) as { _links: { add_connection: string } })._links.add_connection
    const here = link.replace(whole.RACCORD_EMBED_URL, base)
    for (const url of ['http://127.0.0.1:8000/back', 'http://localhost/back', 'https://shop.example/other'])
      expect((await new Visitor().open(`${here}&redirect_url=${encodeURIComponent(url)}`)).status).toBe(400)
    const visitor = new Visitor()
    const list = await visitor.open(`${here}&terms_body=`)
    expect(header(list.got, 'content-security-policy')).toContain(
      'frame-ancestors https://app.shop.example https://shop.example;',
    )
    expect(header(list.got, 'set-cookie')).toMatch(/^__Host-raccord=.*; Secure/)
    const consent = await visitor.submit(
      list,
      'choose_provider',
      { provider_id: '7' },
      { origin: 'https://embed.example' },
    )
    expect(consent.kind).toBe('consent')
  })
})

const bank = {
  id: '7',
  name: 'Bank of Examples',
  countries: ['FR'],
  channels: [
    {
      mode: 'REDIRECT',
      accountTypes: ['CHECKINGS'],
      protocol: 'berlin-group',
      options: { baseUrl: 'https://bank.example', consentModels: ['global'] },
      hosts: ['bank.example'],
    },
  ],
}

async function runServer(env: Readonly<Record<string, string>>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--liftoff-only', 'apps/server/dist/main.mjs'], {
    cwd: root,
    env: { ...passedOn(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
    // It did start: the test has what it needs to fail.
    if (output.includes('Raccord ready')) child.kill('SIGTERM')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, output }
}
