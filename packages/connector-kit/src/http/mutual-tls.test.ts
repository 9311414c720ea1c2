import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SealError } from '../identity/operator-identity.ts'
import { type IssuedCertificate, issueCertificate } from '../identity/test-certificate.ts'
import { signatureOptions } from '../signing/signature-options.ts'
import { createBankHttp } from './create-bank-http.ts'

// A bank whose TLS itself asks for a certificate, as gateways before banks do: OpenSSL's own server.
const hasOpenssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }) !== ''
  } catch {
    return false
  }
})()
const folder = mkdtempSync(join(tmpdir(), 'raccord-mtls-'))
let bank: ChildProcess | undefined
let host = ''
let authority: IssuedCertificate
let own: IssuedCertificate
let strange: IssuedCertificate

beforeAll(async () => {
  const life = { validFrom: new Date(Date.now() - 86_400_000), validUntil: new Date(Date.now() + 86_400_000) }
  const named = { ...life, organisation: 'Test', country: 'FR' }
  authority = await issueCertificate({ ...named, kind: 'authority', commonName: 'Authority' })
  own = await issueCertificate({ ...named, kind: 'web', commonName: 'Operator' }, authority)
  const other = await issueCertificate({ ...named, kind: 'authority', commonName: 'Other' })
  strange = await issueCertificate({ ...named, kind: 'web', commonName: 'Operator' }, other)
  const server = await issueCertificate(
    { ...named, kind: 'server', commonName: 'bank', hosts: ['127.0.0.1'] },
    authority,
  )
  const files = { 'ca.pem': authority.certificate, 'bank.pem': server.certificate, 'bank.key': server.key.expose() }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  if (!hasOpenssl) return
  const serve = ['s_server', '-accept', '127.0.0.1:0', '-cert', 'bank.pem', '-key', 'bank.key', '-CAfile', 'ca.pem']
  bank = spawn('openssl', [...serve, '-Verify', '2', '-verify_return_error', '-www'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  while (host === '' && bank.stdout) {
    said += String((await once(bank.stdout, 'data'))[0])
    const port = /ACCEPT \S*:(\d+)/.exec(said)?.[1]
    if (port) host = `127.0.0.1:${port}`
  }
})
afterAll(async () => {
  bank?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

async function send(transport: IssuedCertificate | undefined, roots = [authority.certificate]) {
  const http = createBankHttp({
    allowedHosts: [host],
    allowLoopback: true,
    roots,
    ...(transport ? { transport } : {}),
  })
  try {
    return await http.send({ method: 'GET', url: `https://${host}/v1/accounts`, headers: {} })
  } finally {
    await http.close()
  }
}

test.skipIf(!hasOpenssl)(
  'our certificate lets us in; none, or another, is told apart from a bank that is away',
  async () => {
    expect(await send(own)).toMatchObject({ kind: 'answer', status: 200 })
    expect(await send(undefined)).toMatchObject({ kind: 'fault', fault: 'identity' })
    expect(await send(strange)).toMatchObject({ kind: 'fault', fault: 'identity' })
  },
)

test.skipIf(!hasOpenssl)('a bank that no known authority speaks for gets nothing', async () => {
  expect(await send(own, [])).toMatchObject({ kind: 'fault', fault: 'unreachable' })
})

test('a request that can not be signed is not sent, and says whose turn it is', async () => {
  const key = {
    certificate: own.certificate,
    sign: async () => {
      throw new SealError('the signer can not be reached (ENOENT)')
    },
  }
  const http = createBankHttp({
    allowedHosts: ['127.0.0.1:1'],
    allowLoopback: true,
    signing: { key, options: signatureOptions.parse({}) },
  })
  const answer = await http.send({ method: 'GET', url: 'https://127.0.0.1:1/v1/accounts', headers: {} })
  expect(answer).toEqual({ kind: 'fault', fault: 'identity', detail: 'the signer can not be reached (ENOENT)' })
  await http.close()
})

test('the key is in nothing that can be printed', () => {
  const http = createBankHttp({ allowedHosts: ['127.0.0.1:1'], allowLoopback: true, transport: own })
  expect(inspect(http, { depth: 12, showHidden: true })).not.toContain('PRIVATE KEY')
})
