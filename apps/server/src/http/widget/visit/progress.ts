import type { FastifyInstance } from 'fastify'
import { paths } from '../page-paths.ts'
import type { JourneyPageDeps } from '../widget-deps.ts'
import { pageRevision } from './frame-of.ts'
import { visit } from './page-visit.ts'
import { settled } from './show-journey.ts'

/**
 * `GET /v2.1/widget/progress` → `{revision}`: an opaque string that changes when the page would look different. Asked by
 * pages that wait; it also lets the journey make its own moves.
 */
export function progressRoute(app: FastifyInstance, deps: JourneyPageDeps): void {
  app.get(paths.progress, async (request, reply) => {
    const visited = await visit(deps, request, reply)
    if (!visited) return reply
    reply.header('cache-control', 'no-store')
    const journey = visited.binding.bound ? visited.session.newest : undefined
    if (!journey)
      return reply
        .code(404)
        .send({ error: 'not_found', error_description: 'No journey for this browser.', request_id: request.id })
    return reply.send({ revision: pageRevision(await settled(deps, journey, request), deps.journey.now()) })
  })
}
