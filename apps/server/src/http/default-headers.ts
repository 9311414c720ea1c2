import type { FastifyInstance } from 'fastify'

/**
 * What holds for every answer until a route says otherwise: kept nowhere, taken for what its type says, and telling no other
 * site where it came from. Behind https, and where the operator says so, browsers come by https alone. Redirects and JSON are personal too (tokens, session ids in `Location`).
 */
export function setDefaultHeaders(app: FastifyInstance, hstsSeconds = 0): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
    if (hstsSeconds > 0) reply.header('strict-transport-security', `max-age=${hstsSeconds}`)
  })
}
