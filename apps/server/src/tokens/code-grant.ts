import { timingSafeEqual } from 'node:crypto'
import type { TokenAnswer, TokenRequest } from '@raccord/contract/wire'
import type { Client } from '../clients/client.ts'
import type { GrantAnswer, GrantDeps } from './grants.ts'
import { issueTokens } from './issue-tokens.ts'
import type { CodeSpending, SignInCode } from './sign-in-code.ts'
import { hashTokenText, isTokenText } from './token-text.ts'

/**
 * RFC 6749 §4.1.3 with PKCE (RFC 7636 §4.5, S256). A code works once, right or wrong: a wrong verifier or address is an
 * attack or a mistake, and neither deserves a second try. A second use ends what the first one gave.
 */
export async function codeGrant(
  deps: Pick<GrantDeps, 'codes' | 'clock' | 'lifetimes'>,
  client: Client,
  request: TokenRequest,
): Promise<GrantAnswer> {
  for (const field of ['code', 'redirect_uri'] as const) {
    if (!request[field]) return { kind: 'refused', error: 'invalid_request', description: `${field}: is missing.` }
  }
  const text = request.code ?? ''
  if (!isTokenText(text)) return { kind: 'refused', error: 'invalid_grant' }
  const now = deps.clock.now()
  let answer: TokenAnswer | undefined

  const decide = (code: SignInCode | undefined): CodeSpending => {
    // Another client's code stays as it is: whoever stole it must not be able to end it either.
    if (code === undefined || code.clientId !== client.id) return { kind: 'refused' }
    if (code.usedAt !== undefined) return { kind: 'revoke_family', family: code.family }
    if (code.expiresAt <= now || code.redirectUri !== request.redirect_uri) return { kind: 'spoiled' }
    if (!isVerified(code.codeChallenge, request.code_verifier)) return { kind: 'spoiled' }
    const { clientId, userId, scopes, family } = code
    const issued = issueTokens({ clientId, userId, scopes, family }, now, deps.lifetimes)
    answer = issued.answer
    return { kind: 'granted', tokens: issued.tokens }
  }

  const spent = await deps.codes.spend(hashTokenText(text), now, decide)
  if (spent === 'granted' && answer) return { kind: 'granted', answer }
  return { kind: 'refused', error: 'invalid_grant' }
}

/** A verifier without a challenge is refused as well: somebody took the challenge out on the way (RFC 9700 §2.1.1). */
function isVerified(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined || verifier === undefined) return challenge === verifier
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false
  const given = hashTokenText(verifier)
  const kept = Buffer.from(challenge, 'base64url')
  return kept.byteLength === given.byteLength && timingSafeEqual(kept, given)
}
