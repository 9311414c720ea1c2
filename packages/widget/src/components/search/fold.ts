export interface Folded {
  /** Lower case, no accents, ligatures opened, every run of other signs one space. */
  readonly text: string
  /** For each character of `text`, where it stands in the original. */
  readonly origin: readonly number[]
}

const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', '&': ' et ' }

/** Folds a text for comparison, remembering positions so that matches can be marked in the text as written. */
export function fold(original: string): Folded {
  let text = ''
  const origin: number[] = []
  for (let at = 0; at < original.length; at++) {
    const lower = original.charAt(at).toLowerCase()
    const plain = ligatures[lower] ?? lower.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    for (const char of plain) {
      const kept = /[\p{L}\p{N}]/u.test(char) ? char : ' '
      if (kept === ' ' && (text === '' || text.endsWith(' '))) continue
      text += kept
      origin.push(at)
    }
  }
  return { text, origin }
}
