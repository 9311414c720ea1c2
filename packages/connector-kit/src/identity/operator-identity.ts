import type { Secret } from '../secret.ts'

/** RSASSA-PKCS1-v1_5 and RSASSA-PSS (salt as long as the digest), RFC 8017 §8. */
export const sealAlgorithms = ['rsa-sha256', 'rsa-sha512', 'rsa-pss-sha256', 'rsa-pss-sha512'] as const
export type SealAlgorithm = (typeof sealAlgorithms)[number]

/** Who we are towards banks: the licensed operator (TPP) and what proves it (RTS Art. 34, ETSI TS 119 495). */
export interface OperatorIdentity {
  /** `organizationIdentifier` of the certificates, `PSDFR-ACPR-12345`: the client id at many banks. */
  readonly organisationId?: string
  /** QWAC: proves us when a connection is made. */
  readonly transport?: TransportKey
  /** QSEAL: proves who sent a request. */
  readonly seal?: SealKey
  /** FinTS: registration number of the operator's product. It names a product, it proves nothing, and it is no secret. */
  readonly fintsProductId?: string
  /** Absolute path of the operator's program for banks that woob reads. */
  readonly woobProgram?: string
}

/** The key of a QWAC has to be in the process: TLS needs it in the middle of a handshake. */
export interface TransportKey {
  /** PEM: the certificate, then those that issued it, without the root. */
  readonly certificate: string
  /** PEM, not encrypted. */
  readonly key: Secret
}

/** The key of a QSEAL may be elsewhere, in a signing service or a security module. */
export interface SealKey {
  /** PEM: the certificate, then those that issued it. */
  readonly certificate: string
  /** Signature over `data`, raw bytes. @throws SealError */
  sign(algorithm: SealAlgorithm, data: Uint8Array): Promise<Uint8Array>
}

/** No signature could be made. The message is for the operator; it holds neither key nor data. */
export class SealError extends Error {
  override readonly name = 'SealError'
}
