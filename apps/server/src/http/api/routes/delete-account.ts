import { idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, idFrom } from '../define-route.ts'
import { erasureLink } from '../erasure-link.ts'

export const deleteAccount = defineRoute({
  method: 'DELETE',
  path: '/v2.1/accounts/:id',
  operationId: 'deleteAccount',
  tag: 'Accounts',
  summary: 'Stop sharing an account',
  description:
    'It is no longer synchronised and its transactions are erased. A channel left with no account loses its credentials and shows `EMPTY`; when the last channel is empty the connection is deleted.',
  access: { kind: 'user_token', scopes: ['accounts_manage'] },
  params: z.object({ id: idIn }),
  answer: { status: 204, description: 'Deleted; `Link` with `rel="status"` leads to the report of the erasure.' },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    const order = { userId: caller.userId, accountId: idFrom(params.id), origin: 'api' }
    const removal = await context.removals.account(order)
    if (removal === 'not_found') throw new ApiError('not_found')
    return { headers: erasureLink(context, removal.erasureId) }
  },
})
