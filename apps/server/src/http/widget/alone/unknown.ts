import type { FastifyInstance } from 'fastify'
import { answerNotFound } from '../../errors.ts'
import type { PageDeps } from '../widget-deps.ts'
import { sendAlone } from './alone-page.ts'

/** No page of the widget: said with a page to a browser, which shows what it is answered, and with JSON to programs. */
export function unknownRoute(app: FastifyInstance, deps: PageDeps): void {
  for (const path of ['/v2.1/widget/*', '/widget/*'])
    app.get(path, (request, reply) =>
      /\btext\/html\b/.test(request.headers.accept ?? '')
        ? sendAlone(deps, request, reply, 404, 'link_refused')
        : answerNotFound(request, reply),
    )
}
