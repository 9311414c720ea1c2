import type { Failed } from '@raccord/connector-kit'
import { clientCredentialsGrant, refreshTokenGrant, type TokenEndpointResponse, tokenRevocation } from 'openid-client'
import { z } from 'zod'
import type { OAuthClient } from './client.ts'
import { oauthFailure } from './failure.ts'

/** Kept in a driver's state, sealed by the server. */
export const tokenSet = z.object({
  access: z.string(),
  refresh: z.string().optional(),
  /** ISO instant. */
  expiresAt: z.string().optional(),
})
export type TokenSet = z.infer<typeof tokenSet>

/** Renewed this long before its end, so that it does not expire on the way. */
const skewMs = 30_000

export function isStale(tokens: TokenSet, now: Date): boolean {
  return tokens.expiresAt !== undefined && now.getTime() >= Date.parse(tokens.expiresAt) - skewMs
}

/** A refresh token may be good for one use: the caller keeps what comes at once. */
export async function refreshed(client: OAuthClient, tokens: TokenSet, scope?: string): Promise<TokenSet | Failed> {
  try {
    const parameters = { ...client.options.tokenParameters, ...(scope === undefined ? {} : { scope }) }
    const answer = await refreshTokenGrant(client.configure('oauth.refresh'), tokens.refresh ?? '', parameters)
    return tokensOf(answer, client.bank.now(), tokens.refresh)
  } catch (error) {
    return oauthFailure('oauth.refresh', error, client)
  }
}

/** A token of our own, for calls that concern no person (RFC 6749 §4.4). */
export async function clientToken(
  client: OAuthClient,
  parameters: URLSearchParams | { readonly [name: string]: string },
  operation = 'oauth.client_token',
): Promise<TokenSet | Failed> {
  try {
    return tokensOf(await clientCredentialsGrant(client.configure(operation), parameters), client.bank.now())
  } catch (error) {
    return oauthFailure(operation, error, client)
  }
}

/** RFC 7009; `false` where the server has no such endpoint. A token that it no longer knows counts as revoked. */
export async function revokeToken(client: OAuthClient, tokens: TokenSet): Promise<boolean | Failed> {
  if (client.server.revocation_endpoint === undefined) return false
  try {
    await tokenRevocation(client.configure('oauth.revoke'), tokens.refresh ?? tokens.access)
    return true
  } catch (error) {
    return oauthFailure('oauth.revoke', error, client)
  }
}

export function tokensOf(answer: TokenEndpointResponse, now: Date, formerRefresh?: string): TokenSet {
  const refresh = answer.refresh_token ?? formerRefresh
  return {
    access: answer.access_token,
    refresh,
    ...(answer.expires_in === undefined
      ? {}
      : { expiresAt: new Date(now.getTime() + answer.expires_in * 1000).toISOString() }),
  }
}
