import type { FastifyInstance } from 'fastify'
import type { CertificateLife } from '../../identity/certificate-watch.ts'
import { ApiError } from '../errors.ts'
import { requireMetricsToken } from './access/metrics-token.ts'
import type { ApiContext } from './api-context.ts'

const alive = JSON.stringify({ status: 'ok' })

/** Probes and metrics (WIRE §10): for whoever runs the server, not part of the documented API. */
export function registerOperations(api: FastifyInstance, context: ApiContext): void {
  const options = { schema: { hide: true }, logLevel: 'warn' } as const
  api.get('/health/live', options, (_request, reply) => reply.type('application/json').serializer(String).send(alive))
  api.get('/health/ready', options, async (_request, reply) => {
    if (!(await context.isReady())) throw new ApiError('not_ready', undefined, { 'retry-after': '2' })
    // An expired certificate is no reason to take the server out of service: data can be read without a bank.
    const certificates = context.certificates?.() ?? []
    const body =
      certificates.length === 0 ? alive : JSON.stringify({ status: 'ok', certificates: certificates.map(present) })
    return reply.type('application/json').serializer(String).send(body)
  })
  api.get('/metrics', options, async (request, reply) => {
    const { registry, token } = context.metrics
    requireMetricsToken(token, request.headers.authorization)
    return reply
      .type(registry.contentType)
      .serializer(String)
      .send(await registry.metrics())
  })
  // What the server believes of a request: `raccord doctor` sends forged headers by way of the proxy, and looks.
  api.get('/health/proxy', options, async ({ ip, ips = [], protocol, host, socket, headers }) => {
    requireMetricsToken(context.metrics.token, headers.authorization)
    const forwarded = headers['x-forwarded-for'] !== undefined
    const peer = socket.remoteAddress ?? ''
    return { ip, hops: ips.length, protocol, host, peer, forwarded, now: context.clock.now().getTime() }
  })
}

function present({ use, validUntil, secondsLeft }: CertificateLife): object {
  return {
    certificate: use.toLowerCase(),
    valid_until: Math.floor(validUntil.getTime() / 1000),
    expired: secondsLeft <= 0,
  }
}
