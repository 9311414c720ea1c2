import { localSealKey, type OperatorIdentity, SealError, type SealKey } from '@raccord/connector-kit'
import { type CertificateFacts, certificateFacts } from '@raccord/connector-kit/identity'
import { checkProgram } from './check-program.ts'
import { IdentityError } from './identity-error.ts'
import { readCertificates, readCertificateWithKey } from './read-certificate.ts'
import { remoteSealKey } from './remote-seal-key.ts'
import type { IdentitySettings } from './settings.ts'

export interface HeldCertificate {
  readonly use: 'QWAC' | 'QSEAL'
  readonly file: string
  readonly facts: CertificateFacts
}

export interface LoadedIdentity {
  readonly operator: OperatorIdentity
  /** What is held, for alarms and for `raccord identity show`. */
  readonly certificates: readonly HeldCertificate[]
  /** PEM, one certificate each. */
  readonly bankRoots: readonly string[]
}

/**
 * Reads certificates and keys. What can not be used at all stops the start; what banks alone will mind (a date, a role) is
 * for `identityProblems`. @throws IdentityError
 */
export async function loadIdentity(settings: IdentitySettings): Promise<LoadedIdentity> {
  const certificates: HeldCertificate[] = []
  const held = (use: HeldCertificate['use'], file: string, pem: string) => {
    const facts = certificateFacts(pem)
    certificates.push({ use, file, facts })
    return facts.organisationId
  }
  const { qwac, qseal, bankRootsFile, fintsProductId, woobProgram } = settings
  const transport = qwac && (await readCertificateWithKey('QWAC', qwac))
  const seal = qseal && (await openSeal(qseal))
  const ids = [
    ...(qwac && transport ? [held('QWAC', qwac.file, transport.certificate)] : []),
    ...(qseal && seal ? [held('QSEAL', qseal.file, seal.certificate)] : []),
  ]
  const organisationId = ids.find((id) => id !== undefined)
  return {
    operator: {
      organisationId,
      ...(transport ? { transport } : {}),
      ...(seal ? { seal } : {}),
      fintsProductId,
      ...(woobProgram === undefined ? {} : { woobProgram: await checkProgram('RACCORD_WOOB', woobProgram) }),
    },
    certificates,
    bankRoots: bankRootsFile === undefined ? [] : split(await readCertificates('Bank roots', bankRootsFile)),
  }
}

async function openSeal(source: NonNullable<IdentitySettings['qseal']>): Promise<SealKey> {
  if (source.signer !== undefined) return remoteSealKey(await readCertificates('QSEAL', source.file), source.signer)
  const { certificate, key } = await readCertificateWithKey('QSEAL', source)
  try {
    return localSealKey(certificate, key)
  } catch (error) {
    throw new IdentityError(`QSEAL: ${error instanceof SealError ? error.message : 'the key can not be used'}.`)
  }
}

function split(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
}
