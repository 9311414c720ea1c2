import type { FastifyInstance } from 'fastify'
import { answerNotFound } from '../../errors.ts'
import { paths } from '../page-paths.ts'
import type { FileDeps } from '../widget-deps.ts'

/** `GET /v2.1/widget/logo/<hash>.<png|jpg|webp>`: a client's logo. Its name says its content, so browsers keep it for good. */
export function logoRoute(app: FastifyInstance, deps: Pick<FileDeps, 'clients'>): void {
  app.get<{ Params: { file: string } }>(`${paths.logo}/:file`, { logLevel: 'warn' }, async (request, reply) => {
    const { file } = request.params
    const logo = /^[0-9a-f]{32}\.(png|jpg|webp)$/.test(file) ? await deps.clients.findLogo(file) : undefined
    if (!logo) return answerNotFound(request, reply)
    return reply
      .type(logo.mediaType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(Buffer.from(logo.body))
  })
}
