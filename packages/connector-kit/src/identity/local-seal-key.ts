import { constants, createPrivateKey, sign, X509Certificate } from 'node:crypto'
import type { Secret } from '../secret.ts'
import { type SealAlgorithm, SealError, type SealKey } from './operator-identity.ts'

/** A QSEAL whose key is in this process. @throws SealError when the key is no RSA key or not the certificate's. */
export function localSealKey(certificate: string, pem: Secret): SealKey {
  const key = readKey(pem)
  if (key.asymmetricKeyType !== 'rsa') throw new SealError('the seal key is not an RSA key')
  if (!new X509Certificate(certificate).checkPrivateKey(key))
    throw new SealError('the seal key does not belong to the seal certificate')
  return {
    certificate,
    sign: (algorithm, data) =>
      new Promise((done, failed) => {
        // With a callback the signature is made on a thread of its own: an RSA signature takes a millisecond.
        sign(digestOf(algorithm), data, { key, ...paddingOf(algorithm) }, (error, signature) =>
          error ? failed(new SealError('the seal key could not sign')) : done(signature),
        )
      }),
  }
}

/** Name of the digest under a seal algorithm, as node:crypto and OpenSSL call it. */
export function digestOf(algorithm: SealAlgorithm): 'sha256' | 'sha512' {
  return algorithm.endsWith('sha512') ? 'sha512' : 'sha256'
}

function paddingOf(algorithm: SealAlgorithm): { padding: number; saltLength?: number } {
  return algorithm.startsWith('rsa-pss-')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { padding: constants.RSA_PKCS1_PADDING }
}

function readKey(pem: Secret) {
  try {
    return createPrivateKey(pem.expose())
  } catch {
    // What OpenSSL says may quote the text.
    throw new SealError('the seal key is not a private key in PEM')
  }
}
