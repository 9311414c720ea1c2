import type { FastifyInstance } from 'fastify'

/**
 * What holds for every answer until a route says otherwise: kept nowhere, taken for what its type says, and telling no other
 * site where it came from. Redirects and JSON are personal too (tokens, session ids in `Location`).
 */
export function setDefaultHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
  })
}
