import type { FastifyInstance } from 'fastify'
import { sendAlone } from '../widget/alone/alone-page.ts'
import { saysOwnPost } from '../widget/own-post.ts'
import { browserHash, setBindingCookie, topSecret } from '../widget/visit/binding.ts'
import type { RoadDeps } from '../widget/widget-deps.ts'
import { goOn, proofHash } from './callback.ts'

/** `POST /bank/confirm`: "yes, these are my accounts" goes on; "no" revokes at the bank and stores nothing. */
export function confirmRoute(app: FastifyInstance, deps: RoadDeps): void {
  app.post('/bank/confirm', { bodyLimit: 8 * 1024 }, async (request, reply) => {
    const body = (request.body ?? {}) as { do?: unknown; proof?: unknown }
    const proof = typeof body.proof === 'string' && body.proof.length <= 100 ? body.proof : ''
    const secret = topSecret(request, deps.secure())
    const answer =
      body.do === 'owner_no'
        ? ({ kind: 'no' } as const)
        : ({
            kind: 'yes',
            joins: ({ sessionHash }: { sessionHash: Uint8Array }) => browserHash(sessionHash, secret),
          } as const)
    const found =
      !saysOwnPost(request, deps.embedUrl()) || (body.do !== 'owner_yes' && body.do !== 'owner_no')
        ? undefined
        : await deps.roads.confirm(proofHash(proof), answer, deps.journey.now())
    if (!found) return sendAlone(deps, request, reply, 409, 'bank_link_used')
    if (answer.kind === 'no') return sendAlone(deps, request, reply, 200, 'declined_by_person')
    setBindingCookie(reply, { secret, bound: true, framed: false, cookieless: true }, deps.secure())
    // Where his browser keeps no cookie the address carries it on.
    return goOn(deps, request, reply, found, secret)
  })
}
