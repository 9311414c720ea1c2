import type { Failed } from '@raccord/connector-kit'
import { refreshTokenGrant, type TokenEndpointResponse } from 'openid-client'
import type { Session } from '../call/session.ts'
import type { Tokens } from '../state.ts'
import { codeFlowOf, oauthClient } from './oauth-client.ts'
import { oauthFailure } from './oauth-failure.ts'

/** Renewed this long before its end, so that it does not expire on the way. */
const skewMs = 30_000

/** Keeps the access token usable. Refresh tokens may be single-use: the new pair is in `session.state` at once. */
export async function refreshTokens(session: Session, when: 'if-expired' | 'now'): Promise<Failed | undefined> {
  const { tokens, oauth } = session.state
  if (!tokens) return undefined
  if (when === 'if-expired' && !isStale(tokens, session.bank.now())) return undefined
  if (tokens.refresh === undefined || !oauth) {
    // Without a refresh token the bank has the last word on a token that looks expired.
    return undefined
  }
  const flow = codeFlowOf(session)
  if (flow.kind === 'failed') return flow
  try {
    const answer = await refreshTokenGrant(oauthClient(session, oauth.server, flow, 'oauth.refresh'), tokens.refresh)
    session.state = { ...session.state, tokens: tokensOf(answer, session.bank.now(), tokens.refresh) }
    return undefined
  } catch (error) {
    return oauthFailure('oauth.refresh', error)
  }
}

/** None there, or about to end. */
export function isStale(tokens: Tokens | undefined, now: Date): boolean {
  if (!tokens) return true
  return tokens.expiresAt !== undefined && now.getTime() >= Date.parse(tokens.expiresAt) - skewMs
}

export function tokensOf(answer: TokenEndpointResponse, now: Date, formerRefresh?: string): Tokens {
  const refresh = answer.refresh_token ?? formerRefresh
  return {
    access: answer.access_token,
    ...(refresh === undefined ? {} : { refresh }),
    ...(answer.expires_in === undefined
      ? {}
      : { expiresAt: new Date(now.getTime() + answer.expires_in * 1000).toISOString() }),
  }
}
