import type { FastifyInstance } from 'fastify'

/**
 * Once the server stops, each answer is the last of its connection. Node closes those that are idle at that moment; one that was waiting for
 * its answer would become idle later, and be kept open for the next request, which holds up the stop.
 */
export function closeConnectionsAtEnd(app: FastifyInstance): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
}
