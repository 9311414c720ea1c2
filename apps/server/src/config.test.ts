import { describe, expect, test } from 'vitest'
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
