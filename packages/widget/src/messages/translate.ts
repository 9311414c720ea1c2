import type { Locale } from '@raccord/contract'
import IntlMessageFormat from 'intl-messageformat'
import type { Catalogue, MessageArguments, MessageKey } from './catalogue.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { regionOf } from './format.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { elision, typography } from './typography.ts'

export const catalogues: Readonly<Record<Locale, Catalogue>> = { en, fr, it, es, de }

/** `t('consent.until', { date })`: the key fixes which arguments are needed. */
export type Translate = <K extends MessageKey>(
  key: K,
  ...rest: keyof MessageArguments<K> extends never ? [] : [MessageArguments<K>]
) => string

const translators = new Map<Locale, Translate>()

/** Parsing a message costs far more than formatting it, so each is parsed once in the life of the process. */
export function translator(locale: Locale): Translate {
  const known = translators.get(locale)
  if (known) return known
  const catalogue = catalogues[locale]
  const parsed = new Map<MessageKey, IntlMessageFormat>()
  const translate: Translate = (key, ...rest) => {
    let message = parsed.get(key)
    if (!message) {
      // `ignoreTag`: a `<` in a text is a character, never markup.
      message = new IntlMessageFormat(typography(locale, catalogue[key]), regionOf(locale), undefined, {
        ignoreTag: true,
      })
      parsed.set(key, message)
    }
    const values = rest[0] as Record<string, string | number | Date> | undefined
    return elision(locale, String(message.format(values)), Object.values(values ?? {}))
  }
  translators.set(locale, translate)
  return translate
}
