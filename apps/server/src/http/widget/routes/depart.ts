import type { FastifyInstance } from 'fastify'
import { setLegCookie } from '../leg-cookie.ts'
import { paths } from '../page-paths.ts'
import { sendAlone } from '../page-visit.ts'
import type { WidgetDeps } from '../widget-deps.ts'

/** `GET /v2.1/widget/depart?ticket=`: the first-party page each way to a bank starts at; the ticket works once. */
export function departRoute(app: FastifyInstance, deps: WidgetDeps): void {
  app.get(paths.depart, async (request, reply) => {
    const { ticket: text, tab } = request.query as { ticket?: unknown; tab?: unknown }
    const ticket = typeof text === 'string' ? deps.tickets.read(text) : undefined
    if (!ticket) return sendAlone(deps, request, reply, 410, 'session_expired')
    const hash = setLegCookie(request, reply, deps.secure())
    const departed = await deps.roads.depart(ticket.legId, ticket.departures, hash, deps.journey.now())
    if (!departed) return sendAlone(deps, request, reply, 409, 'bank_link_used')
    await deps.journey.store.append(
      departed.journey,
      [{ kind: 'departed', leg: ticket.legId, tab: tab === '1' }],
      deps.journey.now(),
    )
    return reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(departed.url, 303)
  })
}
