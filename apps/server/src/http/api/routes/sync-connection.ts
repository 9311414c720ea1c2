import { idIn, syncRequest } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, idFrom } from '../define-route.ts'
import { psuOfCall } from '../psu-of-call.ts'

export const syncConnection = defineRoute({
  method: 'POST',
  path: '/v2.1/connections/:id/sync',
  operationId: 'syncConnection',
  tag: 'Connections',
  summary: 'Synchronise a connection',
  description:
    '`LIST_ACCOUNTS` looks for accounts again, new and formerly deleted ones; a run of type `ALL` follows by itself. Without `psu_ip_address` the reading counts against the bank’s daily limit: once that is used up, it is postponed, and `Retry-After` says for how long. A connection that is refreshed by itself is read then (`next_sync_date`).',
  access: { kind: 'user_token', scopes: ['connections_sync'] },
  params: z.object({ id: idIn }),
  body: syncRequest.nullish(),
  answer: { status: 204, description: 'Started; with `Retry-After`: postponed.' },
  errors: ['not_found', 'sync_running', 'nothing_to_sync'],
  async handle({ caller, params, body }, context) {
    const answer = await context.requestSync({
      userId: caller.userId,
      connectionId: idFrom(params.id),
      kind: body?.type ?? 'ALL',
      ...psuOfCall(body ?? null),
    })
    if (answer === 'not_found') throw new ApiError('not_found')
    if (answer === 'nothing_to_read') throw new ApiError('nothing_to_sync')
    if (answer === 'running') throw new ApiError('sync_running')
    if (typeof answer === 'object') {
      const seconds = Math.max(1, Math.ceil((answer.postponed.getTime() - context.clock.now().getTime()) / 1000))
      return { headers: { 'retry-after': String(seconds) } }
    }
    return {}
  },
})
