import { connectionOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { connectionsOfCall } from '../connections-of-call.ts'
import { defineRoute } from '../define-route.ts'

export const listConnections = defineRoute({
  method: 'GET',
  path: '/v2.1/connections',
  operationId: 'listConnections',
  tag: 'Connections',
  summary: 'List the connections of the user',
  access: { kind: 'user_token', scopes: ['connections_manage', 'connections_sync', 'accounts_read'] },
  answer: { status: 200, description: 'All of them.', schema: z.array(connectionOut) },
  errors: [],
  async handle({ caller, request }, context) {
    return { body: await connectionsOfCall(context, caller, request) }
  },
})
