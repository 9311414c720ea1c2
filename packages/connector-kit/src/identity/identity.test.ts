import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Secret } from '../secret.ts'
import { certificateFacts } from './certificate-facts.ts'
import { localSealKey } from './local-seal-key.ts'
import { readPkcs12 } from './read-pkcs12.ts'
import { issueCertificate, serialFrom } from './test-certificate.ts'
import { makeTestIdentity, type TestIdentity } from './test-identity.ts'

let identity: TestIdentity
const folder = mkdtempSync(join(tmpdir(), 'raccord-identity-'))
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(async () => {
  identity = await makeTestIdentity({
    organisationId: 'PSDFR-ACPR-12345',
    name: 'Société d’essai',
    roles: ['PSP_AI'],
    authorityName: 'Autorité de contrôle prudentiel et de résolution',
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validUntil: new Date('2027-01-01T00:00:00Z'),
  })
})

/** The machine's OpenSSL as a second opinion. */
function openssl(...args: string[]): string | undefined {
  try {
    return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return undefined
  }
}
const hasOpenssl = openssl('version') !== undefined

test('a test identity states what a real one does', () => {
  expect(certificateFacts(identity.qwac.certificate)).toMatchObject({
    qualified: true,
    kind: 'web',
    roles: ['PSP_AI'],
    authority: { name: 'Autorité de contrôle prudentiel et de résolution', id: 'FR-ACPR' },
    organisationId: 'PSDFR-ACPR-12345',
    subject: 'C=FR, O=Société d’essai, organizationIdentifier=PSDFR-ACPR-12345, CN=Société d’essai QWAC',
    validUntil: new Date('2027-01-01T00:00:00Z'),
  })
  expect(certificateFacts(identity.qseal.certificate).kind).toBe('seal')
  expect(certificateFacts(identity.authority.certificate)).toMatchObject({ qualified: false, roles: [] })
  const authority = new X509Certificate(identity.authority.certificate)
  for (const { certificate } of [identity.qwac, identity.qseal]) {
    expect(new X509Certificate(certificate).verify(authority.publicKey)).toBe(true)
    expect(new X509Certificate(certificate).checkIssued(authority)).toBe(true)
  }
})

test.skipIf(!hasOpenssl)('OpenSSL reads the same and trusts the chain', () => {
  writeFileSync(join(folder, 'ca.pem'), identity.authority.certificate)
  writeFileSync(join(folder, 'qwac.pem'), identity.qwac.certificate)
  const time = String(Date.parse('2026-06-01T00:00:00Z') / 1000)
  expect(openssl('verify', '-attime', time, '-purpose', 'sslclient', '-CAfile', 'ca.pem', 'qwac.pem')).toContain('OK')
  const text = openssl('asn1parse', '-in', 'qwac.pem') ?? ''
  expect(text).toContain('qcStatements')
  expect(openssl('x509', '-in', 'qwac.pem', '-noout', '-text')).toContain('organizationIdentifier')
})

test.skipIf(!hasOpenssl).each([
  ['today’s ciphers', []],
  ['the ciphers of old', ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1']],
])('PKCS#12 in %s', (_name, ciphers) => {
  writeFileSync(join(folder, 'ca.pem'), identity.authority.certificate)
  writeFileSync(join(folder, 'seal.pem'), identity.qseal.certificate)
  writeFileSync(join(folder, 'seal.key'), identity.qseal.key.expose())
  const made = openssl(
    ...['pkcs12', '-export', '-in', 'seal.pem', '-inkey', 'seal.key', '-certfile', 'ca.pem', '-out', 'seal.p12'],
    ...['-passout', 'pass:correct horse', ...ciphers],
  )
  expect(made).toBeDefined()
  const file = readFileSync(join(folder, 'seal.p12'))
  const read = readPkcs12(file, new Secret('correct horse'))
  if (typeof read === 'string') throw new Error(read)
  expect(new X509Certificate(read.certificate).serialNumber).toBe(
    new X509Certificate(identity.qseal.certificate).serialNumber,
  )
  expect(read.certificate.match(/BEGIN CERTIFICATE/g)).toHaveLength(1)
  expect(() => localSealKey(read.certificate, read.key)).not.toThrow()
  expect(readPkcs12(file, new Secret('wrong'))).toBe('passphrase')
})

test('what is no PKCS#12 is told apart from a wrong passphrase', () => {
  expect(readPkcs12(Buffer.from('hello'), new Secret('x'))).toBe('not_pkcs12')
})

test('a key that is not the certificate’s, not RSA or no key is refused without being shown', () => {
  expect(() => localSealKey(identity.qseal.certificate, identity.qwac.key)).toThrow('does not belong')
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ec = new Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  expect(() => localSealKey(identity.qseal.certificate, ec)).toThrow('not an RSA key')
  expect(() => localSealKey(identity.qseal.certificate, new Secret('canary'))).toThrow(
    /^the seal key is not a private key in PEM$/,
  )
})

test('an identity shows no key however it is printed', () => {
  const line = /PRIVATE KEY-----\s+(\S{40})/.exec(identity.qseal.key.expose())?.[1] ?? 'none'
  const seal = localSealKey(identity.qseal.certificate, identity.qseal.key)
  for (const shown of [
    inspect({ identity, seal }, { depth: 9, showHidden: true }),
    JSON.stringify({ identity, seal }),
  ]) {
    expect(shown).not.toContain(line)
    expect(shown).not.toContain('PRIVATE KEY')
  }
})

test('a serial is in its shortest form whatever was drawn: one certificate of 512 could not be read', async () => {
  const drawn = [Buffer.alloc(16), Buffer.from([0, 1]), Buffer.alloc(16, 0xff), Buffer.from([0x80, 0])]
  for (const random of drawn) {
    const serial = serialFrom(random)
    const { certificate } = await issueCertificate({
      kind: 'authority',
      commonName: 'A',
      organisation: 'A',
      country: 'FR',
      serial,
      validFrom: new Date('2026-01-01T00:00:00Z'),
      validUntil: new Date('2027-01-01T00:00:00Z'),
    })
    expect(new X509Certificate(certificate).serialNumber.toLowerCase()).toBe(serial)
  }
})
