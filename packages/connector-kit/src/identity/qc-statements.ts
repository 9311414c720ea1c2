import type { X509Certificate } from 'node:crypto'
import forge from 'node-forge'

/** Roles of a payment service provider (ETSI TS 119 495 §5.1), by the last number of their object identifier. */
export const pspRoles = { PSP_AS: 1, PSP_PI: 2, PSP_AI: 3, PSP_IC: 4 } as const
export type PspRole = keyof typeof pspRoles

/** Object identifiers of the statements that are read and written here. */
export const qcOids = {
  extension: '1.3.6.1.5.5.7.1.3',
  compliance: '0.4.0.1862.1.1',
  type: '0.4.0.1862.1.6',
  seal: '0.4.0.1862.1.6.2',
  web: '0.4.0.1862.1.6.3',
  psd2: '0.4.0.19495.2',
  role: '0.4.0.19495.1',
} as const

/** What a qualified certificate states (ETSI EN 319 412-5 §4, ETSI TS 119 495 §5.1). */
export interface QcStatements {
  /** Issued as qualified under eIDAS. */
  readonly qualified: boolean
  /** QWAC or QSEAL. */
  readonly kind?: 'web' | 'seal'
  /** Names as in the certificate: `PSP_AI`, … */
  readonly roles: readonly string[]
  /** The authority that licensed the operator. */
  readonly authority?: { readonly name: string; readonly id: string }
}

const none: QcStatements = { qualified: false, roles: [] }

/** A certificate without statements, or with statements that can not be read, states nothing. */
export function readQcStatements(certificate: X509Certificate): QcStatements {
  try {
    const statements = extensionOf(certificate)
    return statements === undefined ? none : collect(statements)
  } catch {
    return none
  }
}

function collect(statements: forge.asn1.Asn1): QcStatements {
  const byId = new Map(children(statements).map((one) => [oid(at(one, 0)), children(one)[1]]))
  const types = byId.get(qcOids.type)
  const kinds = types === undefined ? [] : children(types).map(oid)
  const psd2 = byId.get(qcOids.psd2)
  return {
    qualified: byId.has(qcOids.compliance),
    ...(kinds.includes(qcOids.web) ? { kind: 'web' } : kinds.includes(qcOids.seal) ? { kind: 'seal' } : {}),
    roles: psd2 === undefined ? [] : children(at(psd2, 0)).map((role) => text(at(role, 1))),
    ...(psd2 === undefined ? {} : { authority: { name: text(at(psd2, 1)), id: text(at(psd2, 2)) } }),
  }
}

/** Certificate → TBSCertificate → `[3]` extensions → the one, unwrapped from its octet string (RFC 5280 §4.1). */
function extensionOf(certificate: X509Certificate): forge.asn1.Asn1 | undefined {
  const body = at(parse(certificate.raw.toString('latin1')), 0)
  const wrapped = children(body).find(
    ({ tagClass, type }) => tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && Number(type) === 3,
  )
  const extensions = wrapped === undefined ? [] : children(at(wrapped, 0))
  const found = extensions.find((one) => oid(at(one, 0)) === qcOids.extension)
  return found === undefined ? undefined : parse(bytes(children(found).at(-1)))
}

function parse(der: string): forge.asn1.Asn1 {
  return forge.asn1.fromDer(der, { decodeBitStrings: false } as unknown as boolean)
}

function children(node: forge.asn1.Asn1): forge.asn1.Asn1[] {
  if (!Array.isArray(node.value)) throw new TypeError('not a sequence')
  return node.value
}

function at(node: forge.asn1.Asn1, index: number): forge.asn1.Asn1 {
  const child = children(node)[index]
  if (child === undefined) throw new TypeError('too short')
  return child
}

function bytes(node: forge.asn1.Asn1 | undefined): string {
  if (typeof node?.value !== 'string') throw new TypeError('not a value')
  return node.value
}

function oid(node: forge.asn1.Asn1): string {
  return forge.asn1.derToOid(bytes(node))
}

function text(node: forge.asn1.Asn1): string {
  return Buffer.from(bytes(node), 'latin1').toString('utf8')
}
