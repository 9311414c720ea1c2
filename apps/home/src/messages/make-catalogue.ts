import { chooseLanguage, frenchSpaces } from './choose-language.ts'

/** Texts by key: plain, or made of what is put into them. */
type Texts = Readonly<Record<string, string | ((...given: never[]) => string)>>

/** A language: a text for every key of English, with the arguments that English gives. */
export type MessagesOf<E extends Texts> = {
  readonly [K in keyof E]: E[K] extends (...given: infer A) => string ? (...given: A) => string : string
}

/** Keys of texts that need nothing put into them. */
export type PlainKeyOf<E extends Texts> = { [K in keyof E]: E[K] extends string ? K : never }[keyof E]

type ArgumentsOf<E extends Texts, K extends keyof E> = E[K] extends (...given: infer A) => string ? A : []
export type TranslateOf<E extends Texts> = <K extends keyof E>(key: K, ...given: ArgumentsOf<E, K>) => string

export interface Catalogue<E extends Texts> {
  readonly languages: readonly { readonly code: string; readonly name: string }[]
  translator(locale: string): TranslateOf<E>
  /** How days and figures are written. */
  regionOf(locale: string): string
  /** What was chosen, else the first language of the browser that we speak, else English. */
  chooseLocale(chosen: string | undefined, acceptLanguage: string | undefined): string
}

/** To add a language: its row here, and a file of texts in each of the catalogues. */
const known = {
  en: { region: 'en-GB', name: 'English' },
  fr: { region: 'fr-FR', name: 'Français' },
  it: { region: 'it-IT', name: 'Italiano' },
  es: { region: 'es-ES', name: 'Español' },
  de: { region: 'de-DE', name: 'Deutsch' },
} as const
type Code = keyof typeof known
const codes = Object.keys(known) as Code[]
const codeOf = (locale: string): Code => codes.find((code) => code === locale) ?? 'en'

/** The texts of an application of ours whose pages are made by the server. */
export function makeCatalogue<E extends Texts>(
  english: E,
  others: Readonly<Record<Exclude<Code, 'en'>, MessagesOf<E>>>,
): Catalogue<E> {
  const textsOf = (code: Code): Texts => (code === 'en' ? english : (others[code] as Texts))
  return {
    languages: codes.map((code) => ({ code, name: known[code].name })),
    translator(locale) {
      const code = codeOf(locale)
      const texts = textsOf(code)
      return (key, ...given) => {
        const text = texts[String(key)]
        const words = typeof text === 'function' ? text(...(given as never[])) : String(text)
        return code === 'fr' ? frenchSpaces(words) : words
      }
    },
    regionOf: (locale) => known[codeOf(locale)].region,
    chooseLocale: (chosen, acceptLanguage) => chooseLanguage(codes, chosen, acceptLanguage),
  }
}
