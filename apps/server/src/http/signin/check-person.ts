import { findByPassword } from '../../users/find-by-password.ts'
import { PasswordsBusyError } from '../../users/passwords-busy.ts'
import type { User } from '../../users/user.ts'
import type { ApiContext } from '../api/api-context.ts'
import { ApiError } from '../errors.ts'
import type { SignInAttempt, SignInTry } from '../sign-in-limit.ts'

export type PersonCheck =
  | { readonly kind: 'known'; readonly user: User }
  | { readonly kind: 'refused' }
  /** Seconds. */
  | { readonly kind: 'later'; readonly retryAfter: string }

/** Who signs in at the page. Its failures are no failures of the password grant: everybody reaches this page. */
export async function checkPerson(
  deps: Pick<ApiContext, 'users' | 'passwordCheck' | 'signIns'>,
  given: SignInTry,
  password: string,
): Promise<PersonCheck> {
  let attempt: SignInAttempt
  try {
    attempt = await deps.signIns.page.begin(given)
  } catch (error) {
    if (error instanceof ApiError) return { kind: 'later', retryAfter: error.headers['retry-after'] ?? '60' }
    throw error
  }
  try {
    const passwords = deps.passwordCheck
    const user = await findByPassword({ users: deps.users, passwords }, given.clientId, given.email, password)
    if (!user) {
      await attempt.wrong()
      return { kind: 'refused' }
    }
    await attempt.right()
    return { kind: 'known', user }
  } catch (error) {
    await attempt.neither()
    if (!(error instanceof PasswordsBusyError)) throw error
    return { kind: 'later', retryAfter: '2' }
  }
}
