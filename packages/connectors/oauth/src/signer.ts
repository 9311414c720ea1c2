import { constants, createPrivateKey, type KeyObject, sign } from 'node:crypto'
import type { BankContext } from '@raccord/connector-kit'
import type { ClientOptions, jwsAlgorithms } from './options.ts'

type JwsAlgorithm = (typeof jwsAlgorithms)[number]

/** No signature could be made: for the operator, holds neither key nor data. */
export class SigningError extends Error {
  override readonly name = 'SigningError'
}

/** Signs the JWTs that we send: client assertions and request objects. */
export interface JwsSigner {
  readonly algorithm: JwsAlgorithm
  readonly keyId?: string
  sign(data: Uint8Array): Promise<Uint8Array>
}

const sealAlgorithm = { PS256: 'rsa-pss-sha256', RS256: 'rsa-sha256' } as const

/** By the option's own key, else by the operator's seal, which may be in another process. @throws SigningError */
export function signerOf(bank: BankContext, options: ClientOptions): JwsSigner {
  const { signingKey, signingKeyId, signingAlgorithm: algorithm = 'PS256' } = options
  const named = signingKeyId === undefined ? {} : { keyId: signingKeyId }
  if (signingKey !== undefined) {
    const key = readKey(signingKey, algorithm)
    return { algorithm, ...named, sign: async (data) => sign('sha256', data, { key, ...formOf(algorithm) }) }
  }
  const seal = bank.identity?.seal
  if (!seal) throw new SigningError('neither option signingKey nor a seal certificate is there')
  if (algorithm === 'ES256') throw new SigningError('the seal key is an RSA key and cannot sign ES256')
  return {
    algorithm,
    ...named,
    sign: async (data) => {
      try {
        return await seal.sign(sealAlgorithm[algorithm], data)
      } catch {
        throw new SigningError('the seal key could not sign')
      }
    },
  }
}

/** Clocks differ: what we sign was issued half a minute ago, and lives that much longer. `lifetime` in seconds. */
const LEEWAY = 30

export function jwtTimes(
  now: Date,
  lifetime: number,
): { readonly iat: number; readonly nbf: number; readonly exp: number } {
  const seconds = Math.floor(now.getTime() / 1000)
  return { iat: seconds - LEEWAY, nbf: seconds - LEEWAY, exp: seconds + lifetime + LEEWAY }
}

/** A JWT in compact form (RFC 7519, RFC 7515 §3.1). */
export async function signJwt(signer: JwsSigner, claims: { readonly [name: string]: unknown }): Promise<string> {
  const header = { alg: signer.algorithm, typ: 'JWT', kid: signer.keyId }
  const signed = `${encode(header)}.${encode(claims)}`
  return `${signed}.${Buffer.from(await signer.sign(Buffer.from(signed))).toString('base64url')}`
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function readKey(pem: string, algorithm: JwsAlgorithm): KeyObject {
  const wanted = algorithm === 'ES256' ? 'ec' : 'rsa'
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    // What OpenSSL says may quote the text.
    throw new SigningError('option signingKey is not a private key in PEM')
  }
  if (key.asymmetricKeyType !== wanted) throw new SigningError(`option signingKey is no key for ${algorithm}`)
  return key
}

/** PSS with a salt as long as the digest, ECDSA as two numbers: what RFC 7518 §3.4 and §3.5 want. */
function formOf(algorithm: JwsAlgorithm) {
  switch (algorithm) {
    case 'PS256':
      return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    case 'RS256':
      return { padding: constants.RSA_PKCS1_PADDING }
    case 'ES256':
      return { dsaEncoding: 'ieee-p1363' as const }
  }
}
