import { findByPassword } from '../../users/find-by-password.ts'
import { PasswordsBusyError } from '../../users/passwords-busy.ts'
import type { User } from '../../users/user.ts'
import type { ApiContext } from '../api/api-context.ts'
import { ApiError } from '../errors.ts'
import { signInKey } from '../sign-in-key.ts'

export type PersonCheck =
  | { readonly kind: 'known'; readonly user: User }
  | { readonly kind: 'refused' }
  /** Seconds. */
  | { readonly kind: 'later'; readonly retryAfter: string }

/** Who signs in, under the very limit that the password grant counts by: a guesser does not get two. */
export async function checkPerson(
  deps: Pick<ApiContext, 'users' | 'passwordCheck' | 'signInFailures'>,
  clientId: string,
  email: string,
  password: string,
): Promise<PersonCheck> {
  const key = signInKey(clientId, email)
  try {
    // Counted before the password is looked at, so that attempts made at the same time count as well.
    await deps.signInFailures.take(key)
  } catch (error) {
    if (error instanceof ApiError) return { kind: 'later', retryAfter: error.headers['retry-after'] ?? '60' }
    throw error
  }
  try {
    const passwords = deps.passwordCheck
    const user = await findByPassword({ users: deps.users, passwords }, clientId, email, password)
    if (!user) return { kind: 'refused' }
    await deps.signInFailures.forget(key)
    return { kind: 'known', user }
  } catch (error) {
    if (!(error instanceof PasswordsBusyError)) throw error
    await deps.signInFailures.giveBack(key)
    return { kind: 'later', retryAfter: '2' }
  }
}
