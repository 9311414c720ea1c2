import type { AccountType } from './account-types.ts'
import type { AgreementsScreen } from './agreements-screen.ts'
import type { ChallengeView } from './challenge-view.ts'
import type { PersonErrorCode } from './errors.ts'
import type { AccountRow, OtherLoginScreen, SameBankScreen } from './login-screens.ts'
import type { ManagedChannel } from './managed-channel.ts'
import type { PreviousScreen } from './previous-screens.ts'
import type { ReturnMessage } from './return-message.ts'
import type { SignInScreen } from './sign-in-screens.ts'

/**
 * What a screen shows, as data: the journey computes one of these, the widget draws it. No screen holds a secret, and
 * none holds markup: every string is text. Field names are camelCase because they never leave the process.
 */
export type Screen =
  | ProvidersScreen
  | NotListedScreen
  | ConsentScreen
  | RedirectScreen
  | RedirectWaitingScreen
  | PhoneNumberScreen
  | OnPhoneScreen
  | PhoneScreen
  | CredentialsScreen
  | ChallengeScreen
  | WorkingScreen
  | SameBankScreen
  | OtherLoginScreen
  | OfferScreen
  | AccountsScreen
  | SyncScreen
  | SuccessScreen
  | ErrorScreen
  | ConfirmOwnerScreen
  | UnboundScreen
  | ReturnedScreen
  | LeavingScreen
  | DoneScreen
  | ManageScreen
  | AgreementsScreen
  | DisconnectScreen
  | SignInScreen
  | PreviousScreen

export type ScreenKind = Screen['kind']

export interface ProviderTile {
  readonly id: string
  readonly name: string
  /** Other and former names, abbreviations: searched, not shown. */
  readonly aliases: readonly string[]
  readonly countries: readonly string[]
  readonly logoUrl?: string
  /** A group of regional banks (`id` begins with `g/`): how many stand behind it. Choosing it leads to their page. */
  readonly members?: number
  /** Said on the row. `unavailable_types`: not the expected account types. `not_configured`: the operator lacks something. */
  readonly trouble?: 'degraded' | 'down' | 'unavailable_types' | 'not_configured'
}

/** Form `do=search` (GET, `q`) without JavaScript; `do=choose_provider` with `provider_id`; link to `do=not_listed`. */
export interface ProvidersScreen {
  readonly kind: 'providers'
  readonly favourites: readonly ProviderTile[]
  readonly providers: readonly ProviderTile[]
  /** Set when the server filtered (JavaScript off): `providers` holds the matches, best first. */
  readonly query?: string
  readonly showCountry: boolean
  /** The page of one group: `providers` are its regional banks. */
  readonly group?: { readonly id: string; readonly name: string }
  /**
   * Path + query of the JSON search index (`providerIndex` of the widget), best served immutable. With it the page draws
   * only the first rows and a link `all=1`; without it, all rows.
   */
  readonly indexUrl?: string
  /** The reader followed `all=1`: every row is drawn. */
  readonly showAll?: boolean
}

export interface NotListedScreen {
  readonly kind: 'not_listed'
}

/** Forms `do=accept_consent` (with `terms_version`, if given), `do=choose_other`. */
export interface ConsentScreen {
  readonly kind: 'consent'
  readonly provider: ProviderTile
  /** Which accounts may be read. */
  readonly accountTypes: readonly AccountType[]
  readonly perAccount: boolean
  /** Last day of the permission asked for, `YYYY-MM-DD`; absent for a single reading (`auto_sync=false`). */
  readonly until?: string
  /** `terms_header`, `terms_body` or the client's registered terms: plain text, line breaks kept. */
  readonly header?: string
  readonly body?: string
  /** Where `body` is the registered text: which one, so that what is accepted is what was read. */
  readonly termsVersion?: string
  /** True on re-authentication: the words say "renew". */
  readonly renewal: boolean
}

/** Before each leg to a bank. The departure link is single use; `newTab` when the widget is framed. */
export interface RedirectScreen {
  readonly kind: 'redirect'
  readonly provider: ProviderTile
  readonly departUrl: string
  readonly bankHost: string
  readonly newTab: boolean
  readonly leg: { readonly number: number; readonly of: number }
  /** The QR code that offers the phone, drawn on computers only. */
  readonly handover?: {
    /** Modules a side, the quiet zone included, and SVG path data of the dark ones. */
    readonly size: number
    readonly path: string
    /** A phone came and was not let in: it was not his, or no number was typed in time. */
    readonly refused: boolean
  }
  /** Too many numbers were wrong: there is no code any more. */
  readonly handoverOver?: boolean
}

/** A phone came by the QR code: forms `do=phone_number` with the `number` that it shows, `do=phone_none`. */
export interface PhoneNumberScreen {
  readonly kind: 'phone_number'
  readonly provider: ProviderTile
  /** Wrong numbers until the code is dead. */
  readonly triesLeft: number
  readonly error?: 'wrong' | 'format'
}

/** The phone goes to the bank and this page waits. Form `do=depart_again` goes on here instead. */
export interface OnPhoneScreen {
  readonly kind: 'on_phone'
  readonly provider: ProviderTile
}

/** On the phone, before it belongs to the session. Without `shown`: the code is expired, used or refused. */
export interface PhoneScreen {
  readonly kind: 'phone'
  readonly shown?: { /** Six digits. */ readonly number: number; readonly provider: ProviderTile }
}

/** Framed: the bank is open in another tab. Forms `do=depart_again`, refresh every few seconds. */
export interface RedirectWaitingScreen {
  readonly kind: 'redirect_waiting'
  readonly provider: ProviderTile
}

export interface FormField {
  /** Name of the input: `f_<id>`. */
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly type: 'text' | 'password' | 'number' | 'url' | 'select'
  readonly required: boolean
  readonly maxLength?: number
  readonly autocomplete?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** What was typed before; never for a secret field. */
  readonly value?: string
  readonly error?: 'required' | 'too_long' | 'format' | 'refused'
}

/** Form `do=credentials` with `f_<id>` inputs. */
export interface CredentialsScreen {
  readonly kind: 'credentials'
  readonly provider: ProviderTile
  readonly fields: readonly FormField[]
  /** Summed up on top, with focus. */
  readonly error?: PersonErrorCode
  /** They were refused several times: the bank may lock the person's access. */
  readonly mayLock?: boolean
  /** Which accounts this step reads, for the line under the title. */
  readonly accountTypes: readonly AccountType[]
  /** The offered second step: going on without it is always possible (form `do=offer_decline`). */
  readonly canSkip?: boolean
}

/** Form `do=challenge` with `answer` (or `do=challenge_resend`, `do=challenge_done` for `approve`). */
export interface ChallengeScreen {
  readonly kind: 'challenge'
  readonly provider: ProviderTile
  readonly challenge: ChallengeView
  /** `wrong_otp` when the last answer was refused and the bank lets him try again. */
  readonly error?: 'wrong_otp' | 'required' | 'format'
  /** A word on what was pressed: the bank knows of no confirmation yet, or was asked to send it again. */
  readonly said?: 'not_yet' | 'sent_again'
  /** Seconds until the bank gives up, if it said so. */
  readonly expiresInSeconds?: number
  /** As on the credential form. */
  readonly canSkip?: boolean
}

/** A call to the bank is on its way: refreshes by itself. */
export interface WorkingScreen {
  readonly kind: 'working'
  readonly provider?: ProviderTile
  /** It takes longer than calls usually do. */
  readonly slow?: boolean
}

/** Forms `do=offer_accept`, `do=offer_decline`, `do=offer_stop` (stop the countdown). */
export interface OfferScreen {
  readonly kind: 'offer'
  readonly provider: ProviderTile
  /** Absent as long as none is known. */
  readonly connectedAccounts?: number
  /** The figure may still grow: the page looks for it. */
  readonly reading?: boolean
  /** Absent: the countdown was stopped. */
  readonly skipInSeconds?: number
}

/** Form `do=accounts` with `account` inputs (several). */
export interface AccountsScreen {
  readonly kind: 'accounts'
  readonly provider: ProviderTile
  readonly accounts: readonly AccountRow[]
  readonly unsupported: readonly { readonly name: string; readonly type: string }[]
  readonly error?: 'required'
}

export interface SyncScreen {
  readonly kind: 'sync'
  readonly provider: ProviderTile
  readonly stage: 'starting' | 'accounts' | 'transactions' | 'finishing'
  readonly accounts: number
  readonly accountsDone: number
  readonly transactions: number
  /** First day seen so far, `YYYY-MM-DD`. */
  readonly since?: string
  /** The bank does not answer: it is asked again in a while, by itself. */
  readonly slow?: boolean
}

/** `target` is already complete (status, result, connection_id). Form `do=success_stop` stops the countdown. */
export interface SuccessScreen {
  readonly kind: 'success'
  readonly provider: ProviderTile
  readonly result: 'created' | 'updated' | 'deleted'
  readonly accounts: readonly AccountRow[]
  /** Absent as long as none is known; 0 once the reading has ended without any. */
  readonly transactions?: number
  readonly until?: string
  readonly unsupported: readonly { readonly name: string; readonly type: string }[]
  readonly target: string
  /** Absent: the countdown was stopped, or there is nowhere to go. */
  readonly goInSeconds?: number
  /** The message a framed or pop-up widget posts to its host when it leaves; see WIRE §6, Return. */
  readonly message?: ReturnMessage
  /** The connection is good, its data still coming or partly missing. */
  readonly note?: 'data_coming' | 'partial'
}

/** Forms `do=retry`, `do=choose_other`, `do=edit_credentials`; link to `backToClient`. */
export interface ErrorScreen {
  readonly kind: 'error'
  readonly error: PersonErrorCode
  readonly provider?: ProviderTile
  /** For the support team: shown small. */
  readonly reference: string
  /** Instant after which the bank may be asked again, Unix seconds. */
  readonly retryAt?: number
  /** The bank's own public site, for `go_to_bank`. */
  readonly bankUrl?: string
  /** `redirect_url` with `status=error&error=…&step=…`; absent without a redirect_url. */
  readonly backToClient?: string
  readonly message?: ReturnMessage
  /** The offered second step failed: going on without it is always possible (form `do=offer_decline`). */
  readonly canSkip?: boolean
  /** Names a refused parameter (`link_refused`). */
  readonly parameter?: string
  /** Where no session is known (the database is away): what `retry` sends again, on our own site. */
  readonly again?: Again
}

/** A link, or with `fields` a form. */
export interface Again {
  readonly url: string
  readonly fields?: readonly (readonly [name: string, value: string])[]
}

/** Back from the bank in a browser that did not leave from here. Forms `do=owner_yes`, `do=owner_no`. */
export interface ConfirmOwnerScreen {
  readonly kind: 'confirm_owner'
  readonly provider: ProviderTile
  /** Opaque single-use proof that goes back with the answer. */
  readonly proof: string
}

/** The session was begun in another browser: no personal data. Form `do=take_over` where that is safe (nothing personal yet). */
export interface UnboundScreen {
  readonly kind: 'unbound'
  readonly canRestart: boolean
}

/** The tab in which the bank was open while the widget waits framed elsewhere. `continueUrl` goes on here instead. */
export interface ReturnedScreen {
  readonly kind: 'returned'
  readonly provider: ProviderTile
  readonly continueUrl: string
  /** It was the phone that came by the QR code. */
  readonly phone?: boolean
}

/** The widget is being left (cancelled): posts the message, goes to `target` at once, offers it as a link. */
export interface LeavingScreen {
  readonly kind: 'leaving'
  readonly target: string
  readonly message?: ReturnMessage
}

/** The widget's own `/success` page: there is nowhere to go back to. */
export interface DoneScreen {
  readonly kind: 'done'
}

/**
 * Which accounts are shared, until when, how fresh. Forms `do=share` with `account` inputs, `do=renew`, `do=add_channel`, `do=agreements`, `do=disconnect`,
 * `do=manage_done` (back to the client).
 */
export interface ManageScreen {
  readonly kind: 'manage'
  readonly provider: ProviderTile
  readonly accounts: readonly AccountRow[]
  readonly unsupported: readonly { readonly name: string; readonly type: string }[]
  readonly channels: readonly ManagedChannel[]
  /** A choice was just saved. */
  readonly saved: boolean
  /** Nothing may be left unshared this way: disconnecting says what happens. */
  readonly error?: 'required'
}

/** Before loss: what is deleted. Forms `do=disconnect_confirm`, `do=disconnect_keep`. */
export interface DisconnectScreen {
  readonly kind: 'disconnect'
  readonly provider: ProviderTile
  readonly accounts: number
  readonly transactions: number
}
