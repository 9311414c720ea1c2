import type { FastifyInstance, FastifyReply } from 'fastify'
import { ApiError } from '../../errors.ts'
import { toolLinks } from '../../sandbox/sandbox-document.ts'
import type { ApiContext } from '../api-context.ts'
import { docsDocument } from './docs-document.ts'
import { docsStyle } from './docs-style.ts'
import { type Docs, makeDocs } from './make-docs.ts'
import { searchPage } from './search-page.ts'
import { widgetPage } from './widget-page.ts'

/** Our own pages: one style sheet of ours, forms that lead back here, in no frame. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export function registerReference(api: FastifyInstance, context: ApiContext): void {
  const hidden = { schema: { hide: true } }
  // A sandbox's other tools are a click away; a server that serves people has none.
  const tools = context.sandboxPerson === undefined ? undefined : toolLinks('/docs')
  const bar = tools === undefined ? {} : { tools }
  // Built at the first request: by then every route is registered.
  let made: Docs | undefined
  const docs = (): Docs => {
    made ??= makeDocs(api.swagger(), undefined, tools)
    return made
  }

  api.get('/openapi.json', hidden, (_request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .serializer(JSON.stringify)
      .send(api.swagger()),
  )
  api.get('/docs', hidden, (_request, reply) => send(reply, docs().reference))
  api.get('/docs/widget', hidden, (request, reply) => {
    const body = widgetPage(context.bases().embed, texts(request.query))
    return send(
      reply,
      docsDocument({ title: 'The widget’s links', body, nav: docs().nav, path: '/docs/widget', ...bar }),
    )
  })
  api.get('/docs/search', hidden, (request, reply) => {
    const query = (texts(request.query)['q'] ?? '').slice(0, 100)
    const body = searchPage(docs().entries, query)
    return send(reply, docsDocument({ title: 'Search', body, nav: docs().nav, path: '/docs/search', query, ...bar }))
  })
  for (const folder of ['guide', 'reference'])
    api.get(`/docs/${folder}/:name`, hidden, (request, reply) => {
      const page = docs().guides.get(`${folder}/${(request.params as { name: string }).name}`)
      if (page === undefined) throw new ApiError('not_found')
      return send(reply, page)
    })
  api.get('/docs/style.css', hidden, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .serializer(String)
      .send(docsStyle),
  )
}

/** Parameters that are given once and are text. */
function texts(query: unknown): Readonly<Record<string, string>> {
  const given = Object.entries(query as Record<string, unknown>)
  return Object.fromEntries(given.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

function send(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .serializer(String)
    .send(html)
}
