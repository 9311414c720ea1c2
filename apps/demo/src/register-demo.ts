import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import formbody from '@fastify/formbody'
import { RaccordError } from '@raccord/sdk'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { dataRoutes } from './data-routes.ts'
import { Demo, type DemoOptions, embedOf } from './demo.ts'
import { pageHeaders } from './page-headers.ts'
import { problemPage } from './pages/problem-page.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { widgetRoutes } from './widget-routes.ts'

const assets = { 'demo.css': 'text/css; charset=utf-8', 'frame.js': 'text/javascript; charset=utf-8' }

/** Mounts the demo client under `options.prefix`, in a scope of its own: nothing of it touches the host's routes. */
export async function registerDemo(app: FastifyInstance, options: DemoOptions): Promise<void> {
  const demo = new Demo(options)
  const routes: FastifyPluginAsync = async (scope) => {
    if (!scope.hasContentTypeParser('application/x-www-form-urlencoded')) await scope.register(formbody)
    guard(scope, demo, () => embedOf(options.raccord()))
    signInRoutes(scope, demo)
    widgetRoutes(scope, demo)
    dataRoutes(scope, demo)
    for (const [name, type] of Object.entries(assets)) {
      const content = readFileSync(join(import.meta.dirname, 'assets', name))
      scope.get(`/${name}`, (_request, reply) => reply.type(type).header('cache-control', 'max-age=300').send(content))
    }
  }
  await app.register(routes, { prefix: demo.base })
}

const signedOut = new Set<string>(['invalid_token', 'invalid_grant'])

/** What holds for every page: its headers, forms from our own pages only, and a page for what goes wrong. */
function guard(scope: FastifyInstance, demo: Demo, embedUrl: () => string): void {
  scope.addHook('onRequest', async (request, reply) => {
    reply.headers(pageHeaders(embedUrl())).type('text/html; charset=utf-8')
    const from = request.headers['sec-fetch-site'] ?? 'none'
    const ours = from === 'same-origin' || from === 'none'
    if (request.method === 'POST' && !ours) return reply.code(403).send(problemPage(demo.frame(), undefined))
  })

  scope.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    // A token that can't be renewed: sign in again, as anywhere.
    if (error instanceof RaccordError && signedOut.has(error.code)) demo.goodbye(request, reply)
    else request.log.warn({ err: error }, 'demo')
    const status = error instanceof RaccordError ? error.status || 502 : (error.statusCode ?? 500)
    return reply.code(status).send(problemPage(demo.frame(demo.visitor(request)), error))
  })
}
