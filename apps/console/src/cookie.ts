import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionHours } from './store/session-store.ts'

/** `__Host-` needs https; a sandbox on the machine itself has none. */
const nameOf = (secure: boolean): string => (secure ? '__Host-raccord-console' : 'raccord-console')

export const readCookie = (request: FastifyRequest, secure: boolean): string | undefined =>
  cookieValue(request, nameOf(secure))

/** 32 bytes in base64url, as every cookie of the console is. */
export function cookieValue(request: FastifyRequest, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  const value = pairs.find(([key]) => key === name)?.[1]
  return value && /^[\w-]{43}$/.test(value) ? value : undefined
}

/** Strict: nothing leads here from another site. */
export function setCookie(reply: FastifyReply, secure: boolean, secret: string | undefined): void {
  const age = secret === undefined ? 0 : sessionHours * 3600
  const flags = `Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  reply.header('set-cookie', `${nameOf(secure)}=${secret ?? ''}; ${flags}`)
}
