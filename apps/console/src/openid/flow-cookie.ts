import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieValue } from '../cookie.ts'
import { challengeMinutes } from '../store/challenge-store.ts'
import type { FlowSecrets } from './openid-provider.ts'

const nameOf = (secure: boolean): string => (secure ? '__Host-raccord-console-openid' : 'raccord-console-openid')

/**
 * A secret that only this browser has, and what is derived from it: an answer that another browser brings matches nothing here. Lax, since
 * it has to come with the provider's redirect, which the session's cookie does not.
 */
export function beginFlow(reply: FastifyReply, secure: boolean): FlowSecrets {
  const secret = randomBytes(32).toString('base64url')
  put(reply, secure, secret, challengeMinutes * 60)
  return derived(secret)
}

export function readFlow(request: FastifyRequest, secure: boolean): FlowSecrets | undefined {
  const secret = cookieValue(request, nameOf(secure))
  return secret === undefined ? undefined : derived(secret)
}

export function endFlow(reply: FastifyReply, secure: boolean): void {
  put(reply, secure, '', 0)
}

function put(reply: FastifyReply, secure: boolean, value: string, age: number): void {
  const flags = `Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  reply.header('set-cookie', `${nameOf(secure)}=${value}; ${flags}`)
}

function derived(secret: string): FlowSecrets {
  const of = (use: string) => createHmac('sha256', secret).update(use).digest('base64url')
  return { state: of('state'), nonce: of('nonce'), verifier: of('verifier') }
}
