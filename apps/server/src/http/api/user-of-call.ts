import type { User } from '../../users/user.ts'
import { ApiError } from '../errors.ts'
import type { ClientCaller, UserCaller } from './access/caller.ts'
import type { ApiContext } from './api-context.ts'
import { idFrom } from './define-route.ts'

/**
 * The user that `me` or an id means for this caller: a user may only mean himself, a client any of its own.
 * @throws ApiError `not_found`, also for somebody else's user; `insufficient_scope` for `me` of a client
 */
export async function userOfCall(context: ApiContext, caller: UserCaller | ClientCaller, text: string): Promise<User> {
  if (text === 'me' && caller.kind === 'client') {
    throw new ApiError('insufficient_scope', '“me” needs a token of a user; a client names the user by id.')
  }
  const id = text === 'me' && caller.kind === 'user' ? caller.userId : idFrom(text)
  if (caller.kind === 'user' && caller.userId !== id) throw new ApiError('not_found')
  const user = await context.users.find(caller.clientId, id)
  if (user === undefined) throw new ApiError('not_found')
  return user
}
