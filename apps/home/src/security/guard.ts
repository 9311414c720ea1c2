import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pageHeaders } from '../page-headers.ts'
import { isLoopback, isOwnPost } from './own-post.ts'

/** Why a request is turned away before any route sees it. */
export type TurnedAway = { readonly kind: 'host'; readonly address: string } | { readonly kind: 'origin' }

/** What holds for every page: its headers, the one address, forms from our own pages only. */
export function guardPages(
  scope: FastifyInstance,
  { url, page }: { readonly url: () => string; page(request: FastifyRequest, why: TurnedAway): Promise<string> },
): void {
  scope.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders).type('text/html; charset=utf-8')
    const ours = new URL(url())
    // A name of somebody else's that leads here would let his pages read ours.
    if (request.host !== ours.host) {
      if (request.method === 'GET' && isLoopback(request.hostname) && isLoopback(ours.hostname))
        return reply.redirect(`${ours.origin}${request.url}`, 302)
      return reply.code(421).send(await page(request, { kind: 'host', address: ours.origin }))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnPost(request, ours.origin))
      return reply.code(403).send(await page(request, { kind: 'origin' }))
  })
}
