import { X509Certificate } from 'node:crypto'
import { organisationOf } from '../signing/key-id.ts'
import { type QcStatements, readQcStatements } from './qc-statements.ts'

/** What an operator wants to know about a certificate, and what is checked at start. */
export interface CertificateFacts extends QcStatements {
  /** One line, as in the certificate. */
  readonly subject: string
  readonly issuer: string
  /** Hex. */
  readonly serial: string
  readonly organisationId?: string
  readonly validFrom: Date
  readonly validUntil: Date
  /** SHA-256 of the DER, hex with colons. */
  readonly fingerprint: string
}

/** Reads the first certificate of a PEM text. Throws what OpenSSL throws when there is none. */
export function certificateFacts(pem: string): CertificateFacts {
  const certificate = new X509Certificate(pem)
  const organisationId = organisationOf(certificate)
  return {
    ...readQcStatements(certificate),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    serial: certificate.serialNumber,
    ...(organisationId === undefined ? {} : { organisationId }),
    validFrom: certificate.validFromDate,
    validUntil: certificate.validToDate,
    fingerprint: certificate.fingerprint256,
  }
}

function oneLine(name: string): string {
  return name.split('\n').join(', ')
}
