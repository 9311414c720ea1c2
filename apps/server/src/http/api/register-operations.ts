import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { ApiError } from '../errors.ts'
import type { ApiContext } from './api-context.ts'

const alive = JSON.stringify({ status: 'ok' })

/** Probes and metrics (WIRE §10): for whoever runs the server, not part of the documented API. */
export function registerOperations(api: FastifyInstance, context: ApiContext): void {
  const options = { schema: { hide: true }, logLevel: 'warn' } as const
  api.get('/health/live', options, (_request, reply) => reply.type('application/json').serializer(String).send(alive))
  api.get('/health/ready', options, async (_request, reply) => {
    if (!(await context.isReady())) throw new ApiError('not_ready', undefined, { 'retry-after': '2' })
    return reply.type('application/json').serializer(String).send(alive)
  })
  api.get('/metrics', options, async (request, reply) => {
    const { registry, token } = context.metrics
    if (token !== undefined && !isToken(request.headers.authorization, token)) {
      throw new ApiError('invalid_token', 'Send the metrics token as Authorization: Bearer.', {
        'www-authenticate': 'Bearer realm="metrics"',
      })
    }
    return reply
      .type(registry.contentType)
      .serializer(String)
      .send(await registry.metrics())
  })
}

function isToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))
}
