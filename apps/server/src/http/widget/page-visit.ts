import { type Again, type Locale, type PersonErrorCode, parameters, type Screen } from '@raccord/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Client } from '../../clients/client.ts'
import { allowedOrigins } from '../../clients/client-url.ts'
import type { Caller } from '../../journey/call-bank.ts'
import type { WidgetSession } from '../../journey/session.ts'
import { requestLocale } from '../request-locale.ts'
import { type Binding, believesAddress, readBinding } from './binding.ts'
import { frameAncestors, sendPage } from './page-headers.ts'
import { paths } from './page-paths.ts'
import { readPageToken } from './page-token.ts'
import type { WidgetDeps } from './widget-deps.ts'

/** A request that belongs to a live session: who, from which browser, for which client. */
export interface Visit {
  readonly sessionId: string
  readonly session: WidgetSession
  readonly client: Client
  readonly binding: Binding
  readonly ancestors: readonly string[]
}

/** Finds the session of a request; answers with a friendly page itself where there is none (`undefined`). */
export async function visit(
  deps: WidgetDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit | undefined> {
  const query = request.query as { session_id?: unknown; t?: unknown }
  const body = (request.body ?? {}) as { session_id?: unknown; page?: unknown }
  const id = firstOf(request.method === 'POST' ? body.session_id : query.session_id)
  const session =
    typeof id === 'string' && /^[A-Za-z0-9_-]{32}$/.test(id)
      ? await deps.sessions.open(id, deps.journey.now())
      : undefined
  const client = session && (await deps.clients.find(session.clientId))
  if (typeof id !== 'string' || !session || !client) {
    sendAlone(deps, request, reply, 410, 'session_expired', { ancestors: ['*'] })
    return undefined
  }
  const secret = firstOf(query.t)
  const inAddress = typeof secret === 'string' && believesAddress(request) ? secret : undefined
  const carried = readPageToken(firstOf(body.page))?.secret ?? inAddress
  const binding = readBinding(request, session, deps.secure(), carried)
  return {
    sessionId: id,
    session,
    client,
    binding,
    ancestors: frameAncestors(allowedOrigins(client), client.loopbackAllowed),
  }
}

/** Of a name given twice the first value counts. */
function firstOf(given: unknown): unknown {
  return Array.isArray(given) ? given[0] : given
}

/**
 * A page of no journey: an expired or refused link. No detail, nothing to send or to press: a frame may show it to anybody
 * where no client is known, rather than a broken picture.
 */
export function sendAlone(
  deps: WidgetDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: PersonErrorCode,
  {
    parameter,
    ancestors = [],
    again,
  }: {
    readonly parameter?: string | undefined
    readonly ancestors?: readonly string[]
    readonly again?: Again
  } = {},
): FastifyReply {
  const screen: Screen = {
    kind: 'error',
    error,
    reference: String(request.id).slice(0, 36),
    ...(parameter === undefined ? {} : { parameter }),
    ...(again === undefined ? {} : { again }),
  }
  return sendPage(request, reply, status, deps.render(screen, bareFrame(deps, request)), ancestors)
}

export function bareFrame(deps: WidgetDeps, request: FastifyRequest, locale: Locale = localeOf(request)) {
  return {
    locale,
    client: { name: deps.operator.name },
    action: paths.journey,
    self: '',
    canGoBack: false,
    canCancel: false,
    progress: { done: 0, total: 0 },
    sandbox: deps.sandbox,
    operator: deps.operator,
  }
}

/** What the address asks for, also where it leads to no journey (expired, refused); else the browser's languages. */
export function localeOf(request: FastifyRequest): Locale {
  const { locale } = request.query as { locale?: unknown }
  const read = typeof locale === 'string' ? parameters.locale.read(locale) : {}
  if ('value' in read) return read.value as Locale
  return requestLocale(request.headers['accept-language'])
}

/** The person is here: his address and browser may be told to the bank (WIRE §3). */
export function callerOf(request: FastifyRequest, locale: Locale): Caller {
  const userAgent = request.headers['user-agent']
  const acceptLanguage = request.headers['accept-language']
  return {
    locale,
    psu: {
      ipAddress: request.ip,
      ...(userAgent ? { userAgent: userAgent.slice(0, 300) } : {}),
      ...(acceptLanguage ? { acceptLanguage: acceptLanguage.slice(0, 100) } : {}),
    },
  }
}
