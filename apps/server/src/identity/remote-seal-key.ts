import { constants, verify, X509Certificate } from 'node:crypto'
import { digestOf, type SealAlgorithm, SealError, type SealKey } from '@raccord/connector-kit'
import { z } from 'zod'
import { askLocalService, LocalServiceError } from './local-service.ts'

const answer = z.object({ signature: z.base64() })

/**
 * A QSEAL whose key a signing service holds: `POST {"algorithm":"rsa-sha256","data":"<base64>"}`, answered by
 * `{"signature":"<base64>"}`. What it answers is verified before a bank sees it, so that a service with another key shows here.
 *
 * @param address `unix:/path` (asked for `/sign`) or an http URL on a loopback host.
 */
export function remoteSealKey(certificate: string, address: string): SealKey {
  const { publicKey } = new X509Certificate(certificate)
  return {
    certificate,
    async sign(algorithm, data) {
      const signature = await ask(address, { algorithm, data: Buffer.from(data).toString('base64') })
      const pss = algorithm.startsWith('rsa-pss-')
      const key = {
        key: publicKey,
        padding: pss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING,
        ...(pss ? { saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}),
      }
      if (!verify(digestOf(algorithm), data, key, signature))
        throw new SealError('the signer answered with a signature that does not belong to the seal certificate')
      return signature
    },
  }
}

/** Whether a seal key signs at all: asked at start, so that the first person is not the one to find out. */
export async function trySealKey(key: SealKey, algorithm: SealAlgorithm = 'rsa-sha256'): Promise<string | undefined> {
  try {
    await key.sign(algorithm, Buffer.from('raccord'))
    return undefined
  } catch (error) {
    return error instanceof SealError ? error.message : 'the seal key could not sign'
  }
}

async function ask(address: string, body: object): Promise<Buffer> {
  const parsed = answer.safeParse(await askLocalService(address, '/sign', body).catch(refused)).data
  if (!parsed) throw new SealError('the signer answered something that is not a signature')
  return Buffer.from(parsed.signature, 'base64')
}

function refused(error: unknown): never {
  throw error instanceof LocalServiceError ? new SealError(`the signer ${error.message}`) : error
}
