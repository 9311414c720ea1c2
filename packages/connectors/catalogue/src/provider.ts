import type { CredentialField } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'

/** A bank as data. Its options are the protocol's business; everything else is ours. */
export interface Provider {
  /** Decimal digits, never reused: `favorite_providers` means the same on every installation (WIRE §1). */
  readonly id: string
  readonly name: string
  /** Other and former names, abbreviations: searched, never shown. */
  readonly aliases: readonly string[]
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[]
  readonly logoUrl?: string
  /** Instead of a logo: letters in colours of its own, drawn by us at `/logos/<id>.svg`. Banks of the sandbox have one. */
  readonly mark?: ProviderMark
  /** The bank's own public site, for "go to your bank". */
  readonly website?: string
  /** Higher is listed first. */
  readonly popularity: number
  /** The network that a regional bank belongs to: one tile in the list, then the choice of the region. */
  readonly group?: ProviderGroup
  readonly limits?: ProviderLimits
  readonly channels: readonly ProviderChannel[]
}

/** Two letters; colours `#rrggbb` that contrast at 4.5:1. */
export interface ProviderMark {
  readonly letters: string
  readonly fill: string
  readonly ink: string
}

/** How much this bank's interface bears, counted by each process of ours for itself. */
export interface ProviderLimits {
  /** Calls are spread out beyond this; absent: as fast as they come. */
  readonly callsPerSecond?: number
  /** Calls that may be made at once before they are spread out; by default one second's worth. */
  readonly burst?: number
  /** Calls in a row without any answer after which the bank is left alone; default 5. */
  readonly failuresToPause?: number
  /** For how long at first, seconds; default 30, doubled each time that it still does not answer. */
  readonly pauseSeconds?: number
}

/** Told apart by its id; its name and other names are those of the first bank that is in it. */
export interface ProviderGroup {
  /** `[a-z0-9-]`, part of an address of the widget. */
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** WIRE §3: `…00` is EMBEDDED, `…01` REDIRECT. */
export interface ProviderChannel {
  readonly mode: 'REDIRECT' | 'EMBEDDED'
  readonly accountTypes: readonly AccountType[]
  readonly protocol: string
  readonly options: unknown
  /** Hosts that calls and bank links may go to: `host[:port]`; `*.host` for links to pages under it. */
  readonly hosts: readonly string[]
  /** Of the credential form; empty for a pure redirect. */
  readonly fields: readonly CredentialField[]
  /** Longest permission that may be asked for, days. */
  readonly consentDays: number
  readonly frequencyPerDay: number
  /** Name of the callback that is registered, where many banks share one: by default the bank's id. */
  readonly callback?: string
  /** Certificates of the operator without which the bank refuses every call. */
  readonly needs?: readonly CertificateNeed[]
}

/**
 * Of the EU (QWAC for transport, QSEAL for signatures), or of the directory of the UK; of FinTS the number of the operator's
 * product, and of woob the operator's program: no certificates, but nothing goes without them either.
 */
export const certificateNeeds = ['qwac', 'qseal', 'obwac', 'obseal', 'fints-product', 'woob'] as const
export type CertificateNeed = (typeof certificateNeeds)[number]
