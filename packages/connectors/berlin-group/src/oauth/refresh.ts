import type { Failed } from '@raccord/connector-kit'
import { refreshTokenGrant, type TokenEndpointResponse } from 'openid-client'
import type { Session } from '../call/session.ts'
import type { Tokens } from '../state.ts'
import { oauthClient } from './oauth-client.ts'
import { oauthFailure } from './oauth-failure.ts'

/** Renewed this long before its end, so that it does not expire on the way. */
const skewMs = 30_000

/** Keeps the access token usable. Refresh tokens may be single-use: the new pair is in `session.state` at once. */
export async function refreshTokens(session: Session, when: 'if-expired' | 'now'): Promise<Failed | undefined> {
  const { tokens, oauth } = session.state
  if (!tokens) return undefined
  const ends = tokens.expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(tokens.expiresAt)
  if (when === 'if-expired' && session.bank.now().getTime() < ends - skewMs) return undefined
  if (tokens.refresh === undefined || !oauth) {
    // Without a refresh token the bank has the last word on a token that looks expired.
    return undefined
  }
  const client = oauthClient(session, oauth.server)
  if ('kind' in client) return client
  try {
    const answer = await refreshTokenGrant(client, tokens.refresh)
    session.state = { ...session.state, tokens: tokensOf(answer, session.bank.now(), tokens.refresh) }
    return undefined
  } catch (error) {
    return oauthFailure('oauth.refresh', error)
  }
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
