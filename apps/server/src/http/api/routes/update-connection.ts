import { connectionChange, connectionOut, idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { connectionsOfCall } from '../connections-of-call.ts'
import { defineRoute, idFrom } from '../define-route.ts'

export const updateConnection = defineRoute({
  method: 'PUT',
  path: '/v2.1/connections/:id',
  operationId: 'updateConnection',
  tag: 'Connections',
  summary: 'Switch background refreshes on or off',
  access: { kind: 'user_token', scopes: ['connections_manage'] },
  params: z.object({ id: idIn }),
  body: connectionChange,
  answer: { status: 200, description: 'The connection, changed.', schema: connectionOut },
  errors: ['not_found'],
  async handle({ caller, params, body, request }, context) {
    const id = idFrom(params.id)
    const now = context.clock.now()
    if (!(await context.readModel.setAutoSync(caller.userId, id, body.auto_sync, now))) throw new ApiError('not_found')
    const [connection] = await connectionsOfCall(context, caller, request, id)
    if (connection === undefined) throw new ApiError('not_found')
    return { body: connection }
  },
})
