import type { FastifyInstance, FastifyReply } from 'fastify'
import { usageReport } from '../../deprecation/usage-report.ts'
import { requireMetricsToken } from '../api/access/metrics-token.ts'
import type { ApiContext } from '../api/api-context.ts'
import { migrationStyle } from './migration-document.ts'
import { rulesPage } from './rules-page.ts'
import { rulesPath } from './rules-url.ts'
import { usagePage } from './usage-page.ts'

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * `/migration`: the report on every client, through the same door as `/metrics` (open in a sandbox, a token in production).
 * `/docs/migration`: what each rule means, for everybody.
 */
export function registerMigration(api: FastifyInstance, context: ApiContext): void {
  // The sandbox's other tools are a click away; a server that serves people has none.
  const inSandbox = context.sandboxPerson !== undefined
  const hidden = { schema: { hide: true } }
  api.get('/migration', hidden, async (request, reply) => {
    requireMetricsToken(context.metrics.token, request.headers.authorization)
    const quietDays = daysOf(request.query) ?? context.quietDays
    const [clients, days] = await Promise.all([context.clients.list(), context.deprecatedUses.list()])
    const now = context.clock.now()
    const reports = clients.map(({ id, name }) => {
      const own = days.filter(({ clientId }) => clientId === id)
      return { id, name, report: usageReport(own, now, quietDays) }
    })
    return send(reply, usagePage(reports, quietDays, inSandbox))
  })

  const rules = rulesPage(inSandbox)
  api.get(rulesPath, hidden, (_request, reply) => send(reply, rules))
  api.get(`${rulesPath}.css`, hidden, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .serializer(String)
      .send(migrationStyle),
  )
}

function send(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .serializer(String)
    .send(html)
}

function daysOf(query: unknown): number | undefined {
  const { days } = query as { days?: unknown }
  const count = typeof days === 'string' && /^\d{1,3}$/.test(days) ? Number(days) : 0
  return count >= 1 && count <= 365 ? count : undefined
}
