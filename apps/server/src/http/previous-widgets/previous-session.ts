import { endpoints, type RawQuery, readParameters } from '@raccord/contract'
import { type PreviousSessionAnswer, previousSessionAnswer, widgetSessionRequest } from '@raccord/contract/wire'
import type { FastifyPluginAsync } from 'fastify'
import type { Client } from '../../clients/client.ts'
import type { ApiContext } from '../api/api-context.ts'
import { beginWidgetSession } from '../api/begin-widget-session.ts'
import { defineRoute } from '../api/define-route.ts'
import { refuseOtherMethods } from '../api/refuse-other-methods.ts'
import { ApiError } from '../errors.ts'
import { refusedUrl } from '../widget/open/open-parameters.ts'
import { noticeUrl } from './notice-url.ts'
import { tellDeprecation } from './previous-dates.ts'
import { readDefaults } from './session-defaults.ts'

/** `POST /widget_session`, as clients of the previous widgets call it (WIRE §7). */
export const createPreviousSession = defineRoute({
  method: 'POST',
  path: '/widget_session',
  // Under the folder of the pages, too: a production client asked for it there.
  aliases: ['/widget/widget_session'],
  operationId: 'createPreviousWidgetSession',
  tag: 'Widget',
  deprecated: true,
  summary: 'Begin a session of the previous widgets (deprecated)',
  description:
    'As `POST /v2.1/widget_session`, with links of the previous widgets. Functional parameters on its address hold for every link of the session; what a link says itself wins. Every answer says since when this is deprecated and when it ends (`Deprecation`, `Sunset`); from then on it is 410.',
  access: { kind: 'client_secret' },
  body: widgetSessionRequest,
  answer: { status: 200, description: 'The session and its links.', schema: previousSessionAnswer },
  errors: ['invalid_token', 'insufficient_scope', 'invalid_grant', 'previous_widgets_gone'],
  async handle({ caller: client, body, request }, context) {
    noteUse(context, client, request.query as RawQuery)
    const defaults = checkedDefaults(request.query as RawQuery, client)
    const id = await beginWidgetSession(context, client, body, defaults)
    return { body: presentPreviousSession(id, context.bases().embed) }
  },
})

/** The call in a scope of its own: what its answers say of themselves holds for its errors, too. */
export function previousSession(context: ApiContext): FastifyPluginAsync {
  return async (scope) => {
    scope.addHook('onRequest', async (_request, reply) => {
      const { api, embed } = context.bases()
      tellDeprecation(reply, context.previousWidgets, {
        url: `${embed}/v2.1/widget_session`,
        noticeUrl: noticeUrl(api, '/widget_session'),
      })
      if (context.clock.now() >= context.previousWidgets.sunset) throw new ApiError('previous_widgets_gone')
    })
    createPreviousSession.register(scope, context)
    refuseOtherMethods(scope, [createPreviousSession])
  }
}

/** Into the client's usage report; nobody waits for that. */
function noteUse(context: ApiContext, client: Client, query: RawQuery): void {
  const names = endpoints.flatMap((endpoint) => readParameters(endpoint, query).deprecated)
  void context.deprecated.record(client.id, [
    { kind: 'endpoint', name: '/widget_session' },
    ...names.map((name) => ({ kind: 'parameter' as const, name })),
  ])
}

/** Refused here already where a link would be refused: the developer hears of it, not the person. */
function checkedDefaults(query: RawQuery, client: Client): Readonly<Record<string, string>> {
  const read = readDefaults(query)
  if ('rule' in read) throw new ApiError('invalid_request', `${read.parameter}: ${read.rule}.`)
  for (const endpoint of endpoints) {
    const values = readParameters(endpoint, read.defaults, client.pinned)
    const bad = values.refused ?? refusedUrl(values, client)
    if (bad) throw new ApiError('invalid_request', `${bad.parameter}: ${bad.rule}.`)
  }
  return read.defaults
}

function presentPreviousSession(id: string, embedBase: string): PreviousSessionAnswer {
  const link = (path: string): string => `${embedBase}/widget/${path}?session_id=${id}`
  return {
    session_id: id,
    _links: {
      add_connection: link('add_connection'),
      edit_credentials: link('edit_credentials'),
      user_input: link('user_input'),
      manage_accounts: link('manage_accounts'),
      terms: link('terms'),
      professional_account: link('professional-account'),
    },
  }
}
