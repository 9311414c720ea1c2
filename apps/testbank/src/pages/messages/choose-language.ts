import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import type { Messages } from './messages.ts'

const LANGUAGES: ReadonlyMap<string, Messages> = new Map(
  [en, fr, it, es, de].map((messages) => [messages.language, messages]),
)

/** The first language of Accept-Language (RFC 9110 §12.5.4, by weight) that the bank speaks; English otherwise. */
export function chooseLanguage(acceptLanguage: string | undefined): Messages {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', weight] = part.trim().split(/;\s*q=/i)
      return { language: tag.slice(0, 2).toLowerCase(), weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
  const spoken = wishes.filter(({ language, weight }) => weight > 0 && LANGUAGES.has(language))
  const [best] = spoken.sort((left, right) => right.weight - left.weight)
  return (best && LANGUAGES.get(best.language)) ?? en
}
