import { idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, idFrom } from '../define-route.ts'
import { erasureLink } from '../erasure-link.ts'

export const deleteConnection = defineRoute({
  method: 'DELETE',
  path: '/v2.1/connections/:id',
  operationId: 'deleteConnection',
  tag: 'Connections',
  summary: 'Delete a connection',
  description: 'With its accounts and transactions; the consents at the bank are revoked.',
  access: { kind: 'user_token', scopes: ['connections_manage'] },
  params: z.object({ id: idIn }),
  answer: { status: 204, description: 'Deleted; `Link` with `rel="status"` leads to the report of the erasure.' },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    const order = { userId: caller.userId, connectionId: idFrom(params.id), origin: 'api' }
    const removal = await context.removals.connection(order)
    if (removal === 'not_found') throw new ApiError('not_found')
    return { headers: erasureLink(context, removal.erasureId) }
  },
})
