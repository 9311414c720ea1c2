import { PasswordCheck } from '../../users/password-check.ts'
import { FailureLimit } from '../rate-limit.ts'
import type { ApiDeps } from './api-deps.ts'
import { ProviderHealthBook } from './provider-health.ts'

/** What every route is given: the deps, and what is shared between routes and built from them. */
export interface ApiContext extends ApiDeps {
  readonly passwordCheck: PasswordCheck
  readonly clientSecretFailures: FailureLimit
  readonly signInFailures: FailureLimit
  readonly health: ProviderHealthBook
}

export function createApiContext(deps: ApiDeps): ApiContext {
  return {
    ...deps,
    passwordCheck: new PasswordCheck(deps.passwords),
    clientSecretFailures: new FailureLimit({ points: deps.failureLimits?.clientSecrets ?? 20, seconds: 60 }),
    signInFailures: new FailureLimit({ points: deps.failureLimits?.signIns ?? 20, seconds: 900 }),
    health: new ProviderHealthBook(deps.readModel, deps.clock),
  }
}
