import formbody from '@fastify/formbody'
import { guardPages } from '@raccord/home/guard'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { assetRoutes } from './assets.ts'
import { base } from './base.ts'
import { Console, type ConsoleOptions } from './console.ts'
import { problemPage } from './pages/problem-page.ts'
import { bankRoutes } from './routes/bank-routes.ts'
import { clientRoutes } from './routes/client-routes.ts'
import { connectionRoutes } from './routes/connection-routes.ts'
import { doorRoutes } from './routes/door-routes.ts'
import { openIdRoutes } from './routes/openid-routes.ts'
import { overviewRoutes } from './routes/overview-routes.ts'
import { ownRoutes } from './routes/own-routes.ts'
import { passkeyRoutes } from './routes/passkey-routes.ts'
import { recordRoutes } from './routes/record-routes.ts'
import { sessionRoutes } from './routes/session-routes.ts'
import { webhookRoutes } from './routes/webhook-routes.ts'
import { youRoutes } from './routes/you-routes.ts'

const BODY_BYTES = 64 * 1024

/** Mounts the console under `/console`, in a scope of its own: nothing of it touches the host's routes. */
export async function registerConsole(app: FastifyInstance, options: ConsoleOptions): Promise<void> {
  const desk = new Console(options)
  const routes: FastifyPluginAsync = async (scope) => {
    scope.removeAllContentTypeParsers()
    await scope.register(formbody, { bodyLimit: BODY_BYTES })
    const json = scope.getDefaultJsonParser('error', 'error')
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_BYTES }, json)
    guard(scope, desk)
    assetRoutes(scope)
    doorRoutes(scope, desk)
    passkeyRoutes(scope, desk)
    openIdRoutes(scope, desk)
    const own = ownRoutes(scope, desk)
    overviewRoutes(desk, own)
    sessionRoutes(desk, own)
    connectionRoutes(desk, own)
    webhookRoutes(desk, own)
    clientRoutes(desk, own)
    bankRoutes(desk, own)
    recordRoutes(desk, own)
    youRoutes(desk, own)
    scope.setNotFoundHandler(async (request, reply) =>
      reply.code(404).send(problemPage(await desk.visit(request), { kind: 'not_found' })),
    )
  }
  await app.register(routes, { prefix: base })
}

/** The one address, our own forms only, and a page for what goes wrong. */
function guard(scope: FastifyInstance, desk: Console): void {
  guardPages(scope, {
    url: desk.options.url,
    page: async (request, why) => problemPage(await desk.visit(request), why),
  })

  scope.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) request.log.error({ err: error }, 'console')
    return reply
      .type('text/html; charset=utf-8')
      .code(status)
      .send(problemPage(await doorOr(desk, request), { kind: 'fault', reference: request.id.slice(0, 8) }))
  })
}

/** The database may be what is wrong: then nobody is known, and the page is told all the same. */
async function doorOr(desk: Console, request: Parameters<Console['visit']>[0]): ReturnType<Console['visit']> {
  try {
    return await desk.visit(request)
  } catch {
    return desk.stranger(request)
  }
}
