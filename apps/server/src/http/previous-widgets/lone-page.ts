import type { Farewell, Frame, Locale, RawQuery, Screen, WidgetParameters } from '@raccord/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { bareFrame, sendAlone } from '../widget/alone/alone-page.ts'
import { messageOrigins } from '../widget/message-origins.ts'
import { bindBrowser } from '../widget/open/open.ts'
import { atItsBank, openParameters } from '../widget/open/open-parameters.ts'
import { sendPage } from '../widget/page-headers.ts'
import { localeOf } from '../widget/page-locale.ts'
import { pageUrl } from '../widget/page-paths.ts'
import { returnUrl } from '../widget/present/return-url.ts'
import { shownClient, themeOf, themeUrl } from '../widget/theme-of.ts'
import { setBindingCookie } from '../widget/visit/binding.ts'
import { writePageToken } from '../widget/visit/page-token.ts'
import { type Visit, visit } from '../widget/visit/page-visit.ts'
import type { PreviousDeps } from './previous-deps.ts'
import { withDefaults } from './session-defaults.ts'

/** A page of a session without a journey: whose it is, and how its link was meant. */
export interface LonePage {
  readonly visited: Visit
  readonly path: string
  readonly parameters: WidgetParameters
  readonly locale: Locale
  /** What the link said, for the form and for the page after it. */
  readonly given: Readonly<Record<string, string>>
}

/** Opens it for the session's own browser; answers with another page itself where that is not so (`undefined`). */
export async function openLonePage(
  deps: PreviousDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
): Promise<LonePage | undefined> {
  const { widget } = deps
  const visited = await visit(widget, request, reply)
  if (!visited) return undefined
  const { client, session } = visited
  const { session_id: _id, t: _t, done: _done, ...query } = request.query as RawQuery
  const read = openParameters(
    'add_connection',
    withDefaults(session.defaults, query),
    client,
    widget.catalogue,
    atItsBank,
  )
  const names =
    read.kind === 'read' ? read.facts.flatMap((fact) => (fact.kind === 'deprecated_used' ? [fact.parameter] : [])) : []
  if (request.method === 'GET')
    void widget.deprecated.record(client.id, [
      { kind: 'endpoint', name: path },
      ...names.map((name) => ({ kind: 'parameter' as const, name })),
    ])
  if (read.kind === 'refused') {
    sendAlone(widget, request, reply, 400, 'link_refused', { parameter: read.parameter, ancestors: visited.ancestors })
    return undefined
  }
  const { parameters } = read
  const given = Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  const page: LonePage = {
    visited: await bindBrowser(widget, visited),
    path,
    parameters,
    given,
    locale: parameters.locale ?? localeOf(request),
  }
  if (page.visited.binding.bound) {
    if (!page.visited.binding.cookieless) setBindingCookie(reply, page.visited.binding, widget.secure())
    return page
  }
  sendLonePage(deps, request, reply, page, { kind: 'unbound', canRestart: false })
  return undefined
}

export function sendLonePage(
  deps: PreviousDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  page: LonePage,
  screen: Screen,
  status = 200,
): FastifyReply {
  const { client, binding, sessionId, ancestors } = page.visited
  const stylesheet = themeUrl(themeOf(client, page.parameters))
  const frame: Frame = {
    ...bareFrame(deps.widget, request, page.locale),
    client: shownClient(client),
    self: lonePageUrl(page),
    ...(stylesheet === undefined ? {} : { theme: { stylesheet } }),
    // A browser that is not the session's gets a page with nothing to send.
    ...(binding.bound
      ? {
          action: withQuery(page.path, page.given),
          session: { id: sessionId, pageToken: writePageToken({ journey: 0, revision: 0, secret: binding.secret }) },
        }
      : {}),
  }
  return sendPage(request, reply, status, deps.widget.render(screen, frame), ancestors)
}

/** The page again, `done`: after its form was sent. */
export function lonePageUrl({ path, given, visited }: LonePage, done?: 'done'): string {
  const carried = visited.binding.cookieless ? visited.binding.secret : undefined
  return pageUrl(path, visited.sessionId, carried, { ...given, ...(done ? { done: '1' } : {}) })
}

/** Back to the client: `redirect_uri` with `status=success`, or our own last page. */
export function farewellOf(deps: PreviousDeps, request: FastifyRequest, page: LonePage): Farewell {
  const { redirect_url: asked } = page.parameters
  const target = asked === undefined ? `${deps.widget.embedUrl()}/success` : returnUrl(asked, { status: 'success' })
  return {
    target,
    message: {
      targetOrigins: messageOrigins(page.parameters, page.visited.client, []),
      data: { eventName: 'redirect_to', redirect_url: asked === undefined ? '/success' : target, status: 'success' },
    },
    leave: (request.query as { done?: unknown }).done === '1',
  }
}

function withQuery(path: string, given: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(given).toString()
  return query === '' ? path : `${path}?${query}`
}
