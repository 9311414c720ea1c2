import { replayOut, replayRequest } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, opaqueIdFrom } from '../define-route.ts'

export const replayWebhook = defineRoute({
  method: 'POST',
  path: '/v2.1/webhooks/:id/replay',
  operationId: 'replayWebhook',
  tag: 'Events',
  summary: 'Have events sent once more',
  description:
    'One, or those of a span, delivered or not, of the last seven days and at most 10 000 at a time; their ids are the same. A webhook that was paused goes on.',
  access: { kind: 'client_token', scopes: [] },
  params: z.object({ id: z.string() }),
  body: replayRequest,
  answer: { status: 200, description: 'How many are in line.', schema: replayOut },
  errors: ['not_found'],
  async handle({ caller, params, body }, context) {
    const webhookId = opaqueIdFrom(params.id)
    const { event_id, from, to } = body
    if ((event_id === undefined) === (from === undefined))
      throw new ApiError('invalid_request', 'event_id: either it or a span that begins at `from` is needed.')
    const span =
      event_id === undefined
        ? { from: new Date((from ?? 0) * 1000), to: to === undefined ? context.clock.now() : new Date(to * 1000 + 999) }
        : { eventId: /^\d{1,15}$/.test(event_id) ? Number(event_id) : 0 }
    const events = await context.notifications.replay({ clientId: caller.clientId, webhookId }, span)
    if (events === undefined || ('eventId' in span && events === 0)) throw new ApiError('not_found')
    return { body: { events } }
  },
})
