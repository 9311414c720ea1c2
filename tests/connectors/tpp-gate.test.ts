import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import {
  type BankRequest,
  createBankHttp,
  localSealKey,
  type SealKey,
  type SignatureOptionsInput,
  signatureOptions,
} from '@raccord/connector-kit'
import { type IssuedCertificate, issueCertificate, makeTestIdentity } from '@raccord/connector-kit/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestBank } from '../../apps/testbank/src/index.ts'

// Our signatures and certificates before a bank that judges them with code of its own.
let app: Awaited<ReturnType<typeof buildTestBank>>
let base: string
let authority: IssuedCertificate
let qwac: IssuedCertificate
let qseal: IssuedCertificate

const now = new Date()
const year = 365 * 86_400_000
const life = { validFrom: new Date(now.getTime() - year / 12), validUntil: new Date(now.getTime() + year) }
const licensed = {
  ...life,
  organisation: 'Acme',
  organisationId: 'PSDFR-ACPR-1',
  commonName: 'Acme',
  country: 'FR',
  roles: ['PSP_AI'],
  authority: { name: 'ACPR', id: 'FR-ACPR' },
} as const

beforeAll(async () => {
  const made = await makeTestIdentity({
    ...life,
    organisationId: 'PSDFR-ACPR-1',
    name: 'Acme',
    roles: ['PSP_AI', 'PSP_PI'],
    authorityName: 'ACPR',
  })
  ;({ authority, qwac, qseal } = made)
  const bank = await issueCertificate(
    { ...life, kind: 'server', commonName: 'localhost', organisation: 'Bank', country: 'FR', hosts: ['127.0.0.1'] },
    authority,
  )
  app = await buildTestBank({
    tls: { cert: bank.certificate, key: bank.key.expose() },
    tppRoots: [authority.certificate],
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  base = `https://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterAll(() => app?.close())

interface Caller {
  readonly transport?: IssuedCertificate | null
  readonly seal?: SealKey | null
  readonly options?: SignatureOptionsInput
  readonly request?: Partial<BankRequest>
}

/** Creates a consent, or what the request says; the bank's code, or its HTTP status where it had no objection. */
async function call({ transport = qwac, seal, options = {}, request = {} }: Caller): Promise<string> {
  const key = seal === undefined ? localSealKey(qseal.certificate, qseal.key) : seal
  const http = createBankHttp({
    allowedHosts: [new URL(base).host],
    allowLoopback: true,
    roots: [authority.certificate],
    ...(transport ? { transport } : {}),
    ...(key ? { signing: { key, options: signatureOptions.parse(options) } } : {}),
  })
  try {
    const answer = await http.send({
      method: 'POST',
      url: `${base}/berlin-group/v1/consents?q=1`,
      headers: {
        'X-Request-ID': randomUUID(),
        'Content-Type': 'application/json',
        'PSU-IP-Address': '192.0.2.1',
        'PSU-ID': 'dev',
        'TPP-Redirect-URI': 'https://tpp.example/back',
        ...request.headers,
      },
      body: JSON.stringify({
        access: { allPsd2: 'allAccounts' },
        recurringIndicator: true,
        validUntil: life.validUntil.toISOString().slice(0, 10),
        frequencyPerDay: 4,
        combinedServiceIndicator: false,
      }),
      ...request,
    })
    if (answer.kind === 'fault') return `${answer.fault}: ${answer.detail}`
    return /"code":"(\w+)"/.exec(answer.body)?.[1] ?? String(answer.status)
  } finally {
    await http.close()
  }
}

test.each<[string, SignatureOptionsInput]>([
  ['as the standard writes it', {}],
  ['SHA-512 twice', { algorithm: 'rsa-sha512', digest: { algorithm: 'SHA-512', when: 'always' } }],
  [
    'PSS with request target and times',
    {
      algorithm: 'rsa-pss-sha256',
      headers: [
        '(request-target)',
        '(created)',
        '(expires)',
        'host',
        'digest',
        'x-request-id',
        'psu-id',
        'tpp-redirect-uri',
      ],
      separator: ', ',
    },
  ],
  ['certificate as PEM', { certificate: { form: 'pem-url-encoded' } }],
  ['certificate as PEM on one line', { certificate: { form: 'pem-one-line' } }],
])('signed %s, the bank lets us in', async (_name, options) => {
  expect(await call({ options })).toBe('201')
})

test('a GET is signed too, over the digest of nothing', async () => {
  const request = { method: 'GET', url: `${base}/berlin-group/v1/consents/none` } as const
  const { body: _, ...rest } = { body: '', ...request }
  expect(await call({ request: { ...rest, body: '' } })).toBe('CONSENT_UNKNOWN')
})

test('without certificate, signature or either, the bank names what it lacks', async () => {
  expect(await call({ transport: null })).toBe('CERTIFICATE_MISSING')
  expect(await call({ seal: null })).toBe('SIGNATURE_MISSING')
  expect(await call({ options: { certificate: { form: 'none' } } })).toBe('CERTIFICATE_MISSING')
})

test('certificates that are not good enough', async () => {
  const stranger = await makeTestIdentity({
    ...life,
    organisationId: 'PSDFR-ACPR-1',
    name: 'Acme',
    roles: ['PSP_AI'],
    authorityName: 'ACPR',
  })
  const before = { validFrom: new Date(now.getTime() - 2 * year), validUntil: new Date(now.getTime() - 86_400_000) }
  const [payments, expired, expiredSeal] = await Promise.all([
    issueCertificate({ ...licensed, kind: 'web', roles: ['PSP_PI'] }, authority),
    issueCertificate({ ...licensed, ...before, kind: 'web' }, authority),
    issueCertificate({ ...licensed, ...before, kind: 'seal' }, authority),
  ])
  expect(await call({ transport: stranger.qwac })).toBe('CERTIFICATE_INVALID')
  expect(await call({ transport: payments })).toBe('ROLE_INVALID')
  expect(await call({ transport: expired })).toBe('CERTIFICATE_EXPIRED')
  expect(await call({ seal: localSealKey(stranger.qseal.certificate, stranger.qseal.key) })).toBe('CERTIFICATE_INVALID')
  expect(await call({ seal: localSealKey(expiredSeal.certificate, expiredSeal.key) })).toBe('CERTIFICATE_EXPIRED')
})

test('signatures that are not good enough', async () => {
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const forged: SealKey = { certificate: qseal.certificate, sign: async (_, data) => sign('sha256', data, foreign) }
  expect(await call({ seal: forged })).toBe('SIGNATURE_INVALID')
  const partial = { headers: ['digest', 'x-request-id', 'date'] }
  expect(await call({ options: partial }), 'who it is about is not signed').toBe('SIGNATURE_INVALID')
  expect(await call({ options: { digest: { algorithm: 'SHA-256', when: 'never' } } }), 'no digest').toBe(
    'SIGNATURE_INVALID',
  )
  expect(await call({ options: { keyId: { form: 'fixed', value: 'SN=1,CA=CN=x' } } }), 'another number').toBe(
    'SIGNATURE_INVALID',
  )
  const wrong = {
    requestTarget: { query: false },
    headers: ['(request-target)', 'digest', 'x-request-id', 'psu-id', 'tpp-redirect-uri'],
  }
  expect(await call({ options: wrong }), 'the target without its query').toBe('SIGNATURE_INVALID')
})
