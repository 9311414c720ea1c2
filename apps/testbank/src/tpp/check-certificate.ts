import type { X509Certificate } from 'node:crypto'
import { pspRoles } from './psp-roles.ts'

/** What a bank says of a certificate it does not take (Berlin Group 1.3 §14.11.1). */
export type CertificateFault = 'CERTIFICATE_INVALID' | 'CERTIFICATE_EXPIRED' | 'ROLE_INVALID'

/** Judges a QWAC or QSEAL: issued by an authority the bank trusts, in force, for account information. */
export function certificateFault(
  certificate: X509Certificate,
  roots: readonly X509Certificate[],
  now: Date,
): CertificateFault | undefined {
  const issued = roots.some((root) => certificate.checkIssued(root) && certificate.verify(root.publicKey))
  if (!issued || certificate.validFromDate > now) return 'CERTIFICATE_INVALID'
  if (certificate.validToDate < now) return 'CERTIFICATE_EXPIRED'
  return pspRoles(certificate).includes('PSP_AI') ? undefined : 'ROLE_INVALID'
}
