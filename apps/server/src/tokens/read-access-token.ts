import type { Clock } from '../clock.ts'
import type { Token, TokenStore } from './token.ts'
import { hashTokenText, isTokenText } from './token-text.ts'

/** The live access token of that text, if there is one. */
export async function readAccessToken(
  deps: { readonly tokens: TokenStore; readonly clock: Clock },
  text: string,
): Promise<Token | undefined> {
  if (!isTokenText(text)) return undefined
  const token = await deps.tokens.find(hashTokenText(text))
  if (token === undefined || token.kind !== 'access' || token.revokedAt !== undefined) return undefined
  return token.expiresAt > deps.clock.now() ? token : undefined
}
