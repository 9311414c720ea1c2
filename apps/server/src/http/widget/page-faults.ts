import type { FastifyError, FastifyInstance } from 'fastify'
import { sendAlone } from './page-visit.ts'
import type { WidgetDeps } from './widget-deps.ts'

/** A person gets a page, whatever breaks: bad input is the link's fault (400), anything else is ours (500, in the log). */
export function answerFaultsWithPages(pages: FastifyInstance, deps: WidgetDeps): void {
  pages.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return sendAlone(deps, request, reply, status, 'link_refused')
    request.log.error({ err: error }, 'page')
    return sendAlone(deps, request, reply, 500, 'unexpected')
  })
}
