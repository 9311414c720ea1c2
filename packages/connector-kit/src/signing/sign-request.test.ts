import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import { cavage } from 'http-message-signatures'
import { beforeAll, expect, test } from 'vitest'
import type { BankRequest } from '../bank-http.ts'
import { localSealKey } from '../identity/local-seal-key.ts'
import type { SealKey } from '../identity/operator-identity.ts'
import { issueCertificate } from '../identity/test-certificate.ts'
import { signRequest } from './sign-request.ts'
import { type SignatureOptionsInput, signatureOptions } from './signature-options.ts'

const now = new Date('2026-03-01T12:00:00Z')
let key: SealKey
let certificate: X509Certificate

beforeAll(async () => {
  const life = {
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validUntil: new Date('2027-01-01T00:00:00Z'),
    country: 'FR',
  }
  const authority = await issueCertificate({
    ...life,
    kind: 'authority',
    commonName: 'Autorité "n° 1", Tests',
    organisation: 'Acme & Fils',
  })
  const seal = await issueCertificate(
    {
      ...life,
      kind: 'seal',
      commonName: 'Operator',
      organisation: 'Operator SAS',
      organisationId: 'PSDFR-ACPR-12345',
      // More digits than a double keeps.
      serial: '00d1f2e3c4b5a69788796a5b4c3d2e1f',
    },
    authority,
  )
  key = localSealKey(seal.certificate, seal.key)
  certificate = new X509Certificate(seal.certificate)
})

const request: BankRequest = {
  method: 'POST',
  url: 'https://bank.example/gateway/v1/consents?a=b',
  headers: {
    'X-Request-ID': '7f1f2e3d-0000-4000-8000-000000000001',
    'PSU-ID': 'anna',
    'Content-Type': 'application/json',
  },
  body: '{"name":"é"}',
}

function sign(options: SignatureOptionsInput = {}, input: BankRequest = request) {
  return signRequest(input, new URL(input.url), { key, options: signatureOptions.parse(options) }, now)
}

function membersOf(signature: string | undefined): { [name: string]: string } {
  const found = [...(signature ?? '').matchAll(/(\w+)=(?:"([^"]*)"|(\d+))/g)]
  return Object.fromEntries(found.map(([, name = '', quoted, bare]) => [name, quoted ?? bare ?? '']))
}

/** Another implementation of the draft judges what was signed. */
function judge(
  headers: { [name: string]: string },
  hash: 'sha256' | 'sha512' = 'sha256',
  url = request.url,
  method = 'POST',
) {
  return cavage.verifyMessage(
    {
      tolerance: 10 ** 9,
      keyLookup: async () => ({
        verify: async (data, signature) => verify(hash, data, certificate.publicKey, signature),
      }),
    },
    { method, url, headers },
  )
}

test('another implementation verifies a signed body, in both digests', async () => {
  expect(await judge(await sign())).toBe(true)
  const signed = await sign({ algorithm: 'rsa-sha512', digest: { algorithm: 'SHA-512', when: 'always' } })
  expect(signed['Digest']).toMatch(/^SHA-512=[\w+/]{86}==$/)
  expect(await judge(signed, 'sha512')).toBe(true)
  expect(await judge({ ...signed, 'PSU-ID': 'bert' }, 'sha512')).toBe(false)
})

test('by default: the digest, the id, the date and whom it is about, in that order, with the certificate', async () => {
  const signed = await sign()
  expect(signed['Digest']).toBe(`SHA-256=${createHash('sha256').update('{"name":"é"}').digest('base64')}`)
  expect(signed['Date']).toBe('Sun, 01 Mar 2026 12:00:00 GMT')
  expect(Buffer.from(signed['TPP-Signature-Certificate'] ?? '', 'base64')).toEqual(certificate.raw)
  expect(membersOf(signed['Signature'])).toMatchObject({
    algorithm: 'rsa-sha256',
    headers: 'digest x-request-id date psu-id',
  })
  expect(Object.keys(membersOf(signed['Signature']))).toEqual(['keyId', 'algorithm', 'headers', 'signature'])
})

test('GET: the digest of the empty text, or none', async () => {
  const get: BankRequest = { method: 'GET', url: 'https://bank.example/v1/accounts', headers: {} }
  const signed = await sign({}, get)
  expect(signed['Digest']).toBe('SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
  expect(signed['X-Request-ID']).toMatch(/^[\da-f-]{36}$/)
  const without = await sign({ digest: { algorithm: 'SHA-256', when: 'with-body' } }, get)
  expect(without['Digest']).toBeUndefined()
  expect(membersOf(without['Signature'])['headers']).toBe('x-request-id date')
  expect(await judge(without, 'sha256', get.url, 'GET')).toBe(true)
})

test('request target and times, PSS: the path without the gateway, as one bank group wants it', async () => {
  const signed = await sign({
    algorithm: 'rsa-pss-sha256',
    headers: ['(request-target)', '(created)', '(expires)', 'host', 'X-Request-ID', 'digest'],
    requestTarget: { stripPrefix: '/gateway' },
    expiresSeconds: 60,
    keyId: { form: 'certificate-url', url: 'https://tpp.example/seals/{sha256}.pem' },
    certificate: { form: 'none' },
    separator: ', ',
  })
  const members = membersOf(signed['Signature'])
  expect(members).toMatchObject({
    algorithm: 'hs2019',
    created: '1772366400',
    expires: '1772366460',
    headers: '(request-target) (created) (expires) host x-request-id digest',
    keyId: `https://tpp.example/seals/${certificate.fingerprint256.replaceAll(':', '')}.pem`,
  })
  expect(signed['Signature']).toContain('created=1772366400, expires=1772366460, ')
  expect(signed['TPP-Signature-Certificate']).toBeUndefined()
  const text = [
    '(request-target): post /v1/consents?a=b',
    '(created): 1772366400',
    '(expires): 1772366460',
    'host: bank.example',
    'x-request-id: 7f1f2e3d-0000-4000-8000-000000000001',
    `digest: ${signed['Digest']}`,
  ].join('\n')
  const pss = { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  expect(verify('sha256', Buffer.from(text), pss, Buffer.from(members['signature'] ?? '', 'base64'))).toBe(true)
})

test('the serial number keeps its digits, the issuer its special characters', async () => {
  const idOf = async (keyId: SignatureOptionsInput['keyId']) => membersOf((await sign({ keyId }))['Signature'])['keyId']
  const decimal = BigInt('0xD1F2E3C4B5A69788796A5B4C3D2E1F').toString()
  expect(await idOf({ form: 'serial', serial: 'decimal' })).toBe(decimal)
  expect(await idOf({ form: 'serial', serial: 'hex-lower' })).toBe('d1f2e3c4b5a69788796a5b4c3d2e1f')
  expect(await idOf({ form: 'serial-and-issuer' })).toBe(
    'SN=D1F2E3C4B5A69788796A5B4C3D2E1F,CA=CN=Autorit%C3%A9 \\%22n%C2%B0 1\\%22\\, Tests,O=Acme & Fils,C=FR',
  )
  expect(await idOf({ form: 'serial-and-issuer', issuer: 'as-written', encodeSpaces: true })).toBe(
    'SN=D1F2E3C4B5A69788796A5B4C3D2E1F,CA=C=FR,O=Acme%20&%20Fils,CN=Autorit%C3%A9%20\\%22n%C2%B0%201\\%22\\,%20Tests',
  )
  expect(await idOf({ form: 'organisation' })).toBe('PSDFR-ACPR-12345')
  expect(await idOf({ form: 'thumbprint', digest: 'sha1', encoding: 'hex' })).toBe(
    createHash('sha1').update(certificate.raw).digest('hex').toUpperCase(),
  )
  expect(await idOf({ form: 'thumbprint', encoding: 'base64url' })).toBe(
    createHash('sha256').update(certificate.raw).digest('base64url'),
  )
  expect(await idOf({ form: 'fixed', value: 'registered-7' })).toBe('registered-7')
})

test('the certificate travels in the form the bank reads', async () => {
  const one = await sign({ certificate: { header: 'X-Cert', form: 'pem-one-line' } })
  expect(one['X-Cert']).toMatch(/^-----BEGIN CERTIFICATE-----[\w+/=]+-----END CERTIFICATE-----$/)
  const encoded = await sign({ certificate: { form: 'pem-url-encoded' } })
  expect(new X509Certificate(decodeURIComponent(encoded['TPP-Signature-Certificate'] ?? '')).raw).toEqual(
    certificate.raw,
  )
})

test('members in another order, without the algorithm, times in quotes, in Authorization', async () => {
  const signed = await sign({
    members: ['signature', 'keyId', 'created', 'headers'],
    headers: ['(created)', 'digest'],
    quoteTimes: true,
    header: 'authorization',
  })
  expect(signed['Signature']).toBeUndefined()
  expect(signed['Authorization']).toMatch(
    /^Signature signature="[^"]+",keyId="[^"]+",created="1772366400",headers="\(created\) digest"$/,
  )
})

test('paths that the bank does not want signed stay as they are', async () => {
  const token = { ...request, url: 'https://bank.example/oauth/token' }
  expect(await sign({ paths: ['/gateway/v1'] }, token)).toEqual(token.headers)
  expect((await sign({ paths: ['/gateway/v1'] }))['Signature']).toBeDefined()
})

test('options that no bank could mean are refused', () => {
  const bad: unknown[] = [
    { members: ['keyId', 'signature'] },
    { headers: [] },
    { headers: ['(status)'] },
    { algorithm: 'hmac-sha256' },
    { keyId: { form: 'fixed', value: 'a\nb' } },
    { keyID: 'x' },
  ]
  for (const options of bad) expect(signatureOptions.safeParse(options).success, JSON.stringify(options)).toBe(false)
})
