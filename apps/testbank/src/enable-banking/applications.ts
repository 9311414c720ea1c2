import { createPublicKey, type KeyObject, randomUUID, verify, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import { ServiceError } from './errors.ts'
import { sandboxApplication } from './sandbox-application.ts'

/** A registered client of the service: whose certificate its tokens are checked by. */
export type KnownApplication = {
  readonly id: string
  readonly name: string
  readonly key: KeyObject
  /** PRODUCTION: in restricted mode, and no account is linked to it. */
  readonly environment: 'SANDBOX' | 'PRODUCTION'
  /** Compared letter by letter. */
  readonly redirectUrls: readonly string[] | 'any'
}

export type Applications = {
  readonly register: (body: unknown) => KnownApplication
  /** The application behind a bearer token that it made itself. */
  readonly of: (authorization: string | undefined) => KnownApplication
}

const registration = z.object({
  name: z.string().min(1).max(200),
  certificate: z.string().min(1).max(20_000),
  environment: z.enum(['SANDBOX', 'PRODUCTION']),
  redirect_urls: z.array(z.url().max(2000)).min(1).max(20),
})

const MAX_APPLICATIONS = 200
const MAX_LIFE_S = 86_400
/** Clocks differ. */
const LEEWAY_S = 60

/** Applications are forgotten with the process, all but the sandbox's own. */
export function openApplications(clock: Clock): Applications {
  const own = sandboxApplication()
  const known = new Map<string, KnownApplication>([[own.id, own]])
  return {
    register: (body) => {
      const parsed = registration.safeParse(body)
      const key = parsed.success ? keyOf(parsed.data.certificate) : undefined
      if (!parsed.success || key?.asymmetricKeyType !== 'rsa')
        throw new ServiceError(
          422,
          'WRONG_REQUEST_PARAMETERS',
          'Name, certificate, environment or redirect_urls is wrong.',
        )
      const { name, environment, redirect_urls: redirectUrls } = parsed.data
      const made: KnownApplication = { id: randomUUID(), name, key, environment, redirectUrls }
      known.set(made.id, made)
      for (const id of known.keys()) if (known.size > MAX_APPLICATIONS && id !== own.id) known.delete(id)
      return made
    },
    of: (authorization) => {
      const [, token = ''] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '') ?? []
      const [header = '', payload = '', signature = ''] = token.split('.')
      const { alg, typ, kid } = parts(header)
      const application = typeof kid === 'string' ? known.get(kid) : undefined
      const signed = Buffer.from(`${header}.${payload}`)
      if (!application || alg !== 'RS256' || typ !== 'JWT') throw unauthorized('The token names no application.')
      if (!verify('sha256', signed, application.key, Buffer.from(signature, 'base64url')))
        throw unauthorized('The signature is not the application’s.')
      checkClaims(parts(payload), clock.now().getTime() / 1000)
      return application
    },
  }
}

function checkClaims(claims: { readonly [name: string]: unknown }, now: number): void {
  const { iss, aud, iat, exp } = claims
  if (iss !== 'enablebanking.com' || aud !== 'api.enablebanking.com') throw unauthorized('iss or aud is wrong.')
  if (typeof iat !== 'number' || typeof exp !== 'number' || exp - iat > MAX_LIFE_S)
    throw unauthorized('iat or exp is wrong.')
  if (iat > now + LEEWAY_S || exp < now - LEEWAY_S) throw unauthorized('The token is not of now.')
}

function parts(text: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function keyOf(pem: string): KeyObject | undefined {
  try {
    return pem.includes('PUBLIC KEY') ? createPublicKey(pem) : new X509Certificate(pem).publicKey
  } catch {
    return undefined
  }
}

function unauthorized(text: string): ServiceError {
  return new ServiceError(401, 'UNAUTHORIZED_ACCESS', text)
}
