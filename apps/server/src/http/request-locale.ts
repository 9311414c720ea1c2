import { type Locale, locales } from '@raccord/contract'

/** The first language of `Accept-Language` that we speak, by weight; English otherwise (RFC 9110 §12.5.4). */
export function requestLocale(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters
        .map((parameter) => /^\s*q=([01](?:\.\d{1,3})?)$/.exec(parameter)?.[1])
        .find((found) => found !== undefined)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), place }
    })
    .filter((entry) => entry.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
  for (const { language } of wanted) {
    const found = locales.find((locale) => locale === language)
    if (found) return found
  }
  return 'en'
}
