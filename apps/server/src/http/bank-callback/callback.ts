import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReturnedBrowser, ReturnedLeg } from '../../journey/ports.ts'
import { stateOf } from '../../journey/state.ts'
import { callbackOf } from '../../providers/catalogue.ts'
import { bareFrame, sendAlone } from '../widget/alone/alone-page.ts'
import { cameFromHere } from '../widget/depart/leg-cookie.ts'
import { ownerQuestion } from '../widget/depart/owner-question.ts'
import { sendPage } from '../widget/page-headers.ts'
import { localeOf } from '../widget/page-locale.ts'
import { pageUrl, paths } from '../widget/page-paths.ts'
import { tileOf } from '../widget/present/provider-tiles.ts'
import { shownClient } from '../widget/theme-of.ts'
import { browserHash, readBinding, setBindingCookie, topSecret } from '../widget/visit/binding.ts'
import { settled } from '../widget/visit/show-journey.ts'
import type { RoadDeps } from '../widget/widget-deps.ts'
import { fragmentPage, fragmentScriptRoute } from './fragment.ts'

/**
 * `GET /bank/callback/{provider_id}`: where banks send the browser back (registered there, so fixed for ever; banks behind
 * one service share its). The state counts once and only at the provider it was made for (mix-up, RFC 9700 §4.4), and only
 * while the way it belongs to stands (leg-standing.ts): after that it answers nothing, and what the bank granted is ended. A
 * browser that is neither bound to the session nor known to have departed from here must say whose accounts these are before
 * anything is read.
 */
export function callbackRoute(app: FastifyInstance, deps: RoadDeps): void {
  fragmentScriptRoute(app)
  app.get('/bank/callback/:providerId', { exposeHeadRoute: false }, async (request, reply) => {
    const given = request.query as Record<string, unknown>
    if (Object.keys(given).length === 0) return fragmentPage(deps, request, reply)
    const query = singleValues(given)
    const found =
      query['state'] === undefined || query['state'].length > 200 ? undefined : await deps.roads.byState(query['state'])
    const { providerId } = request.params as { providerId: string }
    const channel = found && deps.catalogue.channel(found.leg.definitionId)
    if (!found || !channel || callbackOf(channel) !== providerId)
      return sendAlone(deps, request, reply, 409, 'bank_link_used')
    const { journey } = found
    const session = await deps.sessions.open(journey.sessionId, deps.journey.now())
    const bound = session !== undefined && readBinding(request, session, deps.secure(), undefined).bound
    const departed = stateOf(journey.facts).leg?.departureProven === true
    const proven = bound || (departed && cameFromHere(request, deps.secure(), found.browserHash))
    const secret = topSecret(request, deps.secure())
    const joins = browserHash(journey.sessionHash, secret)
    const proof = randomBytes(24).toString('base64url')
    const question = proven
      ? undefined
      : await ownerQuestion(deps, request, found, proof, '/bank/confirm', journey.parameters.locale)
    const by: ReturnedBrowser = proven
      ? { proven, ...(bound ? {} : { joins }) }
      : { proven, proofHash: proofHash(proof) }
    const kept = await deps.roads.keepReturn(found, query, by, deps.journey.now())
    // Too late, or a second time: it lets nobody in. His own browser is led to his page.
    if (kept.kind === 'void' || (kept.kind === 'again' && !bound))
      return session === undefined
        ? sendAlone(deps, request, reply, 410, 'session_expired')
        : sendAlone(deps, request, reply, 409, 'bank_link_used')
    if (!proven) {
      if (question === undefined) return sendAlone(deps, request, reply, 409, 'bank_link_used')
      const onward = journey.parameters.aspsp_callback_uri
      return sendPage(request, reply, 200, question, [], onward === undefined ? [] : [new URL(onward).origin])
    }
    if (!bound) setBindingCookie(reply, { secret, bound: true, framed: false, cookieless: false }, deps.secure())
    return goOn(deps, request, reply, found, undefined, kept.kind === 'kept' ? kept : undefined)
  })
}

/**
 * The person is known, and this tab is of his session: to the client's host page, or straight into the journey. `carried`: his
 * browser's secret, where it may have no cookie for it. `kept`: as this very request has left them.
 */
export async function goOn(
  deps: RoadDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  found: ReturnedLeg,
  carried: string | undefined,
  kept?: Pick<ReturnedLeg, 'journey' | 'leg'>,
): Promise<FastifyReply> {
  const journey = kept?.journey ?? (await deps.journeys.reload(found.journey)) ?? found.journey
  const tab = journey.facts.some((fact) => fact.kind === 'departed' && fact.leg === found.leg.id && fact.tab)
  await settled(deps, journey, request, kept?.leg)
  const here = pageUrl(paths.journey, journey.sessionId, carried)
  reply.header('cache-control', 'no-store')
  const phone = stateOf(found.journey.facts).leg?.phone?.joined === true
  // The client's page stands on the computer, which goes on by itself; the phone has done its part.
  if (journey.parameters.aspsp_callback_uri !== undefined && !phone)
    return reply.redirect(journey.parameters.aspsp_callback_uri, 303)
  if (!tab) return reply.redirect(here, 303)
  const provider = deps.catalogue.find(deps.catalogue.channel(found.leg.definitionId)?.providerId ?? '')
  if (!provider) return reply.redirect(here, 303)
  const client = await deps.clients.find(journey.clientId)
  const frame = {
    ...bareFrame(deps, request, journey.parameters.locale ?? localeOf(request)),
    ...(client ? { client: shownClient(client) } : {}),
  }
  return sendPage(
    request,
    reply,
    200,
    deps.render({ kind: 'returned', provider: tileOf(provider), continueUrl: here, phone }, frame),
    [],
  )
}

export function proofHash(proof: string): Uint8Array {
  return createHash('sha256').update(`confirm:${proof}`).digest()
}

/** The bank's query, bounded; a name given twice keeps its first value (RFC 6749 §3.1 forbids repeating). */
function singleValues(query: Record<string, unknown>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(query).slice(0, 40)) {
    const first = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string' && first.length <= 4000 && name.length <= 100) kept[name] = first
  }
  return kept
}
