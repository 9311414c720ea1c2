import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { base } from '../base.ts'
import type { Console } from '../console.ts'
import { admit, refuse } from '../openid/admit.ts'
import { type Claims, identityOf, roleOf } from '../openid/claims.ts'
import { beginFlow, endFlow, readFlow } from '../openid/flow-cookie.ts'
import { OpenIdProvider, ProviderAwayError, reasonOf } from '../openid/openid-provider.ts'
import { signInPage } from '../pages/door-pages.ts'
import { type OpenIdProblem, openIdEntry, welcomePage } from '../pages/openid-page.ts'

const purpose = 'openid'
const triesOfAddress = 40

const statusOf: Readonly<Record<OpenIdProblem, number>> = {
  ...{ away: 503, ended: 400, declined: 400, unsound: 400, nameless: 403, role: 403, tries: 429 },
}

/** In by an identity provider (ADR 0141). None of it is there where no setting names one. */
export function openIdRoutes(app: FastifyInstance, desk: Console): void {
  const { openid: settings, ledger, url, now } = desk.options
  if (!settings) return
  const provider = new OpenIdProvider(settings)
  const redirectUri = () => `${url()}${base}/openid/return`

  async function fail(request: FastifyRequest, reply: FastifyReply, problem: OpenIdProblem, login = '') {
    const entry = openIdEntry(settings, { problem, login })
    return reply.code(statusOf[problem]).send(signInPage(await desk.visit(request), desk.options.sandbox, {}, entry))
  }

  // A link and no form: a policy for forms would have to name wherever the provider leads.
  app.get('/openid', async (request, reply) => {
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return reply.redirect(`${base}/sign-in`, 303)
    if (!(await desk.tries.take(`console ask ${request.ip}`, triesOfAddress * 5))) return fail(request, reply, 'tries')
    const flow = beginFlow(reply, desk.secure)
    try {
      const there = await provider.begin(flow, redirectUri())
      await desk.challenges.give(flow.state, purpose)
      return reply.redirect(there, 303)
    } catch (error) {
      if (!(error instanceof ProviderAwayError)) throw error
      request.log.warn({ reason: error.message }, 'the identity provider can not be used')
      return fail(request, reply, 'away')
    }
  })

  app.get('/openid/return', async (request, reply) => {
    const flow = readFlow(request, desk.secure)
    endFlow(reply, desk.secure)
    // Under our own name, whatever the request says that it was sent to.
    const back = new URL(redirectUri())
    back.search = URL.parse(request.url, url())?.search ?? ''
    // Of this browser: what any page can make it ask for is no try of its network's.
    const ours = flow !== undefined && back.searchParams.get('state') === flow.state
    if (!ours) return fail(request, reply, 'ended')
    const address = `console address ${request.ip}`
    if (!(await desk.tries.take(address, triesOfAddress))) return fail(request, reply, 'tries')
    // Not used before, and of the last minutes: before anything is believed or asked.
    if (!(await desk.challenges.take(flow.state, purpose))) return fail(request, reply, 'ended')
    if (back.searchParams.has('error')) return fail(request, reply, 'declined')
    let claims: Claims | undefined
    try {
      claims = await provider.finish(flow, back)
    } catch (error) {
      const away = error instanceof ProviderAwayError || isUnreachable(error)
      request.log.warn({ reason: reasonOf(error) }, 'the identity provider’s answer was not accepted')
      return fail(request, reply, away ? 'away' : 'unsound')
    }
    const identity = claims && identityOf(claims, settings)
    if (!claims || identity === undefined) return fail(request, reply, 'nameless')
    const named = { issuer: settings.issuer, identity }
    const role = roleOf(claims, settings)
    if (!role) {
      await refuse(ledger, named)
      return fail(request, reply, 'role', identity)
    }
    const operatorId = await admit(ledger, named, role, now())
    await desk.tries.clear(address)
    await desk.welcome(reply, operatorId)
    // A page and no redirect: the session's cookie goes with nothing that another site began.
    return reply.send(welcomePage(await desk.visit(request)))
  })
}

/** What `fetch` throws, and what its time limit does. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const all = [error, error.cause].filter((one) => one instanceof Error)
  return all.some((one) => one.name === 'TimeoutError' || one.message === 'fetch failed')
}
