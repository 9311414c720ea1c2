import { connectionOut, idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { connectionsOfCall } from '../connections-of-call.ts'
import { defineRoute, idFrom } from '../define-route.ts'

export const getConnection = defineRoute({
  method: 'GET',
  path: '/v2.1/connections/:id',
  operationId: 'getConnection',
  tag: 'Connections',
  summary: 'Read a connection',
  description:
    'Both channels of the bank are listed, even if one was never used (`EMPTY`). The reason for a failure is in the channel.',
  access: { kind: 'user_token', scopes: ['connections_manage', 'connections_sync', 'accounts_read'] },
  params: z.object({ id: idIn }),
  answer: { status: 200, description: 'The connection.', schema: connectionOut },
  errors: ['not_found'],
  async handle({ caller, params, request }, context) {
    const [connection] = await connectionsOfCall(context, caller, request, idFrom(params.id))
    if (connection === undefined) throw new ApiError('not_found')
    return { body: connection }
  },
})
