import { profileChange, userOut } from '@raccord/contract/wire'
import { changeProfile } from '../../../users/change-profile.ts'
import { defineRoute } from '../define-route.ts'
import { presentUser } from '../present/user.ts'
import { userOfCall } from '../user-of-call.ts'

export const updateMe = defineRoute({
  method: 'PUT',
  path: '/v2.1/users/me',
  operationId: 'updateMe',
  tag: 'Users',
  summary: 'Change the profile',
  description: 'What is given is replaced, `null` removes, what is absent stays.',
  access: { kind: 'user_token', scopes: ['profile_edit'] },
  body: profileChange,
  answer: { status: 200, description: 'The user, changed.', schema: userOut },
  errors: ['not_found'],
  async handle({ caller, body }, context) {
    const user = await userOfCall(context, caller, 'me')
    const profile = changeProfile(user.profile, body)
    await context.users.setProfile(user.id, profile)
    return { body: presentUser({ ...user, profile }, await context.professional.find(user.id)) }
  },
})
