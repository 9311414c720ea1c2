import { type ChildProcess, spawn } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Secret } from '@raccord/connector-kit'
import { makeTestIdentity, type TestIdentity } from '@raccord/connector-kit/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchCertificates } from './certificate-watch.ts'
import { identityProblems } from './identity-problems.ts'
import { loadIdentity } from './load-identity.ts'
import { remoteSealKey, trySealKey } from './remote-seal-key.ts'
import { readIdentitySettings } from './settings.ts'

let folder: string
let made: TestIdentity
let other: TestIdentity
const path = (name: string) => join(folder, name)
const now = new Date('2026-06-01T00:00:00Z')

const order = {
  organisationId: 'PSDFR-ACPR-12345',
  name: 'Acme',
  roles: ['PSP_AI'],
  authorityName: 'ACPR',
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validUntil: new Date('2026-07-01T00:00:00Z'),
} as const

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-identity-'))
  ;[made, other] = await Promise.all([
    makeTestIdentity(order),
    makeTestIdentity({ ...order, organisationId: 'PSDIT-BDI-777', roles: ['PSP_PI'] }),
  ])
  await Promise.all(
    Object.entries({
      'qwac.pem': made.qwac.certificate + made.authority.certificate,
      'qwac.key': made.qwac.key.expose(),
      'qseal.pem': made.qseal.certificate,
      'qseal.key': made.qseal.key.expose(),
      'locked.key': createPrivateKey(made.qwac.key.expose())
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'canary-passphrase' })
        .toString(),
      'other-seal.pem': other.qseal.certificate,
      'other-seal.key': other.qseal.key.expose(),
      'nothing.pem': 'hello',
    }).map(([name, text]) => writeFile(path(name), text)),
  )
})
afterAll(() => rm(folder, { recursive: true }))

const qwac = () => ({ file: path('qwac.pem'), keyFile: path('qwac.key') })
const qseal = () => ({ file: path('qseal.pem'), keyFile: path('qseal.key') })

it('reads both, and says who we are', async () => {
  const { operator, certificates } = await loadIdentity({
    qwac: qwac(),
    qseal: qseal(),
    bankRootsFile: path('qwac.pem'),
  })
  expect(operator).toMatchObject({ organisationId: 'PSDFR-ACPR-12345' })
  expect(operator.transport?.certificate.match(/BEGIN/g)).toHaveLength(2)
  expect(certificates.map(({ use }) => use)).toEqual(['QWAC', 'QSEAL'])
  expect(identityProblems(certificates, now)).toEqual([])
  expect(operator.seal && (await trySealKey(operator.seal))).toBeUndefined()
})

it.each([
  ['a file that is not there', () => ({ file: path('none.pem') }), /none\.pem can not be read \(ENOENT\)/],
  ['a file of something else', () => ({ file: path('nothing.pem'), keyFile: path('qwac.key') }), /is not PEM/],
  ['neither PEM nor PKCS#12', () => ({ file: path('nothing.pem') }), /neither PEM nor PKCS#12/],
  ['a certificate without key', () => ({ file: path('qwac.pem') }), /qwac\.pem holds no private key/],
  ['the key of another', () => ({ file: path('qwac.pem'), keyFile: path('qseal.key') }), /does not belong/],
  ['a locked key', () => ({ file: path('qwac.pem'), keyFile: path('locked.key') }), /Set RACCORD_QWAC_PASSPHRASE/],
  [
    'a wrong passphrase',
    () => ({ file: path('qwac.pem'), keyFile: path('locked.key'), passphrase: new Secret('canary-wrong') }),
    /the passphrase is wrong/,
  ],
])('%s is refused with a sentence', async (_name, source, sentence) => {
  const error = await loadIdentity({ qwac: source() }).catch((thrown: unknown) => thrown)
  expect(String(error)).toMatch(sentence)
  expect(String(error)).toMatch(/^IdentityError: QWAC: /)
  expect(String(error)).not.toMatch(/canary|PRIVATE KEY/)
})

it('opens a locked key', async () => {
  const locked = { file: path('qwac.pem'), keyFile: path('locked.key'), passphrase: new Secret('canary-passphrase') }
  expect((await loadIdentity({ qwac: locked })).operator.transport).toBeDefined()
})

it('says why banks will refuse what is held', async () => {
  const mixed = await loadIdentity({
    qwac: qwac(),
    qseal: { file: path('other-seal.pem'), keyFile: path('other-seal.key') },
  })
  expect(identityProblems(mixed.certificates, now).join('\n')).toMatch(
    /lacks the role PSP_AI[\s\S]+different organisations: PSDFR-ACPR-12345 and PSDIT-BDI-777/,
  )
  expect(identityProblems(mixed.certificates, new Date('2026-08-01T00:00:00Z'))[0]).toMatch(/expired on 2026-07-01/)
  expect(identityProblems(mixed.certificates, new Date('2025-08-01T00:00:00Z'))[0]).toMatch(
    /not valid before 2026-01-01/,
  )
  const swapped = await loadIdentity({ qwac: qseal(), qseal: qwac() })
  expect(identityProblems(swapped.certificates, now).join('\n')).toMatch(/exchanged/)
})

it('warns at 60, 30 and 7 days, then every day, each time once', async () => {
  const { certificates } = await loadIdentity({ qwac: qwac() })
  let at = new Date('2026-04-01T00:00:00Z')
  const told: string[] = []
  const watch = watchCertificates(
    certificates,
    () => at,
    (sentence) => told.push(sentence.replace(/^.*in /, '')),
  )
  for (; at < new Date('2026-07-03T00:00:00Z'); at = new Date(at.getTime() + 6 * 3_600_000)) watch.check()
  expect(told.slice(0, 5)).toEqual(
    ['60', '30', '7', '6', '5'].map((days) => `${days} days: have it renewed and restart.`),
  )
  expect(told[8]).toBe('one day: have it renewed and restart.')
  expect(told[9]).toMatch(/expired on 2026-07-01/)
  expect(watch.lives()[0]?.secondsLeft).toBeLessThan(0)
})

it('settings that do not go together are refused by name', () => {
  expect(readIdentitySettings({ RACCORD_QWAC_KEY_FILE: 'a' })).toMatch(/RACCORD_QWAC_FILE is missing/)
  expect(readIdentitySettings({ RACCORD_QSEAL_SIGNER: 'unix:/a' })).toMatch(/RACCORD_QSEAL_FILE is missing/)
  expect(
    readIdentitySettings({ RACCORD_QSEAL_FILE: 'a', RACCORD_QSEAL_KEY_FILE: 'b', RACCORD_QSEAL_SIGNER: 'unix:/a' }),
  ).toMatch(/keep one/)
  expect(
    JSON.stringify(readIdentitySettings({ RACCORD_QWAC_FILE: 'a', RACCORD_QWAC_PASSPHRASE: 'canary' })),
  ).not.toContain('canary')
})

describe('a signing service in a process of its own', () => {
  let service: ChildProcess | undefined
  const start = async (key: string, socket: string) => {
    const script = fileURLToPath(new URL('testing/signer.ts', import.meta.url))
    service = spawn(process.execPath, [script, path(key), path(socket)], { stdio: ['ignore', 'pipe', 'inherit'] })
    if (service.stdout) await once(service.stdout, 'data')
  }
  const stop = async () => {
    const running = service
    service = undefined
    if (!running) return
    running.kill()
    await once(running, 'exit')
  }
  afterAll(stop)

  it('signs without the key ever being here; once it is gone a sentence says so', async () => {
    await start('qseal.key', 's1')
    const settings = { qseal: { file: path('qseal.pem'), signer: `unix:${path('s1')}` } }
    const { operator } = await loadIdentity(settings)
    for (const algorithm of ['rsa-sha256', 'rsa-sha512', 'rsa-pss-sha256', 'rsa-pss-sha512'] as const)
      expect(operator.seal && (await trySealKey(operator.seal, algorithm)), algorithm).toBeUndefined()
    await stop()
    expect(operator.seal && (await trySealKey(operator.seal))).toMatch(/the signer can not be reached \(E\w+\)/)
  })

  it('with another key is found out before a bank sees it', async () => {
    await start('qwac.key', 's2')
    const key = remoteSealKey(await readFile(path('qseal.pem'), 'utf8'), `unix:${path('s2')}`)
    expect(await trySealKey(key)).toMatch(/does not belong to the seal certificate/)
    await stop()
  })

  it('that answers nonsense is an error, not a crash', async () => {
    const answers = ['{"signature":7}', 'x'.repeat(20_000), '']
    const server = createServer((request, response) => {
      request.resume()
      const text = answers.shift() ?? ''
      response.writeHead(text === '' ? 503 : 200).end(text)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const key = remoteSealKey(made.qseal.certificate, `http://127.0.0.1:${port}/sign`)
    expect(await trySealKey(key)).toMatch(/not a signature/)
    expect(await trySealKey(key)).toMatch(/can not be reached/)
    expect(await trySealKey(key)).toMatch(/HTTP 503/)
    server.close()
  })
})
