import { sandboxEvent } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { defineRoute, idFrom } from '../define-route.ts'

export const fireSandboxEvent = defineRoute({
  method: 'POST',
  path: '/v2.1/sandbox/events',
  operationId: 'fireSandboxEvent',
  tag: 'Events',
  summary: 'Sandbox: tell something that did not happen',
  description:
    'To the queues of the connection’s user and the webhooks of the client. Nothing else changes. In production there is no such call (404).',
  access: { kind: 'client_token', scopes: [] },
  body: sandboxEvent,
  answer: { status: 204, description: 'It is told.' },
  errors: ['not_found'],
  async handle({ caller, body }, context) {
    const { fire } = context.notifications
    if (!fire) throw new ApiError('not_found')
    if (body.type === 'provider_available') {
      if (body.provider_id === undefined || context.catalogue.find(body.provider_id) === undefined)
        throw new ApiError('invalid_request', 'provider_id: is no provider.')
    } else if (body.connection_id === undefined) throw new ApiError('invalid_request', 'connection_id: is missing.')
    const fired = await fire(caller.clientId, {
      type: body.type,
      ...(body.connection_id === undefined ? {} : { connectionId: idFrom(body.connection_id) }),
      providerId: body.provider_id,
      definitionId: body.channel_definition_id,
      ...(body.account_id === undefined ? {} : { accountId: idFrom(body.account_id) }),
      status: body.status,
      newTransactions: body.new_transactions,
      daysLeft: body.days_left,
    })
    if (fired === 'not_found') throw new ApiError('not_found')
    return {}
  },
})
