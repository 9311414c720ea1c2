/** Languages the widget speaks. `locale=fr_FR`, `it-IT`, `EN` all fold onto one of these (WIRE §5). */
export const locales = ['en', 'fr', 'it'] as const
export type Locale = (typeof locales)[number]

/** A text in every language: a missing translation does not compile. */
export type Localized = Readonly<Record<Locale, string>>
