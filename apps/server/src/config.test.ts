import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const production = {
  RACCORD_ENV: 'production',
  RACCORD_VAULT_KEY: 'a'.repeat(43),
  RACCORD_AUTH_URL: 'https://auth.example',
  RACCORD_API_URL: 'https://api.example/',
  RACCORD_EMBED_URL: 'https://embed.example',
  RACCORD_METRICS_TOKEN: '0123456789abcdef',
}

test('a sandbox needs no setting at all', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    env: 'sandbox',
    port: 4400,
    testBankUrl: 'http://127.0.0.1:4401',
    loopbackAllowed: true,
  })
  expect(config.sandboxClient).toEqual({ id: 'sandbox', secret: 'sandbox-secret' })
})

test('production has nothing of the sandbox', () => {
  const config = readConfig(production)
  expect(config).toMatchObject({ testBankUrl: undefined, sandboxClient: undefined, loopbackAllowed: false })
  expect(config.reference).toBe(false)
  expect(readConfig({ ...production, RACCORD_REFERENCE: 'on' }).reference).toBe(true)
  expect(config.apiUrl).toBe('https://api.example')
})

test('a sandbox that listens beyond loopback is given no loopback rights', () => {
  expect(readConfig({ RACCORD_HOST: '0.0.0.0' }).loopbackAllowed).toBe(false)
})

describe('a production start stops with a sentence that names the setting (WIRE §10)', () => {
  test.each([
    ['RACCORD_VAULT_KEY', ''],
    ['RACCORD_AUTH_URL', ''],
    ['RACCORD_API_URL', 'http://api.example'],
    ['RACCORD_EMBED_URL', 'http://embed.example'],
    ['RACCORD_METRICS_TOKEN', ''],
    ['RACCORD_METRICS_TOKEN', 'short'],
    ['RACCORD_TESTBANK_URL', 'https://bank.example'],
    ['RACCORD_PORT', '70000'],
    ['RACCORD_SESSION_MINUTES', 'often'],
    ['RACCORD_PREVIOUS_SUNSET', 'soon'],
    // Before it is deprecated.
    ['RACCORD_PREVIOUS_SUNSET', '2025-12-31'],
    ['RACCORD_HEADERS_SECONDS', '31'],
    ['RACCORD_KEEP_ALIVE_SECONDS', '0'],
    ['RACCORD_REFERENCE', 'perhaps'],
    ['DATABASE_URL', 'mysql://x'],
  ])('%s = "%s"', (name, value) => {
    const read = () => readConfig({ ...production, [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(name)
  })
})

describe('what no start can do with is named, and nothing of it repeated that may be a secret', () => {
  test.each([
    ['RACCORD_EMBED_URL', 'https://bank.example/widget'],
    ['RACCORD_API_URL', 'https://bank.example/api/'],
    ['RACCORD_AUTH_URL', 'https://bank.example/?a=hunter2'],
    ['RACCORD_AUTH_URL', 'https://bank.example/#'],
    ['RACCORD_EMBED_URL', 'https://u:hunter2@bank.example'],
    ['RACCORD_EMBED_URL', 'ftp://bank.example'],
    ['RACCORD_TRUST_PROXY', '10.0.0.1,my-proxy'],
    ['RACCORD_TRUST_PROXY', '10.0.0.0/33'],
    ['RACCORD_TRUST_PROXY', '10.0.0.1,,10.0.0.2'],
    ['RACCORD_TRUST_PROXY', '10.0.0.256'],
    ['RACCORD_TRUST_PROXY', '10.0.0.0/'],
    ['RACCORD_TRUST_PROXY', '10.0.0.0/255.0.255.0'],
    ['RACCORD_TRUST_PROXY', 'true'],
    ['RACCORD_PORT', 'http'],
    ['RACCORD_PORT', '-1'],
    ['RACCORD_MAX_POOL', ' '],
    ['RACCORD_MAX_POOL', '1'],
    ['RACCORD_SESSION_MINUTES', '1.5'],
    ['RACCORD_OFFER_SECONDS', '0x10'],
    ['RACCORD_OFFER_SECONDS', '1e1'],
    ['DATABASE_URL', 'mysql://u:hunter2@127.0.0.1/x'],
    ['DATABASE_URL', 'postgres'],
    ['DATABASE_URL', 'postgres://u:1#hunter2@127.0.0.1/x'],
    ['DATABASE_URL', 'postgres://u:1/hunter2@127.0.0.1/x'],
    ['DATABASE_URL', 'postgres://u:hunter2%zz@127.0.0.1/x'],
    ['DATABASE_URL', 'postgres://u:hunter2@127.0.0.1:port/x'],
  ])('%s = "%s"', (name, value) => {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(new RegExp(`^${name}: `))
    expect(read).not.toThrow(/hunter2/)
  })

  test.each([
    ['RACCORD_TRUST_PROXY', '127.0.0.1, 10.0.0.0/8,::1,fd00::/8,loopback,10.0.0.0/255.0.0.0'],
    ['RACCORD_EMBED_URL', 'https://bank.example:8443/'],
    ['DATABASE_URL', 'postgresql://u:p%23%2F@db.example:5433/raccord?sslmode=require'],
    ['DATABASE_URL', 'postgres:///raccord?host=/run/postgresql'],
  ])('%s = "%s" is well', (name, value) => {
    expect(() => readConfig({ [name]: value })).not.toThrow()
  })
})

test('a part of the work is for several processes, which the embedded database is not for', () => {
  expect(readConfig({}).role).toBe('all')
  expect(readConfig({ RACCORD_ROLE: 'worker', DATABASE_URL: 'postgres://db/raccord' }).role).toBe('worker')
  expect(() => readConfig({ RACCORD_ROLE: 'web' })).toThrow(/RACCORD_ROLE is web: .*DATABASE_URL/)
  expect(() => readConfig({ RACCORD_ROLE: 'both', DATABASE_URL: 'postgres://db/raccord' })).toThrow('RACCORD_ROLE')
})

describe('secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raccord-secrets-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const file = (name: string, text: string, mode = 0o600) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    chmodSync(path, mode)
    return path
  }

  test('are read as the settings that they stand for', () => {
    const { RACCORD_METRICS_TOKEN: token, ...rest } = production
    const config = readConfig({
      ...rest,
      RACCORD_METRICS_TOKEN_FILE: file('token', `${token}\n`),
      DATABASE_URL_FILE: file('url', 'postgres://u:secret@db.example/x\n'),
    })
    expect([config.metricsToken, config.databaseUrl]).toEqual([token, 'postgres://u:secret@db.example/x'])
  })

  test.each([
    [
      'both',
      { DATABASE_URL: 'postgres://h/x', DATABASE_URL_FILE: '/nowhere' },
      'DATABASE_URL and DATABASE_URL_FILE are both set',
    ],
    ['no file', { DATABASE_URL_FILE: '/nowhere' }, 'DATABASE_URL_FILE: /nowhere can not be read (ENOENT).'],
    ['an open file', { DATABASE_URL_FILE: file('open', 'postgres://u:secret@h/x', 0o644) }, 'is no secret, everybody'],
    ['an empty file', { RACCORD_METRICS_TOKEN_FILE: file('empty', ' \n') }, 'is empty'],
    ['what is no URL', { DATABASE_URL_FILE: file('bad', 'secret') }, 'DATABASE_URL: '],
  ])('%s is refused, and nothing of it told', (_what, env, sentence) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(sentence)
    expect(() => readConfig(env)).not.toThrow(/secret@|: secret/)
  })
})

describe('a household', () => {
  const home = { RACCORD_ENV: 'home' }

  test('needs no setting on the machine itself, and has nothing of the sandbox', () => {
    const config = readConfig(home)
    expect(config).toMatchObject({ env: 'home', dataDir: './data-home', sandboxClient: undefined, reference: false })
    expect(config).toMatchObject({ testBankUrl: undefined, loopbackAllowed: false, embedUrl: undefined })
    expect(config.home).toEqual({ url: undefined, plainHttp: false })
    expect(config.metricsToken).toHaveLength(43)
    expect(readConfig(home).metricsToken).not.toBe(config.metricsToken)
    expect(config.backups).toEqual({ folder: 'data-home/backups', kept: 14 })
  })

  test('has one address, which is all three', () => {
    const config = readConfig({ ...home, RACCORD_HOST: '0.0.0.0', RACCORD_HOME_URL: 'https://money.example.org/' })
    const url = 'https://money.example.org'
    expect(config).toMatchObject({ authUrl: url, apiUrl: url, embedUrl: url, home: { url, plainHttp: false } })
  })

  test('may have a test bank where a setting names it, on this machine alone', () => {
    const bank = { ...home, RACCORD_TESTBANK_URL: 'http://127.0.0.1:4401' }
    expect(readConfig(bank)).toMatchObject({ testBankUrl: 'http://127.0.0.1:4401', loopbackAllowed: true })
  })

  test('is on a network without https only where that is said', () => {
    for (const url of [
      'http://raccord.lan:4400',
      'http://192.168.1.20:4400',
      'http://pi:4400',
      'http://[fd00::1]:4400',
    ]) {
      expect(() => readConfig({ ...home, RACCORD_HOME_URL: url })).toThrow('RACCORD_HOME_PLAIN_HTTP')
      const config = readConfig({ ...home, RACCORD_HOME_URL: url, RACCORD_HOME_PLAIN_HTTP: 'on' })
      expect(config.home).toEqual({ url, plainHttp: true })
    }
  })

  test.each([
    ['RACCORD_HOME_URL', { RACCORD_HOST: '0.0.0.0' }],
    ['RACCORD_HOME_URL', { RACCORD_HOME_URL: 'http://money.example.org', RACCORD_HOME_PLAIN_HTTP: 'on' }],
    ['RACCORD_HOME_URL', { RACCORD_HOME_URL: 'http://8.8.8.8', RACCORD_HOME_PLAIN_HTTP: 'on' }],
    ['RACCORD_HOME_URL', { RACCORD_HOME_URL: 'https://money.example.org/home' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://x@y/z' }],
    ['RACCORD_API_URL', { RACCORD_API_URL: 'https://api.example.org' }],
    ['RACCORD_SANDBOX_CLIENT_SECRET', { RACCORD_SANDBOX_CLIENT_SECRET: 'sandbox-secret' }],
    ['RACCORD_BACKUPS_KEPT', { RACCORD_BACKUPS_KEPT: 'all' }],
  ])('does not start with a wrong %s', (name, env) => {
    const read = () => readConfig({ ...home, ...env })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(name)
  })
})

describe('the sign-in of operators by a provider', () => {
  const oidc = {
    RACCORD_CONSOLE: 'on',
    RACCORD_CONSOLE_OIDC_ISSUER: 'https://id.example/realms/ops',
    RACCORD_CONSOLE_OIDC_CLIENT_ID: 'console',
    RACCORD_CONSOLE_OIDC_CLIENT_SECRET: 'a-secret-of-the-provider',
    RACCORD_CONSOLE_OIDC_VIEWERS: 'a, b ,',
  }

  test('is complete, and keeps the issuer as it is written', () => {
    expect(readConfig({ ...production, ...oidc }).console?.openid).toEqual({
      ...{ issuer: 'https://id.example/realms/ops', clientId: 'console', clientSecret: 'a-secret-of-the-provider' },
      ...{ name: 'id.example', scope: 'openid', identity: 'sub', roleClaim: 'groups' },
      values: { operator: [], viewer: ['a', 'b'] },
    })
    expect(readConfig(production).console).toBeUndefined()
    const loopback = { ...oidc, RACCORD_CONSOLE_OIDC_ISSUER: 'http://127.0.0.1:9000' }
    expect(readConfig(loopback).console?.openid?.issuer).toBe('http://127.0.0.1:9000')
  })

  test.each([
    ['RACCORD_CONSOLE_OIDC_ISSUER', '', 'is missing'],
    ['RACCORD_CONSOLE_OIDC_ISSUER', 'http://id.example', 'https://'],
    ['RACCORD_CONSOLE_OIDC_ISSUER', 'http://127.0.0.1:9000', 'https://'],
    ['RACCORD_CONSOLE_OIDC_ISSUER', 'https://user:pass@id.example', 'no user'],
    ['RACCORD_CONSOLE_OIDC_ISSUER', 'https://id.example/?a=b', 'no query'],
    ['RACCORD_CONSOLE_OIDC_CLIENT_ID', '', 'is missing'],
    ['RACCORD_CONSOLE_OIDC_CLIENT_SECRET', '', '_FILE'],
    ['RACCORD_CONSOLE_OIDC_VIEWERS', '', 'nobody would get in'],
    ['RACCORD_CONSOLE_OIDC_SCOPE', 'groups', 'must be openid'],
  ])('%s=%j: %s', (name, value, said) => {
    const read = () => readConfig({ ...production, ...oidc, [name]: value })
    expect(read).toThrow(said)
    expect(read).toThrow(name)
    expect(read).not.toThrow('a-secret')
  })
})
