import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { DatabaseUnavailableError } from '../../../database-unavailable.ts'
import { VaultError } from '../../../vault-error.ts'
import { sendApiError, toApiError } from '../../errors.ts'
import { paths } from '../page-paths.ts'
import type { PageDeps } from '../widget-deps.ts'
import { againOf } from './again.ts'
import { sendAlone } from './alone-page.ts'

/** Asked for by scripts and pictures: nobody would see a page. */
const noPages: readonly string[] = [paths.progress, paths.phoneProgress, paths.providerIndex, paths.theme]

/**
 * A person gets a page, whatever breaks: bad input is the link's fault (400), a database that is away is told as such (503), and
 * anything else is ours (500, in the log). The last two can be tried again. A journey whose key is gone is over (410).
 */
export function answerFaultsWithPages(pages: FastifyInstance, deps: PageDeps): void {
  pages.setErrorHandler((error: FastifyError | DatabaseUnavailableError | VaultError, request, reply) => {
    const away = error instanceof DatabaseUnavailableError
    const lost = error instanceof VaultError
    const status = lost ? 410 : away ? 503 : (error.statusCode ?? 500)
    if (status < 500 && !lost) return sendAlone(deps, request, reply, status, 'link_refused')
    request.log.error({ err: error }, 'page')
    // Nobody knows the client now. A page of the widget stands in its frame all the same: all there is to press asks for that page again.
    const ancestors = /^\/(v2\.1\/)?widget\//.test(request.url) ? ['*'] : []
    if (lost && isPage(request)) return sendAlone(deps, request, reply, status, 'session_expired', { ancestors })
    if (!isPage(request)) return sendApiError(toApiError(error), request, reply)
    if (away) reply.header('retry-after', error.retryAfter)
    return sendAlone(deps, request, reply, status, away ? 'temporarily_unavailable' : 'unexpected', {
      again: againOf(request),
      ancestors,
    })
  })
}

function isPage({ routeOptions }: FastifyRequest): boolean {
  const route = routeOptions.url ?? ''
  return !noPages.includes(route) && !route.startsWith(paths.logo)
}
