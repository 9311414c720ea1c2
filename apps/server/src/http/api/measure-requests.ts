import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, type Registry } from 'prom-client'
import { metricOf } from '../../metrics/metric-table.ts'

const durationName = 'raccord_http_request_duration_seconds'

/**
 * Counts and times every request of the whole server, by route pattern (never by URL: ids would make one series each) and
 * status, beside the process's own figures. Once for each registry.
 */
export function measureRequests(app: FastifyInstance, registry: Registry): void {
  if (registry.getSingleMetric(durationName) !== undefined) return
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    ...metricOf(durationName),
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: String(reply.statusCode),
    }
    duration.observe(labels, reply.elapsedTime / 1000)
  })
}
