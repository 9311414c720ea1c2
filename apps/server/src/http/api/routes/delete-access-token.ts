import { idIn } from '@raccord/contract/wire'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute, idFrom } from '../define-route.ts'

export const deleteAccessToken = defineRoute({
  method: 'DELETE',
  path: '/v2.1/users/me/access_tokens/:id',
  operationId: 'deleteAccessToken',
  tag: 'Access tokens',
  summary: 'Revoke an access token',
  description: 'From then on the application that holds it reads nothing.',
  access: { kind: 'user_token', scopes: ['accounts_read'] },
  params: z.object({ id: idIn }),
  answer: { status: 204, description: 'Revoked.' },
  errors: ['not_found'],
  async handle({ caller, params }, context) {
    if (!(await context.faceTokens.remove(caller.userId, idFrom(params.id)))) throw new ApiError('not_found')
    return {}
  },
})
