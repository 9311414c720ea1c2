import { X509Certificate } from 'node:crypto'
import { type Failed, faultFailure, lenient, type Secret } from '@raccord/connector-kit'
import { CompactEncrypt, importJWK, importSPKI, importX509, type JWK } from 'jose'
import { z } from 'zod'
import { failureOfAnswer } from '../call/failure.ts'
import type { Session } from '../call/session.ts'
import type { PasswordEncryption } from '../options/password-encryption.ts'
import type { ScaAnswer } from './sca-answer.ts'
import { absolute } from './submit.ts'

const { list } = lenient

const operation = 'authorisation.encrypt'
const jwk = z.looseObject({ kty: z.string(), kid: z.string().optional(), use: z.string().optional() })

/** The password as a compact JWE with the bank's key (RFC 7516). A password is never sent plain where this fails. */
export async function encryptPassword(session: Session, secret: Secret, answer: ScaAnswer): Promise<string | Failed> {
  const { encryption } = session.options
  if (!encryption) return wrong('the bank takes only an encrypted password, option encryption is missing')
  const found = await keyText(session, encryption, answer)
  if (typeof found !== 'string') return found
  try {
    const key = await readKey(found, encryption, session.bank.now())
    if (typeof key === 'string') return wrong(key)
    const kid = encryption.keyId ?? key.keyId
    return await new CompactEncrypt(Buffer.from(secret.expose(), 'utf8'))
      .setProtectedHeader({
        alg: encryption.algorithm,
        enc: encryption.content,
        kid,
      })
      .encrypt(key.key)
  } catch {
    // What the library says could quote the key; it is never the password's fault.
    return wrong('the bank’s key for passwords cannot be used')
  }
}

/** PEM or JSON. Addresses go through the guarded client: a link is the bank's word. */
async function keyText(session: Session, { key }: PasswordEncryption, answer: ScaAnswer): Promise<string | Failed> {
  if ('pem' in key) return key.pem
  if ('jwk' in key) return JSON.stringify(key.jwk)
  const url = 'url' in key ? key.url : absolute(session, answer.links[key.link], answer.url)
  if (url === undefined) return wrong('the bank’s answer has no link to its key for passwords')
  const response = await session.bank.http.send({ method: 'GET', url, headers: { Accept: '*/*' } })
  if (response.kind === 'fault') return faultFailure(operation, response)
  if (response.status !== 200) return failureOfAnswer(operation, response, session.wire, session.bank.now())
  return response.body
}

type Key = Awaited<ReturnType<typeof importJWK>>

async function readKey(
  text: string,
  { algorithm, keyId }: PasswordEncryption,
  now: Date,
): Promise<{ readonly key: Key; readonly keyId?: string } | string> {
  if (text.includes('-----BEGIN CERTIFICATE')) return fromCertificate(text, algorithm, now)
  if (text.includes('-----BEGIN')) return { key: await importSPKI(text.trim(), algorithm) }
  const json: unknown = JSON.parse(text)
  const set = z.looseObject({ keys: list }).safeParse(json).data?.keys
  const candidates = (set && set.length > 0 ? set : [json]).flatMap((one) => jwk.safeParse(one).data ?? [])
  const chosen =
    candidates.find(({ kid }) => keyId !== undefined && kid === keyId) ??
    (keyId === undefined ? candidates.find(({ kty, use }) => kty === 'RSA' && use !== 'sig') : undefined)
  if (!chosen) return 'no key for passwords among those of the bank'
  return { key: await importJWK(chosen as JWK, algorithm), keyId: chosen.kid }
}

async function fromCertificate(text: string, algorithm: string, now: Date): Promise<{ readonly key: Key } | string> {
  const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(text)?.[0] ?? ''
  const { validFromDate, validToDate } = new X509Certificate(pem)
  if (now < validFromDate || now > validToDate) return 'the bank’s certificate for passwords is not valid today'
  return { key: await importX509(pem, algorithm) }
}

function wrong(detail: string): Failed {
  return { kind: 'failed', reason: 'bank_not_configured', detail: `${operation}: ${detail}` }
}
