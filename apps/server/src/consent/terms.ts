import { createHash } from 'node:crypto'
import type { Locale } from '@raccord/contract'

/** Version of our own lines: raised when their meaning changes; everybody is then asked again. */
const TEXT_VERSION = 'terms-1'

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
  const texts = Object.entries(ofClient)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const own = (texts.find(([language]) => language === locale) ??
    texts.find(([language]) => language === 'en') ??
    texts[0])?.[1]
  if (own === undefined) return { version: TEXT_VERSION }
  const mark = createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)
  return { version: `${TEXT_VERSION}+${mark}`, own }
}
