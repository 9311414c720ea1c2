import type { ProviderTile } from '@raccord/contract'

/** Hues the monogram tiles may take; each has a `.m<n>` class. */
export const monogramHues = 10

// Words that begin many banks' names and tell none of them apart.
const fillers = /^(de|du|des|la|le|les|l|d|et|of|the|and|di|del|della|dei|e|y|und|der|die|sa|spa|nv|ag|plc)$/i

/** Two letters in place of a logo: the initials of the first two telling words, else the first two letters. */
export function monogram(provider: Pick<ProviderTile, 'name'>): string {
  const words = provider.name.match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = words.filter((word) => !fillers.test(word))
  const [first = words[0] ?? '?', second] = telling
  // An abbreviation is already its own mark: "BNP Paribas" is BN, not BP.
  const letters = second && !/^[\p{Lu}\p{N}]{2,4}$/u.test(first) ? head(first, 1) + head(second, 1) : head(first, 2)
  return letters.toUpperCase()
}

/** Stable over installations because provider ids are (WIRE §1). */
export function monogramHue(id: string): number {
  let hash = 0
  for (const char of id) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0
  return hash % monogramHues
}

function head(word: string, count: number): string {
  return [...word].slice(0, count).join('')
}
