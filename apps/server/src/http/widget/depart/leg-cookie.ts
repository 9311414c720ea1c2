import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Set by the departure page, first party and Lax, so that it comes back with the bank's redirect; the callback requires
 * it (WIRE §4). One cookie for all legs of a browser: two tabs may be at two banks. `set` is for a departure that counts.
 */
export function legCookie(
  request: FastifyRequest,
  secure: boolean,
): { readonly hash: Uint8Array; set(reply: FastifyReply): void } {
  const known = request.cookies[name(secure)]
  const value = known !== undefined && /^[A-Za-z0-9_-]{22}$/.test(known) ? known : randomBytes(16).toString('base64url')
  return {
    hash: hash(value),
    set: (reply) =>
      void reply.setCookie(name(secure), value, { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: 3600 }),
  }
}

export function cameFromHere(request: FastifyRequest, secure: boolean, expected: Uint8Array | undefined): boolean {
  const value = request.cookies[name(secure)]
  if (value === undefined || expected === undefined) return false
  const given = hash(value)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function name(secure: boolean): string {
  return secure ? '__Host-raccord-leg' : 'raccord-leg'
}

function hash(value: string): Uint8Array {
  return createHash('sha256').update(`leg:${value}`).digest()
}
