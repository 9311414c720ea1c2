import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Secret } from '@raccord/connector-kit'
import { type CertificateWithKey, type Pkcs12Problem, readPkcs12 } from '@raccord/connector-kit/identity'
import { IdentityError } from './identity-error.ts'
import type { CertificateSource } from './settings.ts'

const problems: Record<Pkcs12Problem, string> = {
  not_pkcs12: 'is neither PEM nor PKCS#12',
  passphrase: 'can not be opened: the passphrase is wrong, or the file is damaged',
  no_key: 'holds no private key',
  no_certificate: 'holds no certificate that belongs to its key',
}

/** A certificate with the key that belongs to it. `use` is what sentences call it. @throws IdentityError */
export async function readCertificateWithKey(use: string, source: CertificateSource): Promise<CertificateWithKey> {
  const bytes = await read(use, source.file)
  if (!isPem(bytes)) {
    if (source.keyFile !== undefined)
      throw new IdentityError(`${use}: ${source.file} is not PEM; a key file goes with a PEM certificate only.`)
    const found = readPkcs12(bytes, source.passphrase ?? new Secret(''))
    if (typeof found === 'string') throw new IdentityError(`${use}: ${source.file} ${problems[found]}.`)
    return found
  }
  const certificate = certificatesIn(use, source.file, bytes)
  // A PEM file may hold both.
  const keyFile = source.keyFile ?? source.file
  const key = readKey(use, keyFile, source.keyFile === undefined ? bytes : await read(use, keyFile), source.passphrase)
  if (!new X509Certificate(certificate).checkPrivateKey(key))
    throw new IdentityError(`${use}: the key in ${keyFile} does not belong to the first certificate in ${source.file}.`)
  return { certificate, key: new Secret(key.export({ type: 'pkcs8', format: 'pem' }).toString()) }
}

/** The certificates of a PEM file alone, for keys that are elsewhere and for roots. @throws IdentityError */
export async function readCertificates(use: string, file: string): Promise<string> {
  return certificatesIn(use, file, await read(use, file))
}

function certificatesIn(use: string, file: string, bytes: Buffer): string {
  const found = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  if (found.length === 0) throw new IdentityError(`${use}: ${file} holds no certificate in PEM.`)
  try {
    return found.map((pem) => String(new X509Certificate(pem))).join('')
  } catch {
    throw new IdentityError(`${use}: ${file} holds a certificate that can not be read.`)
  }
}

function readKey(use: string, file: string, bytes: Buffer, passphrase: Secret | undefined): KeyObject {
  try {
    return createPrivateKey({ key: bytes, format: 'pem', ...(passphrase ? { passphrase: passphrase.expose() } : {}) })
  } catch {
    const encrypted = /ENCRYPTED/.test(bytes.toString('latin1'))
    if (encrypted && passphrase === undefined)
      throw new IdentityError(`${use}: the key in ${file} is encrypted. Set RACCORD_${use}_PASSPHRASE.`)
    throw new IdentityError(
      encrypted
        ? `${use}: the key in ${file} can not be opened: the passphrase is wrong, or the file is damaged.`
        : `${use}: ${file} holds no private key in PEM.`,
    )
  }
}

async function read(use: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    throw new IdentityError(`${use}: ${file} can not be read (${code}). ${settingOf(use)} names it.`)
  }
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ')
}

function settingOf(use: string): string {
  return use === 'QWAC' || use === 'QSEAL'
    ? `RACCORD_${use}_FILE or RACCORD_${use}_KEY_FILE`
    : 'RACCORD_BANK_ROOTS_FILE'
}
