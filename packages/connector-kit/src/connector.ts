import type { AccountType, BankFailure, Locale, Localized } from '@raccord/contract'
import type { BankAccount, BankTransaction, Day } from './bank-data.ts'
import type { BankHttp } from './bank-http.ts'
import type { SealKey } from './identity/operator-identity.ts'
import type { Secret } from './secret.ts'

/**
 * A connector speaks one bank protocol. It is pure of framework and database: it is given what it needs, answers with
 * values, never throws for what a bank does, and keeps nothing between calls. What it must remember goes out as `state`
 * and comes back with the next call; the server seals it at rest.
 */
export interface Connector {
  readonly protocol: string
  /** Each of its messages is signed with what the person typed: its calls are given that (`BankContext.credentials`). */
  readonly usesCredentials?: true
  /** Starts one authorisation. Never retried by the server without the person. */
  begin(bank: BankContext, input: BeginInput): Promise<Outcome>
  /**
   * Goes on after the person (or time) did something. `redirect` is a fresh return address, for banks that send the browser
   * away more than once: the `state` of an earlier leg is used up. Without it the one of `begin` is used again.
   */
  resume(bank: BankContext, state: ConnectorState, answer: Answer, redirect?: ReturnAddress): Promise<Outcome>
  accounts(bank: BankContext, state: ConnectorState): Promise<AccountsAnswer>
  /** Pages in the bank's order, each bounded; ends after the first `failed`. */
  transactions(
    bank: BankContext,
    state: ConnectorState,
    account: AccountHandle,
    window: Window,
  ): AsyncIterable<TransactionsAnswer>
  /** Ends the consent at the bank. A consent that the bank no longer knows counts as revoked. */
  revoke(bank: BankContext, state: ConnectorState): Promise<RevokeAnswer>
  /**
   * A run has read what it wanted, or has failed: what the bank holds open for it is ended there. For protocols whose calls
   * are parts of one dialog; the state afterwards is kept. Never a reason for the run to fail.
   */
  endRun?(bank: BankContext, state: ConnectorState): Promise<ConnectorState>
}

/** JSON. Holds consent ids, tokens, links: sealed by the server, never logged. */
export type ConnectorState = { readonly [key: string]: Json }
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** What every call is given. */
export interface BankContext {
  readonly providerId: string
  /** Options of the bank's channel from the catalogue; the connector parses them with its own schema. */
  readonly options: unknown
  readonly http: BankHttp
  readonly now: () => Date
  readonly locale: Locale
  /** Of the bank, ISO 3166-1 alpha-2: where its days begin, unless its options say it. */
  readonly country?: string
  /**
   * Keeps a state at once. To be awaited when a token was rotated, before the new one is used for anything: it is lost with the
   * process otherwise, and the person's permission with it.
   */
  readonly keep?: (state: ConnectorState) => Promise<void>
  /** Only when the person is there right now: it is how the bank tells (RTS Art. 36(5)). */
  readonly psu?: Psu
  /**
   * Who we are, for protocols that name or sign it in a message: client ids, request objects, client assertions. Requests are
   * signed and TLS is proved by `http` alone.
   */
  readonly identity?: BankIdentity
  /**
   * What the person typed, by field id, as it is kept for this channel: for connectors that say `usesCredentials`, on every
   * call but `begin`, which has it in its input. Absent: none is kept, or no longer.
   */
  readonly credentials?: { readonly [fieldId: string]: Secret }
  /**
   * Told of what a call made at the bank after its time was up: nobody waits for it any more. The state is all that `revoke`
   * needs to end it.
   */
  readonly abandoned?: (state: ConnectorState) => void
  /** Metadata only: no header values, no bodies. */
  readonly log: (event: string, fields: { readonly [key: string]: string | number | boolean | undefined }) => void
}

/** The part of the operator's identity that a connector may use. */
export interface BankIdentity {
  /** `PSDFR-ACPR-12345`. */
  readonly organisationId?: string
  readonly seal?: SealKey
  /** FinTS: registration number of the operator's product at Deutsche Kreditwirtschaft. */
  readonly fintsProductId?: string
}

export interface Psu {
  readonly ipAddress: string
  readonly userAgent?: string
  readonly accept?: string
  readonly acceptLanguage?: string
}

export interface BeginInput {
  readonly mode: 'REDIRECT' | 'EMBEDDED'
  /** What may be read: the connector asks the bank for no more. */
  readonly accountTypes: readonly AccountType[]
  /** False: a single reading, no background refresh. */
  readonly recurring: boolean
  /** Last day of the permission asked for. */
  readonly validUntil: Day
  readonly frequencyPerDay: number
  /** By field id of the channel definition; for EMBEDDED, or where a bank wants an identification first. */
  readonly credentials: { readonly [fieldId: string]: Secret }
  /** Where the bank sends the browser back. The connector carries `state` there in the way its protocol has for it. */
  readonly redirect: ReturnAddress
  /**
   * State of the permission that this one is to renew, where there is one. A connector whose bank lets a permission go on may
   * answer `done` at once, and says so in the grant.
   */
  readonly former?: ConnectorState
}

export interface ReturnAddress {
  /** Registered at the bank, letter by letter. */
  readonly uri: string
  /** Unguessable, used once, tells the callback which journey it belongs to. */
  readonly state: string
}

export type Answer =
  | { readonly kind: 'returned'; readonly query: { readonly [name: string]: string } }
  | { readonly kind: 'fields'; readonly values: { readonly [fieldId: string]: Secret } }
  | { readonly kind: 'secret'; readonly value: Secret }
  | { readonly kind: 'choice'; readonly id: string }
  | { readonly kind: 'resend' }
  | { readonly kind: 'poll' }

export type Outcome =
  | {
      readonly kind: 'redirect'
      readonly url: string
      readonly state: ConnectorState
      readonly leg?: { readonly number: number; readonly of: number }
    }
  | { readonly kind: 'form'; readonly fields: readonly CredentialField[]; readonly state: ConnectorState }
  | {
      readonly kind: 'challenge'
      readonly challenge: Challenge
      readonly state: ConnectorState /** The last answer was wrong and may be given again. */
      readonly refused?: boolean
    }
  | {
      readonly kind: 'wait'
      readonly message?: string
      /** Whether `resend` has the request sent once more. */
      readonly canResend?: boolean
      readonly pollAfterMs: number
      readonly expiresAt?: Date
      readonly state: ConnectorState
    }
  | { readonly kind: 'done'; readonly grant: Grant; readonly state: ConnectorState }
  | Failed

/** What the bank granted. */
export interface Grant {
  /** Last day, read back from the bank. */
  readonly validUntil?: Day
  readonly frequencyPerDay?: number
  readonly recurring: boolean
  /** The person chose accounts at the bank, and the permission is for those that he chose. */
  readonly namesAccounts?: boolean
  /** It is the former permission that goes on: it must not be revoked. */
  readonly prolongs?: boolean
}

export interface Failed {
  readonly kind: 'failed'
  readonly reason: BankFailure
  /** For the log and the developer: what was wrong, no personal data, no secret. */
  readonly detail: string
  /** The bank's own code (`ACCESS_EXCEEDED`), if any. */
  readonly bankCode?: string
  readonly retryAt?: Date
  /** Of `bank_limit_reached`: how many calls a day without the person the bank takes, where it says so. */
  readonly dailyLimit?: number
  /** What was sent may have counted although nothing came back: a PIN, a request in an app. Not to be tried again by itself at once. */
  readonly mayHaveCounted?: true
  /** The newest state: given when something at the bank may have to be revoked, or tokens were rotated. Keep it. */
  readonly state?: ConnectorState
}

export interface CredentialField {
  readonly id: string
  readonly label: Localized
  readonly help?: Localized
  readonly type: 'text' | 'password' | 'number' | 'url' | 'select'
  /** Never shown again, never kept in clear. */
  readonly secret: boolean
  readonly required: boolean
  readonly maxLength: number
  /** ECMAScript pattern of the whole value. */
  readonly pattern?: string
  readonly autocomplete?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

export type Challenge =
  | {
      readonly kind: 'otp'
      readonly medium: 'sms' | 'email' | 'app' | 'device' | 'unknown'
      readonly destination?: string
      readonly message?: string
      readonly maxLength?: number
      readonly format?: 'digits' | 'characters'
      readonly canResend: boolean
      readonly expiresAt?: Date
    }
  | {
      readonly kind: 'text'
      readonly message: string
      readonly secret: boolean
      readonly maxLength?: number
      readonly expiresAt?: Date
    }
  | {
      readonly kind: 'choice'
      /** What is chosen: a way to confirm, unless it is said to be whose accounts these are. */
      readonly about?: 'customer'
      readonly message?: string
      readonly options: readonly { readonly id: string; readonly label: string; readonly detail?: string }[]
      readonly expiresAt?: Date
    }
  | {
      readonly kind: 'image'
      readonly variant: 'image' | 'qr' | 'photo_tan' | 'flicker' /** `image/png` or `image/gif`, base64. */
      readonly image?: { readonly type: string; readonly base64: string }
      readonly flickerCode?: string
      readonly message?: string
      readonly maxLength?: number
      readonly format?: 'digits' | 'characters'
      readonly expiresAt?: Date
    }

export type AccountsAnswer =
  | {
      readonly kind: 'accounts'
      readonly accounts: readonly BankAccount[]
      readonly state: ConnectorState
      /** Accounts that could not be read, by rule; never their content. */
      readonly skipped?: readonly string[]
    }
  | Failed

/** How to ask for an account again. */
export interface AccountHandle {
  readonly bankId: string
  readonly resource: 'account' | 'card-account'
  readonly currency: string
  /** To tell its statements from others in one file; absent: not known. */
  readonly iban?: string
  /** Where it has no IBAN: as the bank wrote it. */
  readonly number?: string
}

export interface Window {
  /** First day wanted; absent: all that the bank gives. */
  readonly from?: Day
  /** Last day wanted, where what is newer has been read; a bank that knows no such limit sends the newer ones too. */
  readonly to?: Day
}

export type TransactionsAnswer =
  | {
      readonly kind: 'page'
      readonly transactions: readonly BankTransaction[]
      /** First day that was really asked for, where a bank gives less than the window: what lies before says nothing. */
      readonly from?: Day
      readonly state: ConnectorState /** Entries that could not be read, by rule; never their content. */
      readonly skipped: readonly string[]
      /** The pages begin again with this one: what came before it in this reading counts no more. */
      readonly restarted?: true
      /** Nothing follows: said by a connector that knows it with the page, so that the reading ends with it. Absent: it may. */
      readonly last?: true
    }
  | Failed

export type RevokeAnswer = { readonly kind: 'revoked' } | Failed
