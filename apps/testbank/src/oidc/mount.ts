import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { AuthorizationServer } from './server.ts'

/** Lets the authorization server answer under `<path>/oauth`. It reads requests itself, bodies included. */
export async function mountServer(app: FastifyInstance, path: string, server: AuthorizationServer): Promise<void> {
  const prefix = `${path}/oauth`
  const mounted: FastifyPluginAsync = async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all(`${prefix}/*`, async (request, reply) => {
      const { raw } = request
      const provider = await server()
      reply.hijack()
      // By these two it finds out where it is mounted.
      const moved = Object.assign(raw, { originalUrl: raw.url })
      moved.url = (raw.url ?? '').slice(prefix.length)
      await provider.callback()(moved, reply.raw)
    })
  }
  await app.register(mounted)
}
