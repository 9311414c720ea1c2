import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { translateUrl } from '@raccord/migrate'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ClientStore } from '../../../clients/client.ts'
import { isAllowedUrl } from '../../../clients/client-url.ts'
import type { ProviderCatalogue } from '../../api/api-deps.ts'
import { acceptBodies } from '../../form-body.ts'
import { isOwnPost } from '../../widget/own-post.ts'
import { backPage } from './back-page.ts'
import { comparePage } from './compare-page.ts'
import { longestPasted, readPasted } from './read-pasted.ts'
import { trialJourneys } from './trial-journeys.ts'
import { createTrials } from './trial-people.ts'

export interface CompareDeps {
  readonly client: { readonly id: string; readonly secret: string }
  readonly clients: Pick<ClientStore, 'find'>
  readonly catalogue: ProviderCatalogue
  readonly embedUrl: () => string
}

const policy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"

/** `/compare`: an old link, the new one, and both journeys side by side. A tool of the sandbox, absent in production. */
export function comparePages(deps: CompareDeps): FastifyPluginAsync {
  return async (app) => {
    acceptBodies(app, 16 * 1024)
    const trials = createTrials(app, deps.client)
    const channelModes = (id: string) => deps.catalogue.find(id.slice(0, -2))?.channels.map(({ mode }) => mode)
    const style = readFileSync(join(import.meta.dirname, '..', 'assets', 'compare.css'))

    app.get('/compare', async (_request, reply) => send(reply, 200, comparePage({})))
    app.get('/compare/style.css', async (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=300').send(style),
    )
    app.get('/compare/back', async (request, reply) =>
      send(reply, 200, backPage(request.query as Record<string, unknown>)),
    )

    app.post('/compare', async (request, reply) => {
      const refuse = (status: number, problem: string, line?: string) =>
        send(reply, status, comparePage({ problem, line }))
      if (!isOwnPost(request, deps.embedUrl())) return refuse(403, 'This form came from another site.')
      const { line, people: earlier } = (request.body ?? {}) as { line?: unknown; people?: unknown }
      if (typeof line !== 'string' || line.trim() === '') return refuse(400, 'Paste a link or a call first.')
      if (line.length > longestPasted) return refuse(400, `That is longer than ${longestPasted} characters.`)
      const pasted = readPasted(line)
      if (!pasted) {
        const wanted =
          '/widget/add_connection, edit_credentials, user_input, manage_accounts, terms, professional-account'
        return refuse(
          400,
          `That is no link or call of the widgets. Its path ends in ${wanted} or /widget_session.`,
          line,
        )
      }
      const translation = translateUrl(pasted.text, { channelModes })
      const people = await trials.people(earlier)
      const journeys = await trialJourneys(trials, people, pasted, translation, await ownBase(deps, request))
      return send(reply, 200, comparePage({ line, comparison: { pasted, translation, journeys, people: people.id } }))
    })
  }
}

/** Where this page is being looked at, if journeys of the sandbox client may return there. */
async function ownBase(deps: CompareDeps, request: FastifyRequest): Promise<string | undefined> {
  const own = `${request.protocol}://${request.host}`
  const client = await deps.clients.find(deps.client.id)
  return client && isAllowedUrl(client, `${own}/compare/back`) ? own : undefined
}

function send(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .send(html)
}
