import type { Again, ErrorScreen, Frame, Locale, PersonErrorCode, Screen } from '@raccord/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendPage } from '../page-headers.ts'
import { localeOf } from '../page-locale.ts'
import { paths } from '../page-paths.ts'
import type { PageDeps } from '../widget-deps.ts'
import { shortReference } from './short-reference.ts'

/**
 * A page of no journey: an expired or refused link. No detail, nothing to send or to press: a frame may show it to anybody
 * where no client is known, rather than a broken picture.
 */
export function sendAlone(
  deps: PageDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: PersonErrorCode,
  {
    parameter,
    ancestors = [],
    again,
    client,
    back,
  }: {
    readonly parameter?: string | undefined
    readonly ancestors?: readonly string[]
    readonly again?: Again
    readonly client?: Frame['client']
    readonly back?: Pick<ErrorScreen, 'backToClient' | 'message'>
  } = {},
): FastifyReply {
  const reference = shortReference(request.id)
  request.log.info({ reference, error }, 'page without a journey')
  const screen: Screen = {
    kind: 'error',
    error,
    reference,
    parameter,
    again,
    ...back,
  }
  const frame = { ...bareFrame(deps, request), ...(client ? { client } : {}) }
  return sendPage(request, reply, status, deps.render(screen, frame), ancestors)
}

export function bareFrame(deps: PageDeps, request: FastifyRequest, locale: Locale = localeOf(request)) {
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
