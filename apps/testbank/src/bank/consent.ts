import type { Day } from '../scenario/day.ts'

/** Berlin Group 1.3 `consentStatus`. */
export type ConsentStatus = 'received' | 'rejected' | 'valid' | 'revokedByPsu' | 'expired' | 'terminatedByTpp'
/** Berlin Group 1.3 `scaStatus`, as far as this bank uses it. */
export type ScaStatus =
  | 'received'
  | 'psuIdentified'
  | 'psuAuthenticated'
  | 'scaMethodSelected'
  | 'started'
  | 'finalised'
  | 'failed'
  | 'exempted'

export type Approach = 'REDIRECT' | 'EMBEDDED'

/** Who signed in: a login within one file. The same login in another file is another person. */
export type Psu = { readonly login: string; readonly configurationUrl: string | undefined }

/** The four consent models of the standard, §6.3.1 of the Implementation Guidelines. */
export type AccessRequest =
  | { readonly model: 'global' }
  | { readonly model: 'bankOffered' }
  | { readonly model: 'list'; readonly withBalances: boolean }
  | {
      readonly model: 'detailed'
      readonly accounts: readonly string[]
      readonly balances: readonly string[]
      readonly transactions: readonly string[]
    }

/** One sign-in of one PSU for a consent. `page` exists while the PSU is on the bank's own pages. */
export type Authorisation = {
  readonly id: string
  readonly status: ScaStatus
  readonly createdAt: number
  readonly psu?: Psu
  readonly methodId?: string
  readonly otpFailures: number
  /** The file's second act holds for this sign-in. */
  readonly act?: 2
  /** Which challenge of the file, from 0; how often it was sent, and when last (ms). */
  readonly challenge?: number
  readonly sent?: number
  readonly sentAt?: number
  /** What the PSU said in the bank's app. */
  readonly decision?: 'approved' | 'refused'
  readonly page?: PageState
}

/** Where a PSU is on the bank's pages. Keys are kept as hashes: a copy of the journal opens no page. */
export type PageState = {
  /** The one-time link given to the TPP; empty once used. */
  readonly linkHash: string
  /** The address of the pages after the link was used; empty before. */
  readonly keyHash: string
  readonly step: 'login' | 'accounts' | 'otp' | 'done'
  readonly chosen?: readonly string[]
  readonly expiresAt: number
  readonly oauth?: OauthRequest
}

/** The authorization request that an OAuth flow has to answer (RFC 6749 §4.1.1, RFC 7636 §4.3). */
export type OauthRequest = {
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string | undefined
  readonly codeChallenge: string
}

/** A code or token that was issued for a consent; only its hash is kept. */
export type Grant = {
  readonly kind: 'code' | 'access' | 'refresh'
  readonly hash: string
  readonly expiresAt: number
  readonly used: boolean
  readonly oauth: OauthRequest
}

export type Consent = {
  readonly id: string
  /** Path of the face it was created at; another face does not know it. */
  readonly face: string
  readonly approach: Approach
  readonly access: AccessRequest
  /** The request's `access`, given back by GET as it came. */
  readonly requestedAccess: Readonly<Record<string, unknown>>
  readonly restrictedTo: readonly string[]
  readonly recurring: boolean
  readonly validUntil: Day
  readonly frequencyPerDay: number
  readonly status: ConsentStatus
  readonly createdAt: number
  readonly lastActionDay: Day
  readonly authorisedAt?: number
  readonly act?: 2
  /** Unattended lists of accounts so far, where the file counts them; whether its second act has begun for this consent. */
  readonly unattended?: number
  readonly struck?: true
  readonly redirectUri?: string
  readonly nokRedirectUri?: string
  /** Who asks, where the way back leads over an authorization server of the bank's own. */
  readonly site?: string
  readonly psu?: Psu
  /** The day that stands for RELATIVE_TO in the PSU's file. */
  readonly anchor?: Day
  /** uids the PSU ticked (bank-offered); absent in the other models. */
  readonly chosen?: readonly string[]
  /** Makes account ids differ from consent to consent and yet survive a restart. */
  readonly salt: string
  readonly passwordFailures: number
  readonly authorisations: readonly Authorisation[]
  readonly grants: readonly Grant[]
}

export const samePsu = (left: Psu, right: Psu): boolean =>
  left.login === right.login && left.configurationUrl === right.configurationUrl
