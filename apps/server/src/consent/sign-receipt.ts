import { CompactSign, type CryptoKey, type JWK } from 'jose'
import type { ConsentView } from './consent-history.ts'

/** Keys that sign what others verify. The public half of every one there ever was is published. */
export interface SigningKeys {
  signer(): Promise<Signer>
  published(): Promise<JWK[]>
  /** A new one signs from now on; the private half of the one before is erased. */
  rotate(): Promise<{ readonly retired: string | undefined; readonly live: string }>
}

interface Signer {
  readonly kid: string
  readonly algorithm: string
  readonly key: CryptoKey | Uint8Array
}

/** RFC 8725 §3.11: a receipt is taken for nothing else. */
export const receiptType = 'consent-receipt+jws'

/**
 * What a person agreed to, as a compact JWS (RFC 7515) that anybody can verify with the published keys. It says how things stand at `iat`:
 * an end that comes later is in a later receipt.
 *
 * @param issuer the API's base
 */
export function signReceipt(
  signer: Signer,
  consent: ConsentView,
  about: { readonly issuer: string; readonly body: object; readonly at: Date },
): Promise<string> {
  const payload = {
    iss: about.issuer,
    iat: Math.floor(about.at.getTime() / 1000),
    jti: `consent-${consent.id}`,
    sub: String(consent.userId),
    client_id: consent.clientId,
    // Binds the receipt to the record's place in the chain: `raccord consents verify` finds whether it still stands there.
    record_hash: Buffer.from(consent.hash).toString('hex'),
    consent: about.body,
  }
  return new CompactSign(Buffer.from(JSON.stringify(payload), 'utf8'))
    .setProtectedHeader({ alg: signer.algorithm, kid: signer.kid, typ: receiptType })
    .sign(signer.key)
}
