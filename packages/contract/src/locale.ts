/** Languages the widget speaks. `locale=fr_FR`, `it-IT`, `EN` all fold onto one of these (WIRE §5). */
export const locales = ['en', 'fr', 'it', 'es', 'de'] as const
export type Locale = (typeof locales)[number]

/** A text in every language: a missing translation does not compile. */
export type Localized = Readonly<Record<Locale, string>>

/** A language as those call it who speak it: "Español". */
export function nameOf(locale: Locale, reader: Locale = locale): string {
  const name = new Intl.DisplayNames(reader, { type: 'language' }).of(locale) ?? locale
  return name.charAt(0).toLocaleUpperCase(reader) + name.slice(1)
}

/** For sentences in documents and errors: "English, French or Italian". */
export const anyLanguage = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
  locales.map((locale) => nameOf(locale, 'en')),
)
