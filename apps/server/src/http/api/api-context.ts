import { PasswordCheck } from '../../users/password-check.ts'
import { ClientSecretLimit } from '../client-secret-limit.ts'
import { SignInLimit } from '../sign-in-limit.ts'
import type { ApiDeps } from './api-deps.ts'
import { ProviderHealthBook } from './provider-health.ts'

/** What every route is given: the deps, and what is shared between routes and built from them. */
export interface ApiContext extends ApiDeps {
  readonly passwordCheck: PasswordCheck
  readonly clientSecrets: ClientSecretLimit
  /** At the page, and at the token call. */
  readonly signIns: { readonly page: SignInLimit; readonly call: SignInLimit }
  readonly health: ProviderHealthBook
}

export function createApiContext(deps: ApiDeps): ApiContext {
  const signIns = deps.failureLimits?.signIns ?? 20
  return {
    ...deps,
    passwordCheck: new PasswordCheck(deps.passwords),
    clientSecrets: new ClientSecretLimit(deps, deps.failureLimits?.clientSecrets ?? 20),
    signIns: {
      page: new SignInLimit(deps, 'signin', { points: signIns, network: signIns * 5 }),
      // All people of a client come from where its server stands.
      call: new SignInLimit(deps, 'token', { points: signIns, network: signIns * 50 }),
    },
    health: new ProviderHealthBook(deps.readModel, deps.clock),
  }
}
