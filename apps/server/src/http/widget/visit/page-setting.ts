import type { Locale } from '@raccord/contract'

export const saidWords = ['not_yet', 'sent_again', 'too_large', 'too_many', 'busy'] as const

/** What of this one request shapes the page beside the journey. */
export interface PageSetting {
  readonly locale: Locale
  readonly framed: boolean
  /** `q` of the search form (JavaScript off). */
  readonly query?: string
  /** `group=`: the regional banks of one group; a look at another page, too. */
  readonly group?: string
  /** `all=1`: every row, for browsers without JavaScript. */
  readonly showAll: boolean
  /** `do=not_listed`: the link under the bank list; a look at another page moves the journey nowhere. */
  readonly notListed: boolean
  /** This browser is the phone that came by the QR code. */
  readonly isPhone: boolean
  /** Origins that the closing message may go to, most exact first (WIRE §6, Return). */
  readonly messageOrigins: readonly string[]
  /** The client's registered terms, per language. */
  readonly terms: Readonly<Record<string, unknown>>
  /** Where the person goes without a `redirect_url`: our own page. */
  readonly ownSuccessUrl: string
  /** What was pressed changed nothing to be seen: the page says why. */
  readonly said?: (typeof saidWords)[number]
}
