import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, opaqueIdFrom } from '../define-route.ts'

export const deleteWebhook = defineRoute({
  method: 'DELETE',
  path: '/v2.1/webhooks/:id',
  operationId: 'deleteWebhook',
  tag: 'Events',
  summary: 'Delete a webhook',
  description: 'What was not delivered yet never is.',
  access: { kind: 'client_token', scopes: [] },
  params: z.object({ id: z.string() }),
  answer: { status: 204, description: 'Deleted.' },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    if (!(await context.notifications.webhooks.remove(caller.clientId, opaqueIdFrom(params.id))))
      throw new ApiError('not_found')
    return {}
  },
})
