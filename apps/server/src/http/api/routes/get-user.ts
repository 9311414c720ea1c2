import { idIn, userOut } from '@raccord/contract/wire'
import { z } from 'zod'
import { defineRoute } from '../define-route.ts'
import { presentUser } from '../present/user.ts'
import { userOfCall } from '../user-of-call.ts'

export const getUser = defineRoute({
  method: 'GET',
  path: '/v2.1/users/:id',
  operationId: 'getUser',
  tag: 'Users',
  summary: 'Read a user',
  description: '`me` is the user of the token. A token of the client reads any of its users by id.',
  access: { kind: 'any_token' },
  params: z.object({ id: idIn }),
  answer: { status: 200, description: 'The user.', schema: userOut },
  errors: ['not_found', 'insufficient_scope'],
  async handle({ caller, params }, context) {
    const user = await userOfCall(context, caller, params.id)
    return { body: presentUser(user, await context.professional.find(user.id)) }
  },
})
