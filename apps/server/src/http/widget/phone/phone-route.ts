import type { Frame, Screen } from '@raccord/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bareFrame } from '../alone/alone-page.ts'
import { sendPage } from '../page-headers.ts'
import { localeOf } from '../page-locale.ts'
import { pageUrl, paths } from '../page-paths.ts'
import { tileOf } from '../present/provider-tiles.ts'
import { shownClient, themeOf, themeUrl } from '../theme-of.ts'
import { setBindingCookie } from '../visit/binding.ts'
import type { JourneyPageDeps } from '../widget-deps.ts'
import { meetPhone, type PhoneVisit } from './phone.ts'

/**
 * `GET /v2.1/widget/phone?ticket=`: what the QR code opens. Shows a number until it was typed on the computer; then the
 * phone is a browser of the session and goes on to the bank. `…/progress` is what that page asks meanwhile.
 */
export function phoneRoute(app: FastifyInstance, deps: JourneyPageDeps): void {
  // No HEAD, no prefetch: a look at the link by a camera or a messenger must not use up the ticket.
  app.get(paths.phone, { exposeHeadRoute: false }, async (request, reply) => {
    const met = await meetPhone(deps, request, request.headers['sec-purpose'] === undefined ? 'arrive' : 'look')
    if (met.stage === 'over') return send(request, reply, 410, { kind: 'phone' }, bareFrame(deps, request))
    const { view, secret, cookieless } = met
    const { journey, state } = view
    if (!met.inAddress) setBindingCookie(reply, { secret, bound: true, framed: false, cookieless }, deps.secure())
    if (met.stage === 'joined')
      return reply
        .header('cache-control', 'no-store')
        .redirect(pageUrl(paths.journey, journey.sessionId, cookieless ? secret : undefined), 303)
    const provider = deps.catalogue.find(state.providerId ?? '')
    const client = await deps.clients.find(journey.clientId)
    if (!provider || !client) return send(request, reply, 410, { kind: 'phone' }, bareFrame(deps, request))
    const screen: Screen = { kind: 'phone', shown: { number: met.phone.number, provider: tileOf(provider) } }
    const stylesheet = themeUrl(themeOf(client, journey.parameters))
    const here = new URLSearchParams(request.query as Record<string, string>)
    if (cookieless) here.set('t', secret)
    return send(request, reply, 200, screen, {
      ...bareFrame(deps, request, journey.parameters.locale ?? localeOf(request)),
      client: shownClient(client),
      ...(stylesheet === undefined ? {} : { theme: { stylesheet } }),
      self: `${paths.phone}?${here}`,
      poll: `${paths.phoneProgress}?${here}`,
      revision: revisionOf(met),
    })
  })

  app.get(paths.phoneProgress, { logLevel: 'warn' }, async (request, reply) =>
    reply.header('cache-control', 'no-store').send({ revision: revisionOf(await meetPhone(deps, request, 'look')) }),
  )

  const send = (request: FastifyRequest, reply: FastifyReply, status: number, screen: Screen, frame: Frame) =>
    sendPage(request, reply, status, deps.render(screen, frame), [])
}

function revisionOf({ stage }: PhoneVisit): string {
  return stage
}
