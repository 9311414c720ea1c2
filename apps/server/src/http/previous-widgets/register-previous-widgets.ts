import { endpoints } from '@raccord/contract'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { ApiError, sendApiError } from '../errors.ts'
import { bareFrame } from '../widget/alone/alone-page.ts'
import { openRoute } from '../widget/open/open.ts'
import { sendPage } from '../widget/page-headers.ts'
import { noticeUrl } from './notice-url.ts'
import { tellDeprecation } from './previous-dates.ts'
import type { PreviousDeps } from './previous-deps.ts'
import { previousFace } from './previous-face.ts'
import { lonePages, successors } from './previous-paths.ts'
import { professionalAccountRoute } from './routes/professional-account.ts'
import { termsRoute } from './routes/terms.ts'

/**
 * The pages of the previous widgets, in a scope of their own: what their answers say of themselves, and that they end, holds
 * for errors too. The journey behind them is the one of the widgets of today.
 */
export function previousWidgets(deps: PreviousDeps): FastifyPluginAsync {
  return async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const path = request.routeOptions.url ?? ''
      const successor = successors[path]
      if (!successor) return
      const base = successor.base === 'embed' ? deps.widget.embedUrl() : deps.apiUrl()
      tellDeprecation(reply, deps.dates, { url: base + successor.path, noticeUrl: noticeUrl(deps.apiUrl(), path) })
      if (deps.widget.journey.now() >= deps.dates.sunset) return sendGone(deps, request, reply, path)
    })
    const face = previousFace(deps)
    for (const endpoint of endpoints) openRoute(scope, deps.widget, endpoint, face)
    termsRoute(scope, deps)
    professionalAccountRoute(scope, deps)
    refuseOtherMethods(scope)
  }
}

/** One page for the person who landed here and for the developer he tells; it may stand in any frame, having nothing to press. */
function sendGone(deps: PreviousDeps, request: FastifyRequest, reply: FastifyReply, path: string): FastifyReply {
  const successor = successors[path]
  const screen = {
    kind: 'gone',
    since: deps.dates.sunset.toISOString().slice(0, 10),
    noticeUrl: noticeUrl(deps.apiUrl(), path),
    ...(successor?.base === 'embed' ? { successor: successor.path } : {}),
  } as const
  return sendPage(request, reply, 410, deps.widget.render(screen, bareFrame(deps.widget, request)), ['*'])
}

function refuseOtherMethods(scope: FastifyInstance): void {
  const formPaths: readonly string[] = Object.values(lonePages)
  const others: readonly HTTPMethods[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
  for (const url of Object.keys(successors)) {
    const served = formPaths.includes(url) ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD']
    scope.route({
      method: others.filter((method) => !served.includes(String(method))),
      url,
      handler: async (request, reply) => {
        const allow = served.join(', ')
        return sendApiError(new ApiError('method_not_allowed', `This path takes ${allow}.`, { allow }), request, reply)
      },
    })
  }
}
