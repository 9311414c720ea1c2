import { randomUUID } from 'node:crypto'
import type { Scope, TokenAnswer } from '@raccord/contract/wire'
import type { Token, TokenLifetimes } from './token.ts'
import { hashTokenText, newTokenText } from './token-text.ts'

export interface Issue {
  readonly clientId: string
  /** Absent: a client's own token, without refresh token. */
  readonly userId?: number
  readonly scopes: readonly Scope[]
  /** Scopes that the refresh token carries on, where the access token was asked for with fewer (RFC 6749 §6). */
  readonly refreshScopes?: readonly Scope[]
  readonly family?: string
}

/** New tokens, to be stored, and the answer that holds their texts, to be sent and forgotten. */
export function issueTokens(
  issue: Issue,
  now: Date,
  lifetimes: TokenLifetimes,
): { readonly tokens: readonly Token[]; readonly answer: TokenAnswer } {
  const family = issue.family ?? randomUUID()
  const make = (kind: Token['kind'], scopes: readonly Scope[], seconds: number): { token: Token; text: string } => {
    const text = newTokenText()
    const token: Token = {
      hash: hashTokenText(text),
      kind,
      clientId: issue.clientId,
      userId: issue.userId,
      family,
      scopes,
      createdAt: now,
      expiresAt: new Date(now.getTime() + seconds * 1000),
    }
    return { token, text }
  }
  const access = make('access', issue.scopes, lifetimes.accessSeconds)
  const answer: TokenAnswer = {
    access_token: access.text,
    token_type: 'Bearer',
    expires_in: lifetimes.accessSeconds,
    scope: issue.scopes.join(' '),
  }
  if (issue.userId === undefined) return { tokens: [access.token], answer }
  const refresh = make('refresh', issue.refreshScopes ?? issue.scopes, lifetimes.refreshSeconds)
  return { tokens: [access.token, refresh.token], answer: { ...answer, refresh_token: refresh.text } }
}
