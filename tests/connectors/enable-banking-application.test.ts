import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProgram } from '../../apps/server/src/cli/program.ts'
import { readConfig } from '../../apps/server/src/config.ts'
import { startTestBank, type TestBench } from './bench.ts'

let bench: TestBench
let folder: string
beforeAll(async () => {
  bench = await startTestBank()
  folder = await mkdtemp(join(tmpdir(), 'raccord-enable-banking-'))
})
afterAll(async () => {
  await bench.close()
  await rm(folder, { recursive: true })
})

async function raccord(env: Readonly<Record<string, string>>, ...args: string[]): Promise<string[]> {
  const lines: string[] = []
  const program = createProgram({
    config: readConfig(env),
    openDatabase: () => Promise.reject(new Error('no command of this group needs the database')),
    providers: async () => [],
    protocols: {},
    print: (line) => lines.push(line),
  })
  try {
    await program.parseAsync(['node', 'raccord', 'enable-banking', ...args])
  } catch (error) {
    lines.push(String(error))
  }
  return lines
}

/** What the operator does by hand in their control panel. */
async function register(certificate: string, redirectUrl: string): Promise<string> {
  const answer = await fetch(`${bench.url}/enable-banking/api/applications`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Ours', certificate, environment: 'SANDBOX', redirect_urls: [redirectUrl] }),
  })
  return ((await answer.json()) as { readonly app_id: string }).app_id
}

const embed = { RACCORD_EMBED_URL: 'https://embed.raccord.example' }

test('a key that is the owner’s alone, a certificate to register, and what is said of both', async () => {
  const out = join(folder, 'keys')
  const made = await raccord(embed, 'key', '--out', out)
  const key = join(out, 'enable-banking.key')
  expect(made.join('\n')).toContain('https://embed.raccord.example/bank/callback/enable-banking')
  expect(made.join('\n')).toContain('non-commercial')
  if (process.platform !== 'win32') expect((await stat(key)).mode & 0o77).toBe(0)
  const secret = await readFile(key, 'utf8')
  expect(made.join()).not.toContain(secret.slice(60, 100))
  expect((await raccord(embed, 'key', '--out', out)).join()).toMatch(/is there already/)
  expect(await readFile(key, 'utf8')).toBe(secret)

  const certificate = await readFile(join(out, 'enable-banking.pem'), 'utf8')
  const env = {
    ...embed,
    RACCORD_ENABLE_BANKING_URL: `${bench.url}/enable-banking`,
    RACCORD_ENABLE_BANKING_APP_ID: await register(
      certificate,
      'https://embed.raccord.example/bank/callback/enable-banking',
    ),
    RACCORD_ENABLE_BANKING_KEY_FILE: key,
  }
  const good = await raccord(env, 'check')
  expect(good[0]).toBe('Ours, SANDBOX, active')
  expect(good[1]).toMatch(/^\d+ banks: BE 1, DE 2/)
  expect(good.join()).not.toMatch(/Error/)

  const elsewhere = await raccord({ ...env, RACCORD_EMBED_URL: 'https://other.example' }, 'check')
  expect(elsewhere.join('\n')).toContain('https://other.example/bank/callback/enable-banking is not registered')
  expect(elsewhere.at(-1)).toBe('CliError: one fault')

  const stranger = { ...env, RACCORD_ENABLE_BANKING_APP_ID: '00000000-0000-4000-8000-000000000000' }
  expect((await raccord(stranger, 'check')).at(-1)).toMatch(/does not take the key/)
})

test('settings that do not go together, and keys that are none, are told in a sentence', async () => {
  expect((await raccord({}, 'check')).at(-1)).toMatch(/No application is set/)
  const id = { RACCORD_ENABLE_BANKING_APP_ID: '00000000-0000-4000-8000-000000000000' }
  expect(() => readConfig(id)).toThrow(/go together/)
  expect(() => readConfig({ RACCORD_ENABLE_BANKING_APP_ID: 'mine' })).toThrow(/a UUID/)
  const file = join(folder, 'no.key')
  const env = { ...id, RACCORD_ENABLE_BANKING_KEY_FILE: file }
  expect((await raccord(env, 'check')).at(-1)).toMatch(/can not be read/)
  await writeFile(file, 'secret words', { mode: 0o600 })
  const refused = (await raccord(env, 'check')).at(-1)
  expect(refused).toMatch(/holds no RSA key/)
  expect(refused).not.toContain('secret words')
  if (process.platform === 'win32') return
  await writeFile(join(folder, 'open.key'), 'x', { mode: 0o644 })
  expect((await raccord({ ...id, RACCORD_ENABLE_BANKING_KEY_FILE: join(folder, 'open.key') }, 'check')).at(-1)).toMatch(
    /everybody on this machine/,
  )
})
