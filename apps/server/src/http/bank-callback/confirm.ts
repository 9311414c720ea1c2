import type { FastifyInstance } from 'fastify'
import { isOwnPost } from '../widget/own-post.ts'
import { sendAlone } from '../widget/page-visit.ts'
import type { WidgetDeps } from '../widget/widget-deps.ts'
import { goOn, proofHash } from './callback.ts'

/** `POST /bank/confirm`: "yes, these are my accounts" goes on; "no" revokes at the bank and stores nothing. */
export function confirmRoute(app: FastifyInstance, deps: WidgetDeps): void {
  app.post('/bank/confirm', { bodyLimit: 8 * 1024 }, async (request, reply) => {
    const body = (request.body ?? {}) as { do?: unknown; proof?: unknown }
    const proof = typeof body.proof === 'string' && body.proof.length <= 100 ? body.proof : ''
    const found =
      !isOwnPost(request, deps.embedUrl()) || (body.do !== 'owner_yes' && body.do !== 'owner_no')
        ? undefined
        : await deps.roads.confirm(proofHash(proof), body.do === 'owner_yes', deps.journey.now())
    if (!found) return sendAlone(deps, request, reply, 409, 'bank_link_used')
    const now = deps.journey.now()
    if (body.do === 'owner_no') {
      const fact = { kind: 'owner_denied', leg: found.leg.id } as const
      if (found.leg.state) await deps.journey.store.revokeLeg(found.journey, found.leg, found.leg.state, [fact], now)
      else await deps.journey.store.append(found.journey, [fact], now)
      return sendAlone(deps, request, reply, 200, 'declined_by_person')
    }
    return goOn(deps, request, reply, found, true)
  })
}
