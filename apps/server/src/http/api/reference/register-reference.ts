import type { FastifyInstance } from 'fastify'
import type { ApiContext } from '../api-context.ts'
import { docsPage } from './docs-page.ts'
import { docsStyle } from './docs-style.ts'

/** Our own page: one style sheet of ours, nothing else, in no frame. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export function registerReference(api: FastifyInstance, _context: ApiContext): void {
  // Built at the first request: by then every route is registered.
  let page: string | undefined
  api.get('/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .serializer(JSON.stringify)
      .send(api.swagger()),
  )
  api.get('/docs', { schema: { hide: true } }, (_request, reply) => {
    page ??= docsPage(api.swagger())
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .serializer(String)
      .send(page)
  })
  api.get('/docs/style.css', { schema: { hide: true } }, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .serializer(String)
      .send(docsStyle),
  )
}
