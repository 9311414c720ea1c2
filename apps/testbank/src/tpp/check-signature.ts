import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { type CertificateFault, certificateFault } from './check-certificate.ts'
import { parseSignature, type SignatureHeader } from './signature-header.ts'

export type SignatureFault = 'SIGNATURE_MISSING' | 'SIGNATURE_INVALID' | 'CERTIFICATE_MISSING' | CertificateFault

/** Always signed; the others where the request has them (Berlin Group 1.3 §12.2). */
const ALWAYS = ['digest', 'x-request-id']
const WHERE_PRESENT = ['psu-id', 'psu-corporate-id', 'tpp-redirect-uri']

/** Judges the signature of a request as a bank does. `body` is what came over the wire, empty where nothing did. */
export function signatureFault(
  request: FastifyRequest,
  body: Buffer,
  trust: { readonly roots: readonly X509Certificate[]; readonly now: Date },
): SignatureFault | undefined {
  const written = one(request, 'signature')
  if (written === undefined) return 'SIGNATURE_MISSING'
  const encoded = one(request, 'tpp-signature-certificate')
  if (encoded === undefined) return 'CERTIFICATE_MISSING'
  const certificate = readCertificate(encoded)
  if (!certificate) return 'CERTIFICATE_INVALID'
  const refused = certificateFault(certificate, trust.roots, trust.now)
  if (refused) return refused
  const signature = parseSignature(written)
  const good =
    signature !== undefined &&
    digestFits(one(request, 'digest'), body) &&
    covers(request, signature) &&
    inTime(signature, trust.now) &&
    names(certificate, signature.keyId) &&
    fits(request, signature, certificate)
  return good ? undefined : 'SIGNATURE_INVALID'
}

function one(request: FastifyRequest, name: string): string | undefined {
  const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined
  return Array.isArray(value) || value === '' ? undefined : value
}

/** DER or PEM on one line, base64. */
function readCertificate(text: string): X509Certificate | undefined {
  const base64 = decodeURIComponent(text).replace(/-----(BEGIN|END) CERTIFICATE-----|\s/g, '')
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    return undefined
  }
}

function digestFits(header: string | undefined, body: Buffer): boolean {
  const match = /^SHA-(256|512)=([\w+/=]+)$/.exec(header ?? '')
  return match?.[1] !== undefined && createHash(`sha${match[1]}`).update(body).digest('base64') === match[2]
}

function covers(request: FastifyRequest, { headers }: SignatureHeader): boolean {
  const needed = [...ALWAYS, ...WHERE_PRESENT.filter((name) => request.headers[name] !== undefined)]
  return needed.every((name) => headers.includes(name))
}

function inTime({ created, expires }: SignatureHeader, now: Date): boolean {
  const seconds = now.getTime() / 1000
  return (created === undefined || created <= seconds + 60) && (expires === undefined || expires >= seconds)
}

/** `SN=<hex>,CA=<name>`: the number is the certificate's. */
function names(certificate: X509Certificate, keyId: string): boolean {
  const serial = /^SN=([0-9A-Fa-f]+),CA=.+$/.exec(keyId)?.[1]
  return serial !== undefined && BigInt(`0x${serial}`) === BigInt(`0x${certificate.serialNumber}`)
}

function fits(request: FastifyRequest, signature: SignatureHeader, certificate: X509Certificate): boolean {
  const lines: string[] = []
  for (const name of signature.headers) {
    const value = name.startsWith('(') ? special(request, name, signature) : one(request, name)
    if (value === undefined) return false
    lines.push(`${name}: ${value}`)
  }
  const data = Buffer.from(lines.join('\n'), 'latin1')
  const key = certificate.publicKey
  switch (signature.algorithm) {
    case 'rsa-sha256':
    case 'rsa-sha512':
      return verify(signature.algorithm.slice(4), data, key, signature.signature)
    case 'hs2019':
      return verify(
        'sha256',
        data,
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
        signature.signature,
      )
    default:
      return false
  }
}

function special(request: FastifyRequest, name: string, { created, expires }: SignatureHeader): string | undefined {
  if (name === '(request-target)') return `${request.method.toLowerCase()} ${request.raw.url}`
  if (name === '(created)') return created?.toString()
  return name === '(expires)' ? expires?.toString() : undefined
}
