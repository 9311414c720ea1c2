import { createPublicKey, verify, X509Certificate } from 'node:crypto'
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
