import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { WidgetSession } from '../../../journey/session.ts'

/**
 * Which browser this is (WIRE §4, Browser binding). A secret per browser, in a cookie: `__Host-` and Lax at top level,
 * Partitioned when framed. Where cookies are off the page itself carries it: hidden in forms, and as `t` in our own links.
 */
export interface Binding {
  readonly secret: string
  /** This browser is one that the session knows. */
  readonly bound: boolean
  readonly framed: boolean
  /** No cookie came back although one was set: links must carry the secret. */
  readonly cookieless: boolean
}

const shape = /^[A-Za-z0-9_-]{22}$/

export function readBinding(
  request: FastifyRequest,
  session: WidgetSession,
  secure: boolean,
  carried: string | undefined,
): Binding {
  const framed = isFramed(request)
  const cookies = [request.cookies[topName(secure)], request.cookies[frameName(secure)]].filter(isSecret)
  const known = (secret: string) => isOfSession(session, secret)
  const fromCookie = cookies.find(known)
  if (fromCookie !== undefined) return { secret: fromCookie, bound: true, framed, cookieless: false }
  if (isSecret(carried) && known(carried))
    return { secret: carried, bound: true, framed, cookieless: !cookies.includes(carried) }
  const own = request.cookies[frameName(secure)]
  return {
    secret: framed ? (isSecret(own) ? own : newSecret()) : topSecret(request, secure),
    bound: false,
    framed,
    cookieless: false,
  }
}

/**
 * Whether the secret in an address may be believed: only where one of our own pages led here. An address can be sent to
 * somebody else, and what it shows him is then not his. A browser that says nothing of where it comes from is believed so far
 * that its page works; on the way to a bank it is asked (routes/depart.ts).
 */
export function believesAddress(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin'
}

/** This browser's secret at top level: the one that it has, or a new one. */
export function topSecret(request: FastifyRequest, secure: boolean): string {
  const own = request.cookies[topName(secure)]
  return isSecret(own) ? own : newSecret()
}

function newSecret(): string {
  return randomBytes(16).toString('base64url')
}

/** Whether this session has met a browser with this secret. */
export function isOfSession(session: WidgetSession, secret: string): boolean {
  const given = browserHash(session.idHash, secret)
  return session.browserHashes.some((hash) => sameBytes(hash, given))
}

/** Bound to the session: the same browser secret gives unrelated hashes for two sessions. */
export function browserHash(sessionHash: Uint8Array, secret: string): Uint8Array {
  return createHash('sha256').update(sessionHash).update(secret).digest()
}

/** Not for a secret that an address brought: whoever was sent that address would be let in for good. */
export function setBindingCookie(reply: FastifyReply, binding: Binding, secure: boolean): void {
  const common = { httpOnly: true, path: '/' } as const
  if (binding.framed)
    reply.setCookie(frameName(secure), binding.secret, { ...common, secure: true, sameSite: 'none', partitioned: true })
  else reply.setCookie(topName(secure), binding.secret, { ...common, secure, sameSite: 'lax' })
}

export function isFramed(request: FastifyRequest): boolean {
  return ['iframe', 'frame', 'embed', 'object', 'fencedframe'].includes(String(request.headers['sec-fetch-dest']))
}

/** `__Host-` needs https; a sandbox on loopback has none. */
function topName(secure: boolean): string {
  return secure ? '__Host-raccord' : 'raccord'
}

function frameName(secure: boolean): string {
  return secure ? '__Host-raccord-frame' : 'raccord-frame'
}

function isSecret(text: string | undefined): text is string {
  return text !== undefined && shape.test(text)
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}
