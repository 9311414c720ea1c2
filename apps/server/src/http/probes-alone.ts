import type { FastifyInstance } from 'fastify'

const probes = ['/health/live', '/health/ready', '/metrics']

/** A process that does jobs: who comes to it by mistake is told at once, and nobody's page or token is looked at. */
export function answerProbesAlone(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const [path = ''] = request.url.split('?', 1)
    if (probes.includes(path)) return
    await reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send('This process does jobs (RACCORD_ROLE=worker): the others answer.\n')
  })
}
