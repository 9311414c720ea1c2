import { syncAllRequest } from '@raccord/contract/wire'
import { z } from 'zod'
import { defineRoute } from '../define-route.ts'
import { psuOfCall } from '../psu-of-call.ts'

export const syncConnections = defineRoute({
  method: 'POST',
  path: '/v2.1/connections/sync',
  operationId: 'syncConnections',
  tag: 'Connections',
  summary: 'Synchronise every connection of the user',
  access: { kind: 'user_token', scopes: ['connections_sync'] },
  body: syncAllRequest.nullish(),
  answer: { status: 200, description: 'One link for each connection that is being read.', schema: z.array(z.string()) },
  errors: [],
  async handle({ caller, body }, context) {
    const links: string[] = []
    for (const { id } of await context.readModel.connections(caller.userId)) {
      const order = { userId: caller.userId, connectionId: id, kind: 'ALL', ...psuOfCall(body ?? null) } as const
      const answer = await context.requestSync(order)
      // One that is running already is being read, which is what was asked for.
      if (answer === 'started' || answer === 'running') links.push(`${context.bases().api}/v2.1/connections/${id}`)
    }
    return { body: links }
  },
})
