import { localSealKey, type SealKey } from '@raccord/connector-kit'
import { issueCertificate } from '../../../packages/connector-kit/src/identity/test-certificate.ts'

/** A QSEAL that nobody trusts, made for the run. */
export async function testSealKey(): Promise<SealKey> {
  const { certificate, key } = await issueCertificate({
    kind: 'seal',
    commonName: 'Raccord tests',
    organisation: 'Raccord tests',
    organisationId: 'PSDFR-ACPR-12345',
    country: 'FR',
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validUntil: new Date('2036-01-01T00:00:00Z'),
  })
  return localSealKey(certificate, key)
}
