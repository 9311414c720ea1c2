import type { TokenAnswer, TokenRequest } from '@raccord/contract/wire'
import type { Client } from '../clients/client.ts'
import { askScopes } from './ask-scopes.ts'
import type { GrantAnswer, GrantDeps } from './grants.ts'
import { issueTokens } from './issue-tokens.ts'
import type { Spending, Token } from './token.ts'
import { hashTokenText, isTokenText } from './token-text.ts'

/** A client whose answer got lost retries with the token it still has: the previous one works this long (WIRE §2). */
const graceMs = 60_000

/** RFC 6749 §6 with rotation (RFC 9700 §4.14): each use gives a new refresh token; a replay ends the whole family. */
export async function refreshGrant(
  deps: Pick<GrantDeps, 'tokens' | 'clock' | 'lifetimes'>,
  client: Client,
  request: TokenRequest,
): Promise<GrantAnswer> {
  const text = request.refresh_token
  if (!text) return { kind: 'refused', error: 'invalid_request', description: 'refresh_token: is missing.' }
  if (!isTokenText(text)) return { kind: 'refused', error: 'invalid_grant' }
  const now = deps.clock.now()
  let answer: TokenAnswer | undefined
  let wrongScope: string | undefined

  const decide = (token: Token | undefined): Spending => {
    const state = token && refreshState(token, client.id, now)
    if (token === undefined || state === 'dead') return { kind: 'refused' }
    if (state === 'replayed') return { kind: 'revoke_family', family: token.family }
    const asked = askScopes(request.scope, token.scopes)
    if (asked.kind === 'refused') {
      wrongScope = asked.description
      return { kind: 'refused' }
    }
    const issue = {
      clientId: client.id,
      userId: token.userId,
      scopes: asked.scopes,
      refreshScopes: token.scopes,
      family: token.family,
    }
    const issued = issueTokens(issue, now, deps.lifetimes)
    answer = issued.answer
    return { kind: 'rotated', successors: issued.tokens }
  }

  const spending = await deps.tokens.spend(hashTokenText(text), now, decide)
  if (spending.kind === 'rotated' && answer) return { kind: 'granted', answer }
  if (wrongScope !== undefined) return { kind: 'refused', error: 'invalid_scope', description: wrongScope }
  return { kind: 'refused', error: 'invalid_grant' }
}

/** Whether a refresh token still works: `replayed` is one that was rotated longer ago than a retry takes. */
export function refreshState(token: Token, clientId: string, now: Date): 'live' | 'replayed' | 'dead' {
  if (token.kind !== 'refresh' || token.clientId !== clientId || token.userId === undefined) return 'dead'
  if (token.revokedAt !== undefined || token.expiresAt <= now) return 'dead'
  if (token.usedAt !== undefined && now.getTime() - token.usedAt.getTime() > graceMs) return 'replayed'
  return 'live'
}
