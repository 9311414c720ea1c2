import type { FastifyInstance } from 'fastify'
import { look } from '../../../journey/look.ts'
import { sendAlone } from '../alone/alone-page.ts'
import { paths } from '../page-paths.ts'
import type { JourneyPageDeps } from '../widget-deps.ts'
import { sendUnbound, visit } from './page-visit.ts'
import { settled, showJourney } from './show-journey.ts'

/** `GET /v2.1/widget/journey`: the page of the journey as it stands. Reloading, going back and coming back all end here. */
export function journeyPageRoute(app: FastifyInstance, deps: JourneyPageDeps): void {
  app.get(paths.journey, async (request, reply) => {
    const visited = await visit(deps, request, reply)
    if (!visited) return reply
    const journey = visited.session.newest
    if (!journey && !visited.binding.bound) return sendUnbound(deps, request, reply, visited)
    if (!journey) return sendAlone(deps, request, reply, 410, 'session_expired', { ancestors: visited.ancestors })
    // Only the session's own browser moves it on.
    const view = visited.binding.bound ? await settled(deps, journey, request) : await look(deps.journey, journey)
    return showJourney(deps, request, reply, visited, view)
  })
}
