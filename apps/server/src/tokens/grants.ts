import { clientScopes, type TokenAnswer, type TokenRequest, userScopes } from '@raccord/contract/wire'
import type { Client } from '../clients/client.ts'
import type { Clock } from '../clock.ts'
import { findByPassword } from '../users/find-by-password.ts'
import type { PasswordCheck } from '../users/password-check.ts'
import type { UserStore } from '../users/user.ts'
import { askScopes } from './ask-scopes.ts'
import { codeGrant } from './code-grant.ts'
import { issueTokens } from './issue-tokens.ts'
import { refreshGrant } from './refresh-grant.ts'
import type { SignInCodeStore } from './sign-in-code.ts'
import type { TokenLifetimes, TokenStore } from './token.ts'

export interface GrantDeps {
  readonly tokens: TokenStore
  readonly codes: SignInCodeStore
  readonly users: UserStore
  readonly passwords: PasswordCheck
  readonly clock: Clock
  readonly lifetimes: TokenLifetimes
}

export type GrantAnswer =
  | { readonly kind: 'granted'; readonly answer: TokenAnswer }
  | {
      readonly kind: 'refused'
      readonly error: 'invalid_request' | 'invalid_grant' | 'invalid_scope' | 'unsupported_grant_type'
      readonly description?: string
    }

/** What `POST /token` answers to a client that has proved who it is (RFC 6749 §4.1, §4.3, §4.4, §6). */
export function grant(deps: GrantDeps, client: Client, request: TokenRequest): Promise<GrantAnswer> {
  switch (request.grant_type) {
    case 'client_credentials':
      return clientCredentialsGrant(deps, client, request)
    case 'password':
      return passwordGrant(deps, client, request)
    case 'refresh_token':
      return refreshGrant(deps, client, request)
    case 'authorization_code':
      return codeGrant(deps, client, request)
    default:
      return Promise.resolve({ kind: 'refused', error: 'unsupported_grant_type' })
  }
}

async function clientCredentialsGrant(deps: GrantDeps, client: Client, request: TokenRequest): Promise<GrantAnswer> {
  const asked = askScopes(request.scope, clientScopes)
  if (asked.kind === 'refused') return { kind: 'refused', error: 'invalid_scope', description: asked.description }
  const issued = issueTokens({ clientId: client.id, scopes: asked.scopes }, deps.clock.now(), deps.lifetimes)
  await deps.tokens.add(issued.tokens)
  return { kind: 'granted', answer: issued.answer }
}

async function passwordGrant(deps: GrantDeps, client: Client, request: TokenRequest): Promise<GrantAnswer> {
  for (const field of ['username', 'password'] as const) {
    if (!request[field]) return { kind: 'refused', error: 'invalid_request', description: `${field}: is missing.` }
  }
  const asked = askScopes(request.scope, userScopes)
  if (asked.kind === 'refused') return { kind: 'refused', error: 'invalid_scope', description: asked.description }
  const user = await findByPassword(deps, client.id, request.username ?? '', request.password ?? '')
  // One answer for both: which of the two was wrong is nobody's business.
  if (user === undefined) return { kind: 'refused', error: 'invalid_grant' }
  const issue = { clientId: client.id, userId: user.id, scopes: asked.scopes }
  const issued = issueTokens(issue, deps.clock.now(), deps.lifetimes)
  await deps.tokens.add(issued.tokens)
  return { kind: 'granted', answer: issued.answer }
}
