import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const MAIN = new URL('./main.ts', import.meta.url).pathname

async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { out: '', error: '' }
  child.stdout.on('data', (chunk) => {
    output.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    output.error += chunk
  })
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), closed])
  return { child, output, closed }
}

test('the process says where it is, serves, and stops at once with a call still hanging', async () => {
  const { child, output, closed } = await run({ RACCORD_TESTBANK_PORT: '0', RACCORD_TESTBANK_CONTROL: '1' })
  const [, origin = ''] = /^Raccord Test Bank ready: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(output.out) ?? []
  expect((await fetch(`${origin}/control/state`)).status).toBe(200)
  const headers = {
    'X-Request-ID': '00000000-0000-4000-8000-000000000000',
    'PSU-IP-Address': '192.0.2.7',
    'Content-Type': 'application/json',
    'TPP-Redirect-Preferred': 'false',
    'PSU-ID': 'slow',
  }
  const access = { allPsd2: 'allAccounts' }
  const body = {
    access,
    recurringIndicator: true,
    validUntil: '2999-01-01',
    frequencyPerDay: 4,
    combinedServiceIndicator: false,
  }
  const hanging = fetch(`${origin}/berlin-group/v1/consents`, { method: 'POST', headers, body: JSON.stringify(body) })
  const dropped = expect(hanging).rejects.toThrow()
  // A second call that is answered proves that the first one has arrived.
  await fetch(`${origin}/control/state`)
  child.kill('SIGTERM')
  await dropped
  expect((await closed)[0]).toBe(0)
  expect(output.error).toBe('')
})

test('a setting that makes no sense stops the start by name', async () => {
  const { output, closed } = await run({ RACCORD_TESTBANK_PORT: 'seven' })
  expect((await closed)[0]).toBe(1)
  expect(output.error).toBe('Raccord Test Bank cannot start: Setting RACCORD_TESTBANK_PORT is not valid.\n')
})

test('the settings have their defaults', () => {
  expect(readConfig({ RACCORD_HOST: '' })).toEqual({ host: '127.0.0.1', port: 4401, control: false })
})
