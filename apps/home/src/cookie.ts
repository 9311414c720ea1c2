import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionDays } from './store/session-store.ts'

/** `__Host-` needs https; a browser on the machine itself, or on a network without it, has none. */
const nameOf = (secure: boolean): string => (secure ? '__Host-raccord-home' : 'raccord-home')

export function readCookie(request: FastifyRequest, secure: boolean): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  const value = pairs.find(([key]) => key === nameOf(secure))?.[1]
  return value && /^[\w-]{43}$/.test(value) ? value : undefined
}

/** Lax: sent when the widget leads back to us, not when another site posts a form here. */
export function setCookie(reply: FastifyReply, secure: boolean, secret: string | undefined): void {
  const age = secret === undefined ? 0 : sessionDays * 86_400
  const flags = `Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  reply.header('set-cookie', `${nameOf(secure)}=${secret ?? ''}; ${flags}`)
}
