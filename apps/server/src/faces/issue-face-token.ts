import { generateKeyPair, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { Clock } from '../clock.ts'
import { hashTokenText, isTokenText, newTokenText } from '../tokens/token-text.ts'
import type { FaceKind, FaceLimits, FaceToken, FaceTokenStore } from './face-token.ts'

/** What a person asks for. */
export interface FaceTokenOrder extends FaceLimits {
  readonly userId: number
  readonly kind: FaceKind
  readonly name: string
}

export interface IssuedFaceToken {
  readonly token: FaceToken
  /** The code to claim, the secret of an export's address, a key of Lunch Flow, or a private key (PEM). It exists nowhere else: shown once. */
  readonly secret: string
}

/** More are no help to anybody who wants to know who reads his accounts. */
export const MOST_FACE_TOKENS = 50
const CLAIM_MS = 86_400_000
const HOUR_MS = 3_600_000

const newKeys = promisify(generateKeyPair)
const keyForm = {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const

interface Deps {
  readonly faceTokens: FaceTokenStore
  readonly clock: Clock
}

/** `undefined`: the person has as many as he may have. */
export async function issueFaceToken(deps: Deps, order: FaceTokenOrder): Promise<IssuedFaceToken | undefined> {
  const createdAt = deps.clock.now()
  if (order.kind === 'enable_banking') {
    const { publicKey, privateKey } = await newKeys('rsa', keyForm)
    const own = { applicationId: randomUUID(), publicKey }
    const token = await deps.faceTokens.add({ ...order, ...own, createdAt }, MOST_FACE_TOKENS)
    return token && { token, secret: privateKey }
  }
  const secret = newTokenText()
  const hash = hashTokenText(secret)
  const token = await deps.faceTokens.add(
    order.kind !== 'simplefin'
      ? { ...order, createdAt, secretHash: hash }
      : { ...order, createdAt, claimHash: hash, claimExpiresAt: new Date(createdAt.getTime() + CLAIM_MS) },
    MOST_FACE_TOKENS,
  )
  return token && { token, secret }
}

/** The secret of the access address, once; `undefined` for a code that is unknown, expired, or was claimed before. */
export async function claimFaceToken(deps: Deps, code: string): Promise<IssuedFaceToken | undefined> {
  if (!isTokenText(code)) return undefined
  const secret = newTokenText()
  const token = await deps.faceTokens.claim(hashTokenText(code), hashTokenText(secret), deps.clock.now())
  return token && { token, secret }
}

/** The token that a secret opens. Its use is noted, once an hour. */
export async function readFaceToken(deps: Deps, kind: FaceKind, secret: string): Promise<FaceToken | undefined> {
  if (!isTokenText(secret)) return undefined
  const token = await deps.faceTokens.findBySecret(kind, hashTokenText(secret))
  if (token === undefined) return undefined
  const now = deps.clock.now()
  const noted = token.usedAt?.getTime()
  if (noted === undefined || noted <= now.getTime() - HOUR_MS) await deps.faceTokens.noteUse(token.id, now)
  return token
}
