import { chooseLanguage, frenchSpaces } from '@raccord/home/choose-language'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'

type English = typeof en
export type MessageKey = keyof English
/** Texts that need nothing put into them. */
export type PlainKey = { [K in MessageKey]: English[K] extends string ? K : never }[MessageKey]

/** A language: a text for a key, with the arguments that English gives. */
export type Messages = {
  readonly [K in MessageKey]: English[K] extends (...given: infer A) => string ? (...given: A) => string : string
}

/** To add a language: a file beside these, and its name here. What it lacks is said in English. The region writes days and figures. */
const catalogues: Readonly<
  Record<string, { readonly region: string; readonly name: string; readonly texts: Partial<Messages> }>
> = {
  en: { region: 'en-GB', name: 'English', texts: en },
  fr: { region: 'fr-FR', name: 'Français', texts: fr },
  it: { region: 'it-IT', name: 'Italiano', texts: it },
  es: { region: 'es-ES', name: 'Español', texts: es },
  de: { region: 'de-DE', name: 'Deutsch', texts: de },
}

export const languages: readonly { readonly code: string; readonly name: string }[] = Object.entries(catalogues).map(
  ([code, { name }]) => ({ code, name }),
)

type Arguments<K extends MessageKey> = English[K] extends (...given: infer A) => string ? A : []
export type Translate = <K extends MessageKey>(key: K, ...given: Arguments<K>) => string

export function translator(locale: string): Translate {
  const { texts, region } = catalogues[locale] ?? { texts: en, region: 'en-GB' }
  return (key, ...given) => {
    const own = texts[key]
    const text: unknown = own ?? en[key]
    const words = typeof text === 'function' ? String(text(...given)) : String(text)
    return own !== undefined && region.startsWith('fr') ? frenchSpaces(words) : words
  }
}

export const regionOf = (locale: string): string => catalogues[locale]?.region ?? 'en-GB'

/** The operator's choice, else the first language of the browser that we speak, else English. */
export const chooseLocale = (chosen: string | undefined, acceptLanguage: string | undefined): string =>
  chooseLanguage(Object.keys(catalogues), chosen, acceptLanguage)
