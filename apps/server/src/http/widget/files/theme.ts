import { themeNames } from '@raccord/contract'
import type { FastifyInstance } from 'fastify'
import { paths } from '../page-paths.ts'
import type { FileDeps } from '../widget-deps.ts'

/** `GET /v2.1/widget/theme.css`: custom properties of a design, made from its address alone. */
export function themeRoute(app: FastifyInstance, deps: FileDeps): void {
  app.get(paths.theme, { logLevel: 'warn' }, async (request, reply) => {
    const query = request.query as Record<string, unknown>
    const values = themeNames.flatMap((name) => {
      const value = query[name]
      return typeof value === 'string' && value.length <= 100 ? [[name, value] as const] : []
    })
    return reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .send(deps.theme(Object.fromEntries(values)).css)
  })
}
