import type { Locale } from '@raccord/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Client } from '../../../clients/client.ts'
import { allowedOrigins } from '../../../clients/client-url.ts'
import type { Caller } from '../../../journey/call-bank.ts'
import type { VisitedSession } from '../../../journey/session.ts'
import { bareFrame } from '../alone/alone-page.ts'
import { sendExpired } from '../alone/expired-page.ts'
import { frameAncestors, sendPage } from '../page-headers.ts'
import { shownClient } from '../theme-of.ts'
import type { VisitDeps } from '../widget-deps.ts'
import { type Binding, believesAddress, readBinding } from './binding.ts'
import { readPageToken } from './page-token.ts'

/** A request that belongs to a live session: who, from which browser, for which client. */
export interface Visit {
  readonly sessionId: string
  readonly session: VisitedSession
  readonly client: Client
  readonly binding: Binding
  readonly ancestors: readonly string[]
}

/** Finds the session of a request; answers with a friendly page itself where there is none (`undefined`). */
export async function visit(deps: VisitDeps, request: FastifyRequest, reply: FastifyReply): Promise<Visit | undefined> {
  const query = request.query as { session_id?: unknown; t?: unknown }
  const body = (request.body ?? {}) as { session_id?: unknown; page?: unknown }
  const id = firstOf(request.method === 'POST' ? body.session_id : query.session_id)
  const session =
    typeof id === 'string' && /^[A-Za-z0-9_-]{32}$/.test(id)
      ? await deps.sessions.open(id, deps.journey.now())
      : undefined
  const client = session && (await deps.clients.find(session.clientId))
  if (typeof id !== 'string' || !session || !client) {
    await sendExpired(deps, request, reply, typeof id === 'string' ? id : undefined)
    return undefined
  }
  const secret = firstOf(query.t)
  const inAddress = typeof secret === 'string' && believesAddress(request) ? secret : undefined
  const carried = readPageToken(firstOf(body.page))?.secret ?? inAddress
  const binding = readBinding(request, session, deps.secure(), carried)
  return {
    sessionId: id,
    session,
    client,
    binding,
    ancestors: frameAncestors(allowedOrigins(client), client.loopbackAllowed),
  }
}

/** Of a name given twice the first value counts. */
function firstOf(given: unknown): unknown {
  return Array.isArray(given) ? given[0] : given
}

/** The session is another browser's, and has no journey yet: a page with nothing to send. */
export function sendUnbound(
  deps: VisitDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { client, ancestors }: Visit,
): FastifyReply {
  const frame = { ...bareFrame(deps, request), client: shownClient(client) }
  return sendPage(request, reply, 200, deps.render({ kind: 'unbound', canRestart: false }, frame), ancestors)
}

/** The person is here: his address and browser may be told to the bank (WIRE §3). */
export function callerOf(request: FastifyRequest, locale: Locale): Caller {
  const userAgent = request.headers['user-agent']
  const acceptLanguage = request.headers['accept-language']
  return {
    locale,
    psu: {
      ipAddress: request.ip,
      ...(userAgent ? { userAgent: userAgent.slice(0, 300) } : {}),
      ...(acceptLanguage ? { acceptLanguage: acceptLanguage.slice(0, 100) } : {}),
    },
  }
}
