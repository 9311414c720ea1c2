import type { AccountType } from './account-types.ts'
import type { AgreementsScreen } from './agreements-screen.ts'
import type { ChallengeView } from './challenge-view.ts'
import type { PersonErrorCode } from './errors.ts'
import type { AccountRow, OtherLoginScreen, SameBankScreen } from './login-screens.ts'
import type { ManagedChannel } from './managed-channel.ts'
import type { PreviousScreen } from './previous-screens.ts'
import type { OfferScreen, SuccessScreen, SyncScreen } from './reading-screens.ts'
import type { ReturnMessage } from './return-message.ts'
import type { SignInScreen } from './sign-in-screens.ts'
import type { UploadScreen } from './upload-screen.ts'

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
  | UploadScreen
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
  /** What the operator says of it, on the row: in the page's language. */
  readonly message?: string
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
  /** Others are connected already: form `do=no_other_bank` goes back to the client with them. */
  readonly canFinish?: boolean
  /** The reader followed `all=1`: every row is drawn. */
  readonly showAll?: boolean
  /** Statements may be uploaded instead: the provider of that. */
  readonly upload?: string
}

export interface NotListedScreen {
  readonly kind: 'not_listed'
  /** As on the list of banks. */
  readonly upload?: string
}

/** Forms `do=accept_consent` (with `terms_version`, if given, and `way`: `here`, `tab` or `phone`), `do=choose_other`. */
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
  /** A way in that the connection does not use yet: nothing is renewed, and another bank is no question. */
  readonly added?: boolean
  /** What the button leads on to: the bank's own site, the form for its credentials, what those that are kept lead to, or files. */
  readonly next: 'bank' | 'sign_in' | 'kept' | 'upload'
  /** Of the bank's site, or its domain: what will stand in the address. */
  readonly bankHost?: string
  /** Framed: the bank opens in a new tab, and this page goes on by itself. */
  readonly newTab?: boolean
}

/** Before each leg to a bank. The departure link is single use; `newTab` when the widget is framed. */
export interface RedirectScreen {
  readonly kind: 'redirect'
  readonly provider: ProviderTile
  readonly departUrl: string
  readonly bankHost: string
  readonly newTab: boolean
  readonly leg: { readonly number: number; readonly of: number }
  /** Agreed to on the page before: this one leads there by itself. */
  readonly go?: boolean
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

/** Away at the bank, as far as we know. Forms `do=depart_again`, `do=choose_other`, refresh every few seconds. */
export interface RedirectWaitingScreen {
  readonly kind: 'redirect_waiting'
  readonly provider: ProviderTile
  /** Framed: the bank is open in another tab. Otherwise the person has come back without an answer of the bank. */
  readonly tab: boolean
  /** He may still choose another bank. */
  readonly canLeave?: boolean
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
  /** No bank is asked: what was uploaded is imported. */
  readonly files?: boolean
}

/** Form `do=accounts` with `account` inputs (several). */
export interface AccountsScreen {
  readonly kind: 'accounts'
  readonly provider: ProviderTile
  readonly accounts: readonly AccountRow[]
  readonly unsupported: readonly { readonly name: string; readonly type: string }[]
  readonly error?: 'required'
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
  /** A bank in trouble: the person may leave word (form `do=tell_me`), or has. */
  readonly tellMe?: 'offered' | 'asked'
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
