import type { Context } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { beginSpan, failSpan, runUnder, type Span, SpanKind } from '../tracing.ts'

/**
 * A span for each request, by route pattern: the address may hold a session. Whatever the request brings of a trace of others
 * is not believed.
 */
export function traceRequests(app: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, { span: Span; under: Context }>()
  app.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url
    if (route === undefined || route.startsWith('/health/') || route === '/metrics') return done()
    const attributes = { 'http.request.method': request.method, 'http.route': route }
    spans.set(request, beginSpan(`${request.method} ${route}`, SpanKind.SERVER, attributes))
    done()
  })
  // Not before: reading a body comes from the socket, which knows nothing of the request.
  app.addHook('preHandler', (request, _reply, done) => {
    const begun = spans.get(request)
    if (begun) runUnder(begun.under, done)
    else done()
  })
  app.addHook('onResponse', async (request, reply) => {
    const span = spans.get(request)?.span
    span?.setAttribute('http.response.status_code', reply.statusCode)
    if (span && reply.statusCode >= 500) failSpan(span, String(reply.statusCode))
    span?.end()
  })
}
