import type { Endpoint } from '@raccord/contract'
import { type WidgetSessionAnswer, widgetSessionAnswer, widgetSessionRequest } from '@raccord/contract/wire'
import { isFunctionalName, onSessionCall } from '../../../deprecation/session-call.ts'
import type { ApiContext } from '../api-context.ts'
import { beginWidgetSession } from '../begin-widget-session.ts'
import { defineRoute } from '../define-route.ts'

export const createWidgetSession = defineRoute({
  method: 'POST',
  path: '/v2.1/widget_session',
  aliases: ['/v2.1/widget/widget_session'],
  operationId: 'createWidgetSession',
  tag: 'Widget',
  summary: 'Begin a widget session for a user',
  description:
    'The access token needs the scope `connections_manage`. Send the person to one of the links, with the functional parameters of that endpoint appended as `&name=value`. The session ends after a while without use.',
  access: { kind: 'client_secret' },
  body: widgetSessionRequest,
  answer: { status: 200, description: 'The session and its links.', schema: widgetSessionAnswer },
  errors: ['invalid_token', 'insufficient_scope', 'invalid_grant'],
  async handle({ caller: client, body, request }, context) {
    noteMisplaced(context, client.id, request.query)
    return { body: presentSession(await beginWidgetSession(context, client, body), context.bases().embed) }
  },
})

/** Functional parameters were read here once; now they are for nothing, which the report tells (WIRE §4, §7). */
function noteMisplaced(context: ApiContext, clientId: string, query: unknown): void {
  const names = Object.keys(query ?? {}).filter((name) => isFunctionalName(name))
  void context.deprecated.record(
    clientId,
    names.map((name) => ({ kind: 'parameter', name: onSessionCall(name) })),
  )
}

function presentSession(id: string, embedBase: string): WidgetSessionAnswer {
  const link = (endpoint: Endpoint): string => `${embedBase}/v2.1/widget/${endpoint}?session_id=${id}`
  return {
    session_id: id,
    _links: {
      add_connection: link('add_connection'),
      edit_credentials: link('edit_credentials'),
      user_input: link('user_input'),
      manage_accounts: link('manage_accounts'),
    },
  }
}
