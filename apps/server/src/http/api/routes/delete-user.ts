import { idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../define-route.ts'
import { erasureLink } from '../erasure-link.ts'
import { userOfCall } from '../user-of-call.ts'

export const deleteUser = defineRoute({
  method: 'DELETE',
  path: '/v2.1/users/:id',
  operationId: 'deleteUser',
  tag: 'Users',
  summary: 'Delete a user',
  description:
    'Revokes the consents at the banks, erases credentials, connections, accounts and transactions, and frees the email. `me` is the user of the token; a token of the client deletes any of its users by id.',
  access: { kind: 'any_token' },
  params: z.object({ id: idIn }),
  answer: { status: 204, description: 'Deleted; `Link` with `rel="status"` leads to the report of the erasure.' },
  errors: ['not_found', 'insufficient_scope'],
  async handle({ caller, params }, context) {
    const user = await userOfCall(context, caller, params.id)
    const removal = await context.removals.user({ userId: user.id, origin: 'api' })
    if (removal === 'not_found') throw new ApiError('not_found')
    return { headers: erasureLink(context, removal.erasureId) }
  },
})
