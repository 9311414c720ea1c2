import { isScope, type Scope } from '@raccord/contract/wire'

export type ScopesAnswer =
  | { readonly kind: 'granted'; readonly scopes: readonly Scope[] }
  | { readonly kind: 'refused'; readonly description: string }

/**
 * The same where a person stands between: what he can't give is left out, and the answer's `scope` says what was granted
 * (RFC 6749 §3.3). Refused where nothing is left.
 */
export function askScopesLeniently(asked: string | undefined, allowed: readonly Scope[]): ScopesAnswer {
  const words = wordsOf(asked)
  const scopes = allowed.filter((scope) => words.includes(scope))
  return words.length === 0 || scopes.length === 0 ? askScopes(asked, allowed) : { kind: 'granted', scopes }
}

/** RFC 6749 §3.3, with commas tolerated. None asked: all that the grant allows (WIRE §2). */
export function askScopes(asked: string | undefined, allowed: readonly Scope[]): ScopesAnswer {
  const words = wordsOf(asked)
  if (words.length === 0) return { kind: 'granted', scopes: allowed }
  const scopes: Scope[] = []
  for (const word of words) {
    if (!isScope(word)) return { kind: 'refused', description: 'scope: holds a word that is no scope.' }
    if (!allowed.includes(word)) {
      return { kind: 'refused', description: `scope: ${word} can't be had with this grant.` }
    }
    scopes.push(word)
  }
  return { kind: 'granted', scopes }
}

function wordsOf(asked = ''): string[] {
  return [...new Set(asked.split(/[\s,]+/).filter((word) => word !== ''))]
}
