import { notificationOut, queueEventsQuery } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, opaqueIdFrom } from '../define-route.ts'
import { eventStream } from '../event-stream.ts'
import { presentNotifications } from '../present/notification.ts'
import { queueScopes } from '../queue-scopes.ts'

export const listQueueEvents = defineRoute({
  method: 'GET',
  path: '/v2.1/queues/:id/events',
  operationId: 'listQueueEvents',
  tag: 'Events',
  summary: 'Read what came after an event',
  description:
    'In order, at most 100 at a time, kept for 24 hours. With `wait` an empty answer comes only when nothing happened in that time. With `Accept: text/event-stream` the same events are streamed (`id`, `event`: the type, `data`: the JSON), for ten minutes at a time: an `EventSource` comes back by itself, with `Last-Event-ID`. Reading does not take anything away: `after` moves on.',
  access: { kind: 'user_token', scopes: queueScopes },
  params: z.object({ id: z.string() }),
  query: queueEventsQuery,
  answer: { status: 200, description: 'The events.', schema: z.array(notificationOut) },
  errors: ['not_found', 'rate_limited'],
  async handle({ caller, params, query, request }, context) {
    const { queues, watch } = context.notifications
    const id = opaqueIdFrom(params.id)
    const after = eventIdOf(query.after ?? headerOf(request.headers['last-event-id']))
    const first = await queues.read(caller.userId, id, after)
    if (!first) throw new ApiError('not_found')
    // Nobody needs the answer any more.
    const { signal } = request
    if (/\btext\/event-stream\b/i.test(request.headers.accept ?? '')) {
      const target = { userId: caller.userId, queueId: id }
      const body = eventStream(context, target, first, after, signal)
      return { body, headers: streamHeaders }
    }
    const waits = (query.wait ?? 0) * 1000
    if (first.events.length > 0 || waits === 0) return { body: await presentNotifications(context, first.events) }
    if ((await watch.wait(caller.userId, first.upTo, waits, signal)) === 'crowded')
      throw new ApiError('rate_limited', 'Too many requests wait for events of this user.', { 'retry-after': '5' })
    const page = await queues.read(caller.userId, id, after)
    if (!page) throw new ApiError('not_found')
    return { body: await presentNotifications(context, page.events) }
  },
})

/** Nothing else follows on a connection that was streamed to: it must not hold up the end of the process. */
const streamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'x-accel-buffering': 'no',
  connection: 'close',
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function eventIdOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const id = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(id)) throw new ApiError('invalid_request', 'after: is no id of an event.')
  return id
}
