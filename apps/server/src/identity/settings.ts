import { Secret } from '@raccord/connector-kit'
import { z } from 'zod'
import { localServiceAddress, localServiceRule } from './local-service.ts'

const file = z.string().min(1).optional()

/** The part of the settings that says who we are towards banks. */
export const identityShape = {
  RACCORD_QWAC_FILE: file.describe(
    'Your QWAC, for mutual TLS with banks: PEM with the certificates that issued it, or PKCS#12. docs/guide/certificates.md.',
  ),
  RACCORD_QWAC_KEY_FILE: file.describe('Its key, PEM. Not with PKCS#12.'),
  RACCORD_QWAC_PASSPHRASE: z.string().optional().describe('Of the key or of the PKCS#12 file.'),
  RACCORD_QSEAL_FILE: file.describe('Your QSEAL, for signed requests: as above.'),
  RACCORD_QSEAL_KEY_FILE: file.describe('Its key, PEM. Not with PKCS#12, not with a signer.'),
  RACCORD_QSEAL_PASSPHRASE: z.string().optional().describe('Of the key or of the PKCS#12 file.'),
  RACCORD_QSEAL_SIGNER: z
    .string()
    .regex(localServiceAddress, localServiceRule)
    .optional()
    .describe(
      'A signing service that holds the key of the QSEAL: `unix:/run/signer.sock`, or http on a loopback host.',
    ),
  RACCORD_BANK_ROOTS_FILE: file.describe(
    'Authorities that bank certificates may lead to, PEM, beside the public ones: for sandboxes of banks.',
  ),
  RACCORD_FINTS_PRODUCT_ID: z
    .string()
    .regex(/^[A-Za-z0-9]{1,25}$/, 'up to 25 letters and digits')
    .optional()
    .describe(
      'Registration number of your product at Deutsche Kreditwirtschaft: without it German banks cannot be reached by FinTS. docs/guide/fints.md.',
    ),
  RACCORD_WOOB: z
    .string()
    .regex(/^\/[^\0]{1,4000}$/, 'must be the absolute path of a program')
    .optional()
    .describe(
      'Your own program that speaks to your own woob, for banks that have no interface: its absolute path. docs/guide/woob.md.',
    ),
}

export interface CertificateSource {
  readonly file: string
  readonly keyFile?: string
  readonly passphrase?: Secret
}

export interface IdentitySettings {
  readonly qwac?: CertificateSource
  readonly qseal?: CertificateSource & { readonly signer?: string }
  readonly bankRootsFile?: string
  readonly fintsProductId?: string
  readonly woobProgram?: string
}

type Read = { readonly [Name in keyof typeof identityShape]?: string | undefined }

/** @returns a sentence where settings do not go together. */
export function readIdentitySettings(set: Read): IdentitySettings | string {
  for (const use of ['QWAC', 'QSEAL'] as const) {
    const alone = !set[`RACCORD_${use}_FILE`] && (set[`RACCORD_${use}_KEY_FILE`] || set[`RACCORD_${use}_PASSPHRASE`])
    if (alone) return `RACCORD_${use}_FILE is missing: a key or a passphrase alone is of no use.`
  }
  if (set.RACCORD_QSEAL_SIGNER && !set.RACCORD_QSEAL_FILE)
    return 'RACCORD_QSEAL_FILE is missing: the certificate is needed beside RACCORD_QSEAL_SIGNER.'
  if (set.RACCORD_QSEAL_SIGNER && set.RACCORD_QSEAL_KEY_FILE)
    return 'RACCORD_QSEAL_SIGNER and RACCORD_QSEAL_KEY_FILE are both set: keep one.'
  const qwac = source(set.RACCORD_QWAC_FILE, set.RACCORD_QWAC_KEY_FILE, set.RACCORD_QWAC_PASSPHRASE)
  const qseal = source(set.RACCORD_QSEAL_FILE, set.RACCORD_QSEAL_KEY_FILE, set.RACCORD_QSEAL_PASSPHRASE)
  return {
    ...(qwac ? { qwac } : {}),
    ...(qseal
      ? { qseal: { ...qseal, ...(set.RACCORD_QSEAL_SIGNER ? { signer: set.RACCORD_QSEAL_SIGNER } : {}) } }
      : {}),
    ...(set.RACCORD_BANK_ROOTS_FILE ? { bankRootsFile: set.RACCORD_BANK_ROOTS_FILE } : {}),
    ...(set.RACCORD_WOOB ? { woobProgram: set.RACCORD_WOOB } : {}),
    ...(set.RACCORD_FINTS_PRODUCT_ID ? { fintsProductId: set.RACCORD_FINTS_PRODUCT_ID } : {}),
  }
}

function source(
  file: string | undefined,
  keyFile: string | undefined,
  passphrase: string | undefined,
): CertificateSource | undefined {
  if (file === undefined) return undefined
  return {
    file,
    keyFile,
    ...(passphrase === undefined ? {} : { passphrase: new Secret(passphrase) }),
  }
}
