import { constants, verify, X509Certificate } from 'node:crypto'
import { type IncomingMessage, request } from 'node:http'
import { digestOf, type SealAlgorithm, SealError, type SealKey } from '@raccord/connector-kit'
import { z } from 'zod'

const timeoutMs = 5_000
const maxAnswerBytes = 16_384

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
      const signature = await ask(address, JSON.stringify({ algorithm, data: Buffer.from(data).toString('base64') }))
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

async function ask(address: string, body: string): Promise<Buffer> {
  const text = await exchange(address, body)
  const parsed = answer.safeParse(parse(text)).data
  if (!parsed) throw new SealError('the signer answered something that is not a signature')
  return Buffer.from(parsed.signature, 'base64')
}

function exchange(address: string, body: string): Promise<string> {
  const target = address.startsWith('unix:')
    ? { socketPath: address.slice('unix:'.length), path: '/sign' }
    : new URL(address)
  const options = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(timeoutMs),
  }
  return new Promise((done, failed) => {
    const away = (error: Error) => failed(new SealError(`the signer can not be reached (${codeOf(error)})`))
    const take = (response: IncomingMessage) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        if (text.length > maxAnswerBytes) response.destroy(new Error('too long'))
      })
      response.on('error', away)
      response.on('end', () =>
        response.statusCode === 200
          ? done(text)
          : failed(new SealError(`the signer answered HTTP ${response.statusCode ?? '?'}`)),
      )
    }
    const call = target instanceof URL ? request(target, options, take) : request({ ...target, ...options }, take)
    call.on('error', away)
    call.end(body)
  })
}

function codeOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time'
  return 'code' in error && typeof error.code === 'string' ? error.code : 'connection failed'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
