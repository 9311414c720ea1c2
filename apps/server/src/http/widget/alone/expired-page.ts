import type { ReturnMessage } from '@raccord/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { allowedOrigins, isAllowedUrl } from '../../../clients/client-url.ts'
import type { WidgetSession } from '../../../journey/session.ts'
import { messageOrigins } from '../message-origins.ts'
import { frameAncestors } from '../page-headers.ts'
import { returnUrl } from '../present/return-url.ts'
import { shownClient } from '../theme-of.ts'
import { readBinding } from '../visit/binding.ts'
import { endedAt } from '../visit/journey-events.ts'
import type { VisitDeps } from '../widget-deps.ts'
import { sendAlone } from './alone-page.ts'

/**
 * A session that is over, with the way back that is known: to the browser that was the session's the one of its journey, to
 * another one that of its own link, if the client registered it.
 */
export async function sendExpired(
  deps: VisitDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  id: string | undefined,
): Promise<FastifyReply> {
  const session = id === undefined ? undefined : await deps.sessions.ended(id)
  const client = session && (await deps.clients.find(session.clientId))
  if (!session || !client) return sendAlone(deps, request, reply, 410, 'session_expired', { ancestors: ['*'] })
  const ancestors = frameAncestors(allowedOrigins(client), client.loopbackAllowed)
  const known = (await ofJourney(deps, request, session)) ?? ofLink(request)
  if (!known || !isAllowedUrl(client, known.url))
    return sendAlone(deps, request, reply, 410, 'session_expired', { ancestors, client: shownClient(client) })
  const back = returnUrl(known.url, { status: 'error', error: 'session_expired', step: known.step })
  const message: ReturnMessage = {
    targetOrigins: messageOrigins({ redirect_url: known.url }, client, []),
    data: { eventName: 'redirect_to', redirect_url: back, status: 'error' },
  }
  return sendAlone(deps, request, reply, 410, 'session_expired', {
    ancestors,
    client: shownClient(client),
    back: { backToClient: back, message },
  })
}

async function ofJourney(deps: VisitDeps, request: FastifyRequest, session: WidgetSession) {
  if (!readBinding(request, session, deps.secure(), undefined).bound) return undefined
  const journey = await deps.journeys.newest(session.idHash)
  const url = journey?.parameters.redirect_url
  return url === undefined || !journey ? undefined : { url, step: endedAt(journey.facts) }
}

function ofLink(request: FastifyRequest) {
  const { redirect_url, redirect_uri } = request.query as { redirect_url?: unknown; redirect_uri?: unknown }
  const url = redirect_url ?? redirect_uri
  return typeof url === 'string' ? { url, step: endedAt([]) } : undefined
}
