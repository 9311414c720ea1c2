import { embedScript } from '@raccord/embed/files'
import type { FastifyInstance } from 'fastify'
import { answerNotFound } from '../../errors.ts'

/**
 * `GET /embed/v1.js`, and the same under an address that never changes its content, for pages that pin it by `integrity`.
 * Any page may load it: browsers need CORS to compare a hash.
 */
export function embedScriptRoute(app: FastifyInstance): void {
  const script = embedScript()
  const names = new Map([
    ['v1.js', 'public, max-age=3600'],
    [`v1-${script?.hash}.js`, 'public, max-age=31536000, immutable'],
  ])
  app.get('/embed/:file', { logLevel: 'warn' }, async (request, reply) => {
    const cacheControl = names.get((request.params as { file: string }).file)
    if (!script || cacheControl === undefined) return answerNotFound(request, reply)
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', cacheControl)
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('x-content-type-options', 'nosniff')
      .header('vary', 'accept-encoding')
    const accepted = String(request.headers['accept-encoding'] ?? '')
    if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(script.br)
    if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(script.gzip)
    return reply.send(script.body)
  })
}
