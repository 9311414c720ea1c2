import { grantsOneOf } from '@raccord/contract/wire'
import { readAccessToken } from '../../../tokens/read-access-token.ts'
import { ApiError } from '../../errors.ts'
import type { ApiDeps } from '../api-deps.ts'
import type { Access, ClientCaller, UserCaller } from './caller.ts'

type TokenAccess = Extract<Access, { kind: 'user_token' | 'client_token' | 'any_token' }>

/**
 * Reads the bearer token (RFC 6750 §2.1, header only: a token in a URL ends up in logs).
 * @throws ApiError `invalid_token`, `insufficient_scope`
 */
export async function readCaller(
  deps: Pick<ApiDeps, 'tokens' | 'clock'>,
  authorization: string | undefined,
  access: TokenAccess,
): Promise<UserCaller | ClientCaller> {
  const text = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  const token = text === undefined ? undefined : await readAccessToken(deps, text)
  if (token === undefined) {
    // RFC 6750 §3: without a token at all the challenge says nothing about one.
    const challenge = text === undefined ? 'Bearer realm="raccord"' : 'Bearer realm="raccord", error="invalid_token"'
    throw new ApiError('invalid_token', undefined, { 'www-authenticate': challenge })
  }
  const caller: UserCaller | ClientCaller =
    token.userId === undefined
      ? { kind: 'client', clientId: token.clientId }
      : { kind: 'user', clientId: token.clientId, userId: token.userId }
  if (access.kind === 'any_token') return caller
  if (access.kind === 'user_token' && caller.kind !== 'user') {
    throw insufficient('This call needs a token of a user (grant password).', access.scopes)
  }
  if (access.kind === 'client_token' && caller.kind !== 'client') {
    throw insufficient('This call needs a token of the client (grant client_credentials).', access.scopes)
  }
  const every = access.kind === 'user_token' && access.every
  const granted = every
    ? access.scopes.every((scope) => grantsOneOf(token.scopes, [scope]))
    : access.scopes.length === 0 || grantsOneOf(token.scopes, access.scopes)
  if (!granted) {
    const needed = access.scopes.join(every ? ' and ' : ' or ')
    throw insufficient(`The access token needs the scope ${needed}.`, access.scopes)
  }
  return caller
}

function insufficient(description: string, scopes: readonly string[]): ApiError {
  const asked = scopes.length === 0 ? '' : `, scope="${scopes.join(' ')}"`
  const challenge = `Bearer realm="raccord", error="insufficient_scope"${asked}`
  return new ApiError('insufficient_scope', description, { 'www-authenticate': challenge })
}
