import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { assetRoutes } from './assets.ts'
import { base } from './base.ts'
import { Home, type HomeOptions } from './home.ts'
import { noteHourly } from './note-balances.ts'
import { pageHeaders } from './page-headers.ts'
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
import { isLoopback, isOwnPost } from './security/own-post.ts'

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

/** What holds for every page: its headers, the one address, forms from our own pages only, and a page for what goes wrong. */
function guard(scope: FastifyInstance, home: Home): void {
  scope.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders).type('text/html; charset=utf-8')
    const ours = new URL(home.options.url())
    // A name of somebody else's that leads here would let his pages read ours.
    if (request.host !== ours.host) {
      if (request.method === 'GET' && isLoopback(request.hostname) && isLoopback(ours.hostname))
        return reply.redirect(`${ours.origin}${request.url}`, 302)
      const visit = await home.visit(request)
      return reply.code(421).send(problemPage(visit, { kind: 'host', address: ours.origin }))
    }
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnPost(request, ours.origin))
      return reply.code(403).send(problemPage(await home.visit(request), { kind: 'origin' }))
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
