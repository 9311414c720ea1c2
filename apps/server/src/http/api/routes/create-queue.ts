import { queueOut } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../define-route.ts'
import { queueScopes } from '../queue-scopes.ts'

export const createQueue = defineRoute({
  method: 'POST',
  path: '/v2.1/queues',
  operationId: 'createQueue',
  tag: 'Events',
  summary: 'Subscribe to what happens to the user’s connections',
  description: 'From now on. A queue that is not read for 24 hours is gone.',
  access: { kind: 'user_token', scopes: queueScopes },
  answer: { status: 201, description: 'Subscribed.', schema: queueOut },
  errors: ['too_many_queues'],
  async handle({ caller }, context) {
    const id = await context.notifications.queues.create(caller.userId)
    if (id === undefined) throw new ApiError('too_many_queues')
    return { body: { id }, headers: { location: `${context.bases().api}/v2.1/queues/${id}` } }
  },
})
