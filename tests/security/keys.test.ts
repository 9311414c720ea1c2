import { type ChildProcess, spawn } from 'node:child_process'
import { createCipheriv, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrapKeys } from '../../apps/server/src/store/vault/kms.ts'
import { loadKeyRing, openKeyRing } from '../../apps/server/src/store/vault/load-key-ring.ts'
import { startRaccord } from '../support/raccord-process.ts'
import { runCli } from './support/run-cli.ts'

const fresh = () => randomBytes(32).toString('base64')
const [one, two] = [fresh(), fresh()] as [string, string]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-keys-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a key that is none', () => {
  const bytes = (of: (index: number) => number) =>
    Buffer.from(Array.from({ length: 32 }, (_, index) => of(index) & 0xff))
  it.each([
    ['zeros', bytes(() => 0)],
    ['one byte again and again', bytes(() => 0xa5)],
    ['ones', bytes(() => 255)],
    ['a word again and again', Buffer.from('deadbeef'.repeat(4), 'latin1')],
    ['four bytes again and again', bytes((index) => [0xde, 0xad, 0xbe, 0xef][index % 4] ?? 0)],
    ['its first half again', Buffer.from(randomBytes(16).toString('hex').repeat(2), 'hex')],
    ['a pattern that does not end with it', bytes((index) => (index % 13) * 19)],
    ['bytes that count up', bytes((index) => index + 1)],
    ['bytes that count down by threes', bytes((index) => 200 - 3 * index)],
    ['zeros with an end', bytes((index) => (index > 24 ? index : 0))],
    ['a short word with spaces', Buffer.from('secret'.padEnd(32, ' '))],
  ])('%s is refused', (_what, key) => {
    const load = () => loadKeyRing({ vaultKey: key.toString('base64'), dataDir: folder, production: true })
    expect(load).toThrow(/^RACCORD_VAULT_KEY, key 1: a pattern, and no random key/)
    expect(load).not.toThrow(key.toString('base64'))
  })

  it('random ones never are', () => {
    for (let n = 0; n < 500; n += 1)
      expect(() => loadKeyRing({ vaultKey: fresh(), dataDir: folder, production: true })).not.toThrow()
  })
})

describe.skipIf(process.platform === 'win32')('keys from files', () => {
  const load = (vaultKeyFile: string, vaultKey?: string) =>
    loadKeyRing({ vaultKeyFile, vaultKey, dataDir: folder, production: true })
  async function file(name: string, text: string, mode = 0o400): Promise<string> {
    const path = join(folder, name)
    await writeFile(path, text)
    await chmod(path, mode)
    return path
  }

  it('of this account or its group are read, the newest first', async () => {
    const [newest, older] = [await file('new', `new:${one}\n`), await file('old', `old:${two}\n`, 0o440)]
    expect(load(`${newest}, ${older}`).map(({ id }) => id)).toEqual(['new', 'old'])
  })

  it.each([0o444, 0o404, 0o604, 0o602, 0o420, 0o777])('that others can read or write are refused: %o', async (mode) => {
    const path = await file(`open-${mode}`, one, mode)
    expect(() => load(path)).toThrow(/^RACCORD_VAULT_KEY_FILE: .* is no secret.*chmod 400/)
  })

  it('that are not there, are empty, or stand beside the setting are refused', async () => {
    expect(() => load(join(folder, 'none'))).toThrow(/^RACCORD_VAULT_KEY_FILE: .*none can not be read \(ENOENT\)/)
    expect(() => load(folder)).toThrow(/^RACCORD_VAULT_KEY_FILE: /)
    const empty = await file('empty', '\n')
    expect(() => load(empty)).toThrow(/^RACCORD_VAULT_KEY_FILE holds no key/)
    expect(() => load(empty, one)).toThrow(/both set/)
  })
})

const played = fileURLToPath(new URL('../../apps/server/src/store/vault/testing/kms.ts', import.meta.url))

describe('keys behind a key management service, a process of its own', () => {
  const master = randomBytes(32)
  let service: ChildProcess
  let socket: string
  beforeAll(async () => {
    socket = join(folder, 'kms.sock')
    await writeFile(join(folder, 'kms.key'), master.toString('base64'), { mode: 0o600 })
    service = spawn(process.execPath, [played, join(folder, 'kms.key'), socket], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(service.stdout ?? service, 'data')
  })
  afterAll(() => service.kill('SIGKILL'))

  function wrapped(key: string, name: string): string {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', master, nonce)
    cipher.setAAD(Buffer.from(name))
    const sealed = Buffer.concat([cipher.update(Buffer.from(key, 'base64')), cipher.final()])
    return `${name}:${Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64')}`
  }
  const open = (vaultKey: string | undefined, vaultKms = `unix:${socket}`) =>
    openKeyRing({ vaultKey, vaultKms, dataDir: folder, production: true })

  it('are opened at start, and are the same as without it', async () => {
    const ring = await open(`${wrapped(one, 'new')},${wrapped(two, 'old')}`)
    const plain = loadKeyRing({ vaultKey: `new:${one},old:${two}`, dataDir: folder, production: true })
    expect(ring.map((key) => [key.id, key.derive('tokens')])).toEqual(
      plain.map((key) => [key.id, key.derive('tokens')]),
    )
  })

  it('a name that was changed, a key that is not wrapped, no service, none set: a sentence, and nothing of the key', async () => {
    const moved = wrapped(one, 'new').replace('new:', 'other:')
    await expect(open(moved)).rejects.toThrow(/^RACCORD_VAULT_KMS: the service answered HTTP 403 for key 1/)
    await expect(open(`a:${one}`)).rejects.toThrow(/HTTP 403/)
    await expect(open(wrapped(Buffer.alloc(32).toString('base64'), 'a'))).rejects.toThrow(/no random key/)
    await expect(open(wrapped('c2hvcnQ=', 'a'))).rejects.toThrow(/not a key of 32 bytes/)
    await expect(open(wrapped(one, 'a'), `unix:${socket}.none`)).rejects.toThrow(/can not be reached \(ENOENT\)/)
    await expect(open(undefined)).rejects.toThrow(/no wrapped key/)
    await expect(unwrapKeys('§', 'RACCORD_VAULT_KEY', `unix:${socket}`)).rejects.toThrow(/RACCORD_VAULT_KEY, key 1/)
  })

  it('the server starts with them, and knows a wrong key from the right one', async () => {
    const dataDir = join(folder, 'data')
    const env = { RACCORD_DATA: dataDir, RACCORD_VAULT_KMS: `unix:${socket}` }
    const server = await startRaccord({ ...env, RACCORD_VAULT_KEY: wrapped(one, 'first') })
    // The embedded database is the server's: it is asked.
    const asked = await runCli(['vault', 'reseal'], { ...env, RACCORD_VAULT_KEY: wrapped(one, 'first') })
    expect(asked).toMatch(/within a minute/)
    expect(await server.stop()).toBe(0)
    expect(server.output()).not.toContain(one)

    const plain = { RACCORD_DATA: dataDir }
    const wrong = startRaccord({ ...plain, RACCORD_VAULT_KEY: `second:${two}` })
    await expect(wrong).rejects.toThrow(/RACCORD_VAULT_KEY: no key of it opens what this database holds.*"first"/)
    const impostor = startRaccord({ ...plain, RACCORD_VAULT_KEY: `first:${two}` })
    await expect(impostor).rejects.toThrow(/"first" is another one than the key of this name/)
    await expect(runCli(['vault', 'status'], { ...plain, RACCORD_VAULT_KEY: two })).rejects.toThrow(
      /no key of it opens/,
    )

    const rotated = { ...plain, RACCORD_VAULT_KEY: `second:${two},first:${one}` }
    const before = await runCli(['vault', 'status'], rotated)
    expect(before).toMatch(/^second\t0 values\tthe newest: it seals$/m)
    expect(before).toMatch(/^first\t1 values \(consent_chain 1\)\tstill needed: raccord vault reseal$/m)
    expect(await runCli(['vault', 'reseal'], rotated)).toMatch(/^first\t0 values\tseals nothing any more: it may go$/m)
    const next = await startRaccord({ ...plain, RACCORD_VAULT_KEY: `second:${two}` })
    expect(await next.stop()).toBe(0)
    expect(await runCli(['consents', 'verify'], { ...plain, RACCORD_VAULT_KEY: `second:${two}` })).toMatch(
      /0 consent records/,
    )

    // Lost for good: begun anew, on purpose only.
    const third = { ...plain, RACCORD_VAULT_KEY: `third:${fresh()}` }
    await expect(runCli(['consents', 'verify'], third)).rejects.toThrow(/raccord vault give-up/)
    await expect(runCli(['vault', 'give-up'], third)).rejects.toThrow(/--yes/)
    expect(await runCli(['vault', 'give-up', '--yes'], third)).toMatch(/Given up: second/)
    expect(await runCli(['consents', 'verify'], third)).toMatch(/0 consent records/)
    const audit = await runCli(['audit'], third)
    for (const line of [
      'key.added\tfirst',
      'key.added\tsecond',
      'vault.resealed\tsecond',
      'key.retired\tfirst',
      'key.given_up\tsecond',
    ])
      expect(audit).toContain(line)
    expect(audit).toMatch(/server\tbank\.switched_on\t100\tname=/)
    for (const secret of [one, two]) expect(audit).not.toContain(secret)
    expect(JSON.parse(await runCli(['audit', '--json', '--since', '2999-01-01'], third))).toEqual([])
  })
})
