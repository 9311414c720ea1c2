import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { assetRoutes } from './assets.ts'
import { base } from './base.ts'
import { Home, type HomeOptions } from './home.ts'
import { noteHourly } from './note-balances.ts'
import { problemPage } from './pages/problem-page.ts'
import { RaccordError } from './raccord/raccord-client.ts'
import { accountRoutes } from './routes/account-routes.ts'
import { applicationRoutes } from './routes/application-routes.ts'
import { bankRoutes } from './routes/bank-routes.ts'
import { doorRoutes } from './routes/door-routes.ts'
import { downloadRoutes } from './routes/download-routes.ts'
import { householdRoutes } from './routes/household-routes.ts'
import { ownRoutes } from './routes/own-routes.ts'
import { passkeyRoutes } from './routes/passkey-routes.ts'
import { transactionRoutes } from './routes/transaction-routes.ts'
import { waysInRoutes } from './routes/ways-in-routes.ts'
import { youRoutes } from './routes/you-routes.ts'
import { guardPages } from './security/guard.ts'

export interface RunningHome {
  /** To be told to whoever starts the server; undefined once there is an owner. */
  setUpWord(): Promise<string | undefined>
  /** What goes on by itself. Once the API answers. */
  start(): void
  stop(): Promise<void>
}

const BODY_BYTES = 64 * 1024

/** Mounts home under `/home`, in a scope of its own: nothing of it touches the host's routes. */
export async function registerHome(app: FastifyInstance, options: HomeOptions): Promise<RunningHome> {
  const home = new Home(options)
  const routes: FastifyPluginAsync = async (scope) => {
    scope.removeAllContentTypeParsers()
    await scope.register(formbody, { bodyLimit: BODY_BYTES })
    const json = scope.getDefaultJsonParser('error', 'error')
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: BODY_BYTES }, json)
    guard(scope, home)
    assetRoutes(scope)
    doorRoutes(scope, home)
    passkeyRoutes(scope, home)
    const own = ownRoutes(scope, home)
    accountRoutes(home, own)
    transactionRoutes(own)
    bankRoutes(home, own)
    waysInRoutes(home, own)
    applicationRoutes(own)
    downloadRoutes(own)
    householdRoutes(home, own)
    youRoutes(home, own)
    scope.setNotFoundHandler(async (request, reply) =>
      reply.code(404).send(problemPage(await home.visit(request), { kind: 'not_found' })),
    )
  }
  await app.register(routes, { prefix: base })
  let noting: { stop(): Promise<void> } | undefined
  return {
    setUpWord: async () => ((await home.members.hasOwner()) ? undefined : home.setUpWord),
    start() {
      noting ??= noteHourly(home)
    },
    stop: async () => noting?.stop(),
  }
}

/** The one address, our own forms only, and a page for what goes wrong. */
function guard(scope: FastifyInstance, home: Home): void {
  guardPages(scope, {
    url: home.options.url,
    page: async (request, why) => problemPage(await home.visit(request), why),
  })

  scope.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error instanceof RaccordError ? 502 : (error.statusCode ?? 500)
    const fault = error instanceof RaccordError ? { code: error.code, status: error.status, call: error.requestId } : {}
    if (status >= 500) request.log.error({ err: error, ...fault }, 'home')
    const visit = await home.visit(request)
    return reply
      .type('text/html; charset=utf-8')
      .code(status)
      .send(problemPage(visit, { kind: 'fault', reference: request.id.slice(0, 8) }))
  })
}
