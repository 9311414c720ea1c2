import { X509Certificate } from 'node:crypto'
import type { KeyIdOptions } from './signature-options.ts'

/** `keyId` of a signature: how the bank finds our certificate. `undefined` where the certificate lacks what it needs. */
export function keyIdOf(pem: string, options: KeyIdOptions): string | undefined {
  const certificate = new X509Certificate(pem)
  switch (options.form) {
    case 'serial-and-issuer':
      return `SN=${serialOf(certificate, options.serial)},CA=${issuerOf(certificate, options)}`
    case 'serial':
      return serialOf(certificate, options.serial)
    case 'certificate-url':
      return options.url
        .replaceAll('{sha256}', plainHex(certificate.fingerprint256))
        .replaceAll('{sha1}', plainHex(certificate.fingerprint))
    case 'thumbprint':
      return thumbprintOf(certificate, options)
    case 'organisation':
      return organisationOf(certificate)
    case 'fixed':
      return options.value
  }
}

/** `organizationIdentifier` (X.520 2.5.4.97), `PSDFR-ACPR-12345`. */
export function organisationOf(certificate: X509Certificate): string | undefined {
  return /^(?:organizationIdentifier|2\.5\.4\.97)=(.+)$/m.exec(certificate.subject)?.[1]
}

/** Never through a Number: a serial has up to 20 bytes (RFC 5280 §4.1.2.2). */
function serialOf(certificate: X509Certificate, form: 'hex' | 'hex-lower' | 'decimal'): string {
  const hex = certificate.serialNumber.toUpperCase()
  if (form === 'decimal') return BigInt(`0x${hex}`).toString()
  return form === 'hex' ? hex : hex.toLowerCase()
}

/** Node writes one name a line in the certificate's order, special characters escaped as in RFC 4514. */
function issuerOf(
  certificate: X509Certificate,
  options: { readonly issuer: 'reversed' | 'as-written'; readonly encodeSpaces: boolean },
): string {
  const names = certificate.issuer.split('\n').filter((line) => line !== '')
  if (options.issuer === 'reversed') names.reverse()
  const written = names.join(',')
  // The value stands in quotes and in a header: neither has room for a quote or for letters beyond ASCII.
  return written.replace(options.encodeSpaces ? /[^\x21-\x7e]+|"/gu : /[^\x20-\x7e]+|"/gu, encodeURIComponent)
}

function thumbprintOf(
  certificate: X509Certificate,
  { digest, encoding }: Extract<KeyIdOptions, { form: 'thumbprint' }>,
): string {
  const hex = plainHex(digest === 'sha1' ? certificate.fingerprint : certificate.fingerprint256)
  if (encoding === 'hex') return hex
  return encoding === 'hex-lower' ? hex.toLowerCase() : Buffer.from(hex, 'hex').toString(encoding)
}

function plainHex(fingerprint: string): string {
  return fingerprint.replaceAll(':', '')
}
