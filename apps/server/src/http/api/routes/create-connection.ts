import { connectionOut, newConnection } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { connectionsOfCall } from '../connections-of-call.ts'
import { defineRoute } from '../define-route.ts'

export const createConnection = defineRoute({
  method: 'POST',
  path: '/v2.1/connections',
  operationId: 'createConnection',
  tag: 'Connections',
  summary: 'Create a connection of files',
  description:
    'One that no bank is behind: its accounts and transactions come from statements that are uploaded to it. When the bank of such an account is connected later, the account goes over to that connection, with its id and all it has.',
  access: { kind: 'user_token', scopes: ['connections_manage'] },
  body: newConnection,
  answer: { status: 201, description: 'Created.', schema: connectionOut },
  errors: ['too_many_connections'],
  async handle({ caller, body, request }, context) {
    const id = await context.files.create({ userId: caller.userId, ...(body.name ? { name: body.name } : {}) })
    if (id === undefined) throw new ApiError('too_many_connections')
    const [connection] = await connectionsOfCall(context, caller, request, id)
    if (connection === undefined) throw new ApiError('not_found')
    return { body: connection, headers: { location: `${context.bases().api}/v2.1/connections/${id}` } }
  },
})
