import { createPrivateKey, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { Secret } from '../secret.ts'

export interface CertificateWithKey {
  /** PEM: the key's certificate first, then the others of the file. */
  readonly certificate: string
  /** PEM, not encrypted. */
  readonly key: Secret
}

/** `passphrase`: wrong, or the file is damaged; the format can not tell these apart. */
export type Pkcs12Problem = 'not_pkcs12' | 'passphrase' | 'no_key' | 'no_certificate'

/** Reads a PKCS#12 file (RFC 7292), those in the old ciphers that OpenSSL 3 no longer opens included. */
export function readPkcs12(der: Uint8Array, passphrase: Secret): CertificateWithKey | Pkcs12Problem {
  const outer = parse(der)
  if (!outer) return 'not_pkcs12'
  let file: forge.pkcs12.Pkcs12Pfx
  try {
    file = forge.pkcs12.pkcs12FromAsn1(outer, passphrase.expose())
  } catch {
    return 'passphrase'
  }
  const bags = file.safeContents.flatMap(({ safeBags }) => safeBags)
  const key = bags.map(keyOf).find((found) => found !== undefined)
  if (!key) return 'no_key'
  const certificates = bags.flatMap(certificateOf)
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key))
  if (!own) return 'no_certificate'
  const chain = [own, ...certificates.filter((certificate) => certificate !== own && !isRoot(certificate))]
  return {
    certificate: chain.map(String).join(''),
    key: new Secret(key.export({ type: 'pkcs8', format: 'pem' }).toString()),
  }
}

function parse(der: Uint8Array): forge.asn1.Asn1 | undefined {
  try {
    return forge.asn1.fromDer(Buffer.from(der).toString('latin1'))
  } catch {
    return undefined
  }
}

/** RSA keys are read by the library; of others it leaves the PKCS#8 structure, which Node reads. */
function keyOf(bag: forge.pkcs12.Bag) {
  const isKey = bag.type === forge.pki.oids['pkcs8ShroudedKeyBag'] || bag.type === forge.pki.oids['keyBag']
  if (!isKey) return undefined
  if (bag.key) return createPrivateKey(forge.pki.privateKeyToPem(bag.key))
  return createPrivateKey({ key: toDer(bag.asn1), format: 'der', type: 'pkcs8' })
}

function certificateOf(bag: forge.pkcs12.Bag): X509Certificate[] {
  if (bag.type !== forge.pki.oids['certBag']) return []
  const asn1 = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1
  return [new X509Certificate(toDer(asn1))]
}

function isRoot(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject
}

function toDer(asn1: forge.asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')
}
