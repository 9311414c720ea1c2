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

/** What the words around decide once a name or a day stands in its place: “l’app d’Orange Bank”, “fino all’8 maggio”. */
export function elision(locale: Locale, text: string, values: readonly unknown[]): string {
  if (locale === 'it')
    return text.replace(
      /\b(a|da|i)l (8|11)(?= \p{L})/gu,
      (_, word, day) => `${word === 'i' ? 'l' : `${word}ll`}’${day}`,
    )
  if (locale !== 'fr') return text
  return values
    .filter((value): value is string => typeof value === 'string' && /^[aeiou]/i.test(value.normalize('NFD')))
    .reduce(
      (result, name) => result.replaceAll(`de ${name}`, `d’${name}`).replaceAll(`que ${name}`, `qu’${name}`),
      text,
    )
}
