import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'
import { Secret } from '../secret.ts'
import { type PspRole, pspRoles, qcOids } from './qc-statements.ts'

/** A certificate with its key. */
export interface IssuedCertificate {
  /** PEM, its own certificate only. */
  readonly certificate: string
  /** PKCS#8 PEM. */
  readonly key: Secret
}

export interface CertificateOrder {
  /** `web`: QWAC. `seal`: QSEAL. `server`: a bank's own TLS certificate. `authority`: issues the others. `plain`: a key's. */
  readonly kind: 'web' | 'seal' | 'server' | 'authority' | 'plain'
  readonly commonName: string
  readonly organisation: string
  /** `PSDFR-ACPR-12345` (ETSI TS 119 495 §5.2.1): written as `organizationIdentifier`. */
  readonly organisationId?: string
  readonly country: string
  readonly roles?: readonly PspRole[]
  readonly authority?: { readonly name: string; readonly id: string }
  readonly validFrom: Date
  readonly validUntil: Date
  /** Subject alternative names: DNS names and IP addresses. */
  readonly hosts?: readonly string[]
  /** Positive, hex; by default 16 random bytes. */
  readonly serial?: string
  /** Of its key; by default 2048. */
  readonly keyBits?: number
}

const generate = promisify(generateKeyPair)

/**
 * Makes a certificate in the form of a qualified one, for sandboxes: whoever trusts `issuer` will take it, nobody else does.
 * Without `issuer` it signs itself.
 */
export async function issueCertificate(
  order: CertificateOrder,
  issuer?: IssuedCertificate,
): Promise<IssuedCertificate> {
  const { privateKey } = await generate('rsa', { modulusLength: order.keyBits ?? 2048 })
  const key = new Secret(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.publicKeyFromPem(
    createPublicKey(key.expose()).export({ type: 'spki', format: 'pem' }).toString(),
  )
  certificate.serialNumber = order.serial ?? serialFrom(randomBytes(16))
  certificate.validity.notBefore = order.validFrom
  certificate.validity.notAfter = order.validUntil
  const subject = subjectOf(order)
  certificate.setSubject(subject)
  certificate.setIssuer(issuer ? subjectIn(issuer.certificate) : subject)
  certificate.setExtensions(extensionsOf(order))
  certificate.sign(forge.pki.privateKeyFromPem((issuer?.key ?? key).expose()), forge.md.sha256.create())
  return { certificate: forge.pki.certificateToPem(certificate).replaceAll('\r', ''), key }
}

/** Positive, and in DER's shortest form whatever was drawn (X.690 §8.3.2): a serial that begins with zeros is refused by readers. */
export function serialFrom(random: Uint8Array): string {
  const bytes = Buffer.from(random)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex')
}

function subjectOf(order: CertificateOrder): forge.pki.CertificateField[] {
  const utf8 = forge.asn1.Type.UTF8
  return [
    { name: 'countryName', value: order.country },
    { name: 'organizationName', value: order.organisation, valueTagClass: utf8 },
    ...(order.organisationId ? [{ type: '2.5.4.97', value: order.organisationId, valueTagClass: utf8 }] : []),
    { name: 'commonName', value: order.commonName, valueTagClass: utf8 },
  ] as forge.pki.CertificateField[]
}

/** Read back, the library gives UTF-8 as bytes; written, it wants letters. */
function subjectIn(pem: string): forge.pki.CertificateField[] {
  return forge.pki
    .certificateFromPem(pem)
    .subject.attributes.map((field) =>
      Number(field.valueTagClass) === forge.asn1.Type.UTF8
        ? { ...field, value: forge.util.decodeUtf8(String(field.value)) }
        : field,
    )
}

function extensionsOf(order: CertificateOrder): object[] {
  const { kind, hosts = [] } = order
  const authority = kind === 'authority'
  return [
    { name: 'basicConstraints', cA: authority, critical: true },
    authority
      ? { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
      : {
          name: 'keyUsage',
          digitalSignature: true,
          nonRepudiation: kind === 'seal',
          keyEncipherment: kind === 'server',
          critical: true,
        },
    ...(kind === 'web' ? [{ name: 'extKeyUsage', clientAuth: true, serverAuth: true }] : []),
    ...(kind === 'server' ? [{ name: 'extKeyUsage', serverAuth: true }] : []),
    ...(hosts.length > 0 ? [{ name: 'subjectAltName', altNames: hosts.map(altName) }] : []),
    { name: 'subjectKeyIdentifier' },
    ...(kind === 'web' || kind === 'seal' ? [{ id: qcOids.extension, value: statements(order, kind) }] : []),
  ]
}

/** GeneralName (RFC 5280 §4.2.1.6): 2 is a DNS name, 7 an address. */
function altName(host: string): object {
  return /^[\d.]+$|:/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }
}

function statements(order: CertificateOrder, kind: 'web' | 'seal'): forge.asn1.Asn1 {
  const roles = (order.roles ?? []).map((role) => sequence(oid(`${qcOids.role}.${pspRoles[role]}`), utf8(role)))
  return sequence(
    sequence(oid(qcOids.compliance)),
    sequence(oid(qcOids.type), sequence(oid(kind === 'web' ? qcOids.web : qcOids.seal))),
    ...(order.authority
      ? [sequence(oid(qcOids.psd2), sequence(sequence(...roles), utf8(order.authority.name), utf8(order.authority.id)))]
      : []),
  )
}

function sequence(...parts: forge.asn1.Asn1[]): forge.asn1.Asn1 {
  return forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.SEQUENCE, true, parts)
}

function oid(dotted: string): forge.asn1.Asn1 {
  const { create, Class, Type, oidToDer } = forge.asn1
  return create(Class.UNIVERSAL, Type.OID, false, oidToDer(dotted).getBytes())
}

function utf8(value: string): forge.asn1.Asn1 {
  const { create, Class, Type } = forge.asn1
  return create(Class.UNIVERSAL, Type.UTF8, false, forge.util.encodeUtf8(value))
}
