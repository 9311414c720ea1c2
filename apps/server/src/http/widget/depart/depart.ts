import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { wayStands } from '../../../journey/leg-standing.ts'
import type { ReturnedLeg } from '../../../journey/ports.ts'
import { bareFrame, sendAlone } from '../alone/alone-page.ts'
import { saysOwnPost } from '../own-post.ts'
import { sendPage } from '../page-headers.ts'
import { localeOf } from '../page-locale.ts'
import { pageUrl, paths } from '../page-paths.ts'
import { tileOf } from '../present/provider-tiles.ts'
import { readBinding } from '../visit/binding.ts'
import type { DepartureTicket, RoadDeps } from '../widget-deps.ts'
import { legCookie } from './leg-cookie.ts'
import { ownerQuestion } from './owner-question.ts'

/**
 * `GET /v2.1/widget/depart?ticket=`: the first-party page each way to a bank starts at. The ticket works once, and only for
 * the browser whose page showed it: one that is bound to the session, or that says itself that it comes from a page of ours.
 * Anybody else was given the link, or his browser does not say: he is asked whose accounts these are and for which client,
 * before the bank; the ticket is not used up by asking.
 */
export function departRoute(app: FastifyInstance, deps: RoadDeps): void {
  // No HEAD: a look at the link by a messenger is no departure.
  app.get(paths.depart, { exposeHeadRoute: false }, async (request, reply) => {
    const query = request.query as { ticket?: unknown; tab?: unknown }
    const met = await meet(deps, request, reply, query.ticket)
    if (!met) return reply
    const { found, ticket, bound } = met
    if (ticket.until <= deps.journey.now().getTime())
      // Left standing: his own page shows a new one.
      return bound
        ? reply.redirect(pageUrl(paths.journey, found.journey.sessionId, undefined), 303)
        : sendAlone(deps, request, reply, 410, 'session_expired')
    const tab = query.tab === '1'
    const proven = bound || request.headers['sec-fetch-site'] === 'same-origin'
    if (!proven || request.headers['sec-purpose'] !== undefined) {
      const { locale } = found.journey.parameters
      const action = tab ? `${paths.depart}?tab=1` : paths.depart
      const html = await ownerQuestion(deps, request, found, String(query.ticket), action, locale)
      return html === undefined
        ? sendAlone(deps, request, reply, 409, 'bank_link_used')
        : sendPage(request, reply, 403, html, [])
    }
    const url = await depart(deps, request, reply, met, tab)
    return url === undefined ? sendAlone(deps, request, reply, 409, 'bank_link_used') : leave(reply).redirect(url, 303)
  })

  /** The answer to the question: "yes" departs, "no" ends the way. */
  app.post(paths.depart, { bodyLimit: 8 * 1024 }, async (request, reply) => {
    const body = (request.body ?? {}) as { do?: unknown; proof?: unknown }
    if (!saysOwnPost(request, deps.embedUrl())) return sendAlone(deps, request, reply, 403, 'link_refused')
    const met = await meet(deps, request, reply, body.proof)
    if (!met) return reply
    const { found, ticket } = met
    const now = deps.journey.now()
    if (ticket.until <= now.getTime()) return sendAlone(deps, request, reply, 410, 'session_expired')
    if (body.do === 'owner_no' && (await deps.roads.decline(ticket.legId, ticket.departures, now)))
      return sendAlone(deps, request, reply, 200, 'declined_by_person')
    const { tab } = request.query as { tab?: unknown }
    const url = body.do === 'owner_yes' ? await depart(deps, request, reply, met, tab === '1') : undefined
    const provider = deps.catalogue.find(deps.catalogue.channel(found.leg.definitionId)?.providerId ?? '')
    if (url === undefined || !provider) return sendAlone(deps, request, reply, 409, 'bank_link_used')
    // Not by a redirect: browsers hold those of a form to `form-action`, and a bank leads on to hosts of its own.
    const screen = {
      ...({ kind: 'redirect', provider: tileOf(provider), departUrl: url, bankHost: new URL(url).host } as const),
      ...{ newTab: false, leg: { number: 1, of: 1 } },
    }
    const frame = bareFrame(deps, request, found.journey.parameters.locale ?? localeOf(request))
    leave(reply).header('refresh', `0; url=${url}`)
    return sendPage(request, reply, 200, deps.render(screen, frame), [])
  })
}

interface Met {
  readonly ticket: DepartureTicket
  readonly found: ReturnedLeg
  /** By its cookie. A secret in an address is not asked for here: an address can be sent to somebody. */
  readonly bound: boolean
}

/** The way of a ticket, while it counts; answers itself where it does not (`undefined`). */
async function meet(
  deps: RoadDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  text: unknown,
): Promise<Met | undefined> {
  const ticket = typeof text === 'string' ? deps.tickets.read(text) : undefined
  const found = ticket && (await deps.roads.find(ticket.legId))
  const session = found && (await deps.sessions.open(found.journey.sessionId, deps.journey.now()))
  const newest = session?.newest
  if (!ticket || !found || !newest) {
    sendAlone(deps, request, reply, 410, 'session_expired')
    return undefined
  }
  if (found.leg.departures !== ticket.departures || !wayStands(found.journey, found.leg.id, newest.id)) {
    sendAlone(deps, request, reply, 409, 'bank_link_used')
    return undefined
  }
  return { ticket, found, bound: readBinding(request, session, deps.secure(), undefined).bound }
}

async function depart(
  deps: RoadDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { found, ticket }: Met,
  tab: boolean,
): Promise<string | undefined> {
  const cookie = legCookie(request, deps.secure())
  const by = { browserHash: cookie.hash, tab }
  const departed = await deps.roads.depart(found, ticket.departures, by, deps.journey.now())
  if (departed) cookie.set(reply)
  return departed?.url
}

/** Nothing of ours is told to the bank, and nothing of the way is kept. */
function leave(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
}
