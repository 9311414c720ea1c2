import { newUser, userOut } from '@raccord/contract/wire'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../define-route.ts'
import { presentUser } from '../present/user.ts'

export const createUser = defineRoute({
  method: 'POST',
  path: '/v2.1/users',
  operationId: 'createUser',
  tag: 'Users',
  summary: 'Create a user',
  description: 'The `Location` header ends with the id of the new user.',
  access: { kind: 'client_token', scopes: ['users_create'] },
  body: newUser,
  answer: { status: 201, description: 'Created.', schema: userOut },
  errors: ['email_taken'],
  async handle({ caller, body }, context) {
    const user = await context.users.add({
      clientId: caller.clientId,
      email: body.email,
      passwordHash: await context.passwords.hash(body.password),
      createdAt: context.clock.now(),
    })
    if (user === undefined) throw new ApiError('email_taken')
    return { body: presentUser(user), headers: { location: `${context.bases().api}/v2.1/users/${user.id}` } }
  },
})
