import type { Locale } from '@raccord/contract'

const narrow = '\u202f'
const wide = '\u00a0'

/** French puts a space before high punctuation and inside guillemets, and it must never break the line. */
export function typography(locale: Locale, text: string): string {
  if (locale !== 'fr') return text
  return text
    .replace(/ ([;?!])/g, `${narrow}$1`)
    .replace(/ ([:»])/g, `${wide}$1`)
    .replace(/« /g, `«${wide}`)
    .replace(/-même/g, '\u2011même')
}
