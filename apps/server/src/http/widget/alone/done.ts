import type { FastifyInstance } from 'fastify'
import { sendPage } from '../page-headers.ts'
import { paths } from '../page-paths.ts'
import type { PageDeps } from '../widget-deps.ts'
import { bareFrame } from './alone-page.ts'

/** `GET /success`: where a journey without `redirect_url` ends. */
export function doneRoute(app: FastifyInstance, deps: PageDeps): void {
  app.get(paths.done, async (request, reply) =>
    sendPage(
      request,
      reply,
      200,
      deps.render({ kind: 'done' }, bareFrame(deps, request)),
      // A framed journey without redirect_url ends here, whoever the client is; there is nothing to press.
      ['*'],
    ),
  )
}
