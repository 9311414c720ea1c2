import { createHash } from 'node:crypto'
import type { Locale } from '@raccord/contract'

/** Version of our own lines: raised when their meaning changes; everybody is then asked again. */
const TEXT_VERSION = 'terms-1'

/** A client's own text, as it stands in the registry today. */
export interface RegisteredText {
  readonly language: string
  /** Plain text with line breaks. */
  readonly text: string
  /** Of this text in this language: `<language>.<hash>`. */
  readonly version: string
}

export interface CurrentTerms {
  /** The same in every language: accepted in one, accepted. */
  readonly version: string
  /** The client's own text in this language, as plain text. */
  readonly own?: string
}

/** Terms accepted by a user, apart from any bank. */
export interface AcceptedTerms {
  readonly recordId: number
  readonly version: string
  readonly at: Date
}

/** Where that is kept: with the other consent records, in their chain. */
export interface TermsBook {
  /** The newest acceptance of this user, of whichever version. */
  newest(clientId: string, userId: number): Promise<AcceptedTerms | undefined>
  accept(terms: TermsToAccept, at: Date): Promise<number>
}

export interface TermsToAccept {
  readonly clientId: string
  readonly userId: number
  readonly locale: Locale
  readonly terms: CurrentTerms
}

/** What a person who accepts the terms of this client accepts today. */
export function currentTerms(ofClient: Readonly<Record<string, unknown>>, locale: Locale): CurrentTerms {
  const texts = textsOf(ofClient)
  const own = textFor(texts, locale)?.[1]
  return own === undefined ? { version: TEXT_VERSION } : { version: `${TEXT_VERSION}+${mark(texts)}`, own }
}

/** The client's text for a person of this language: else the English one, else whichever there is. */
export function registeredText(
  ofClient: Readonly<Record<string, unknown>>,
  locale: Locale,
): RegisteredText | undefined {
  const [language, text] = textFor(textsOf(ofClient), locale) ?? []
  if (language === undefined || text === undefined) return undefined
  return { language, text, version: `${language}.${mark(text)}` }
}

type Texts = readonly (readonly [language: string, text: string])[]

/** The registry is read as it is kept: what is no text is left out. */
function textsOf(ofClient: Readonly<Record<string, unknown>>): Texts {
  return Object.entries(ofClient)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function textFor(texts: Texts, locale: Locale): Texts[number] | undefined {
  const named = (wanted: string) => texts.find(([language]) => language === wanted)
  return named(locale) ?? named('en') ?? texts[0]
}

function mark(shown: unknown): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16)
}
