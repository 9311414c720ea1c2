import type { FastifyInstance } from 'fastify'
import { answerNotFound } from '../../errors.ts'
import type { FileDeps } from '../widget-deps.ts'

/** `GET /assets/…`: names hold a hash of the content, so browsers keep them for good. */
export function assetsRoute(app: FastifyInstance, deps: FileDeps): void {
  app.get('/assets/*', { logLevel: 'warn' }, async (request, reply) => {
    const asset = deps.assets.get(`/assets/${(request.params as { '*': string })['*']}`)
    if (!asset) return answerNotFound(request, reply)
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
    reply
      .header('content-type', asset.contentType)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .header('x-content-type-options', 'nosniff')
    if (encoding === undefined) return reply.send(asset.body)
    return reply.header('content-encoding', encoding).send(encoding === 'br' ? asset.br : asset.gzip)
  })
}
