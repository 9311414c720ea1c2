import { type Locale, locales } from '@raccord/contract'

/** The best of our languages for an Accept-Language header, in its own order; English without one. */
export function localeFrom(acceptLanguage: string | undefined): Locale {
  for (const range of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const language = range.trim().split(/[-;]/, 1)[0]?.toLowerCase()
    const found = locales.find((locale) => locale === language)
    if (found) return found
  }
  return 'en'
}
