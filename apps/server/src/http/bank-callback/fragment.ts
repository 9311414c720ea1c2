import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bareFrame } from '../widget/alone/alone-page.ts'
import { shortReference } from '../widget/alone/short-reference.ts'
import { sendPage } from '../widget/page-headers.ts'
import type { PageDeps } from '../widget/widget-deps.ts'

const scriptPath = '/bank/fragment.js'

/** `pathname` is our own callback; the rest is for `callback.ts` to judge, as if the bank had written it there. */
const script = `'use strict'
if (location.hash.length > 1) location.replace(location.pathname + '?' + location.hash.slice(1))
`

/**
 * Banks that answer by `code id_token` put their answer behind the `#` (OAuth 2.0 Multiple Response Types §5), where no server
 * sees it. A callback without any query gets this page, which brings it back as a query; with nothing behind the `#`, or with
 * JavaScript off, what it says is true: this link is of no use, begin again.
 */
export function fragmentPage(deps: PageDeps, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const screen = { kind: 'error', error: 'bank_link_used', reference: shortReference(request.id) } as const
  const html = deps.render(screen, bareFrame(deps, request))
  // In the head and not deferred: nobody sees the page that is left at once. Nothing has failed yet, hence 200.
  return sendPage(request, reply, 200, html.replace('</head>', `<script src="${scriptPath}"></script></head>`), [])
}

export function fragmentScriptRoute(app: FastifyInstance): void {
  app.get(scriptPath, (_request, reply) =>
    reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'max-age=3600')
      .header('x-content-type-options', 'nosniff')
      .send(script),
  )
}
