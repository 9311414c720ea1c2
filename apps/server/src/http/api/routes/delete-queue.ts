import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, opaqueIdFrom } from '../define-route.ts'
import { queueScopes } from '../queue-scopes.ts'

export const deleteQueue = defineRoute({
  method: 'DELETE',
  path: '/v2.1/queues/:id',
  operationId: 'deleteQueue',
  tag: 'Events',
  summary: 'End a subscription',
  access: { kind: 'user_token', scopes: queueScopes },
  params: z.object({ id: z.string() }),
  answer: { status: 204, description: 'Ended.' },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    if (!(await context.notifications.queues.remove(caller.userId, opaqueIdFrom(params.id))))
      throw new ApiError('not_found')
    return {}
  },
})
