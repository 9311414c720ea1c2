import type { PersonErrorCode } from '@raccord/contract'
import type { Renewal } from './channel-plan.ts'

/** What differs in a journey of the previous widgets (WIRE §7). */
export interface PreviousRules {
  /**
   * How the way into a bank is found: the person is asked, both one after the other, or the one of `definitionId`. Absent:
   * as in the new widgets, since `expected_account_types` was given by name.
   */
  readonly channels?: 'ask' | 'both' | 'one'
  readonly definitionId?: string
  /** Consent record of the terms that were accepted on their own page: no consent screen in the journey. */
  readonly termsRecord?: number
}

/**
 * What has happened in a journey, in order. Everything else (the step, the page, the progress) is computed from these and
 * never stored. No fact holds a secret or personal data beyond ids: the client may read them (WIRE §4).
 */
export type Fact =
  | { readonly kind: 'warned'; readonly parameter: string; readonly rule: string }
  | { readonly kind: 'deprecated_used'; readonly parameter: string }
  /** Opened at an address of the previous widgets, with their rules (WIRE §7). */
  | ({ readonly kind: 'previous_opened' } & PreviousRules)
  /** After the success of another journey in the same session: what was connected there, last at this bank, is returned here as well. */
  | { readonly kind: 'continued'; readonly connections: readonly number[]; readonly providerId: string }
  /** The page that frames or opened the widget, checked, where the client registered no origin of its own. */
  | { readonly kind: 'hosted'; readonly origin: string }
  | { readonly kind: 'provider_chosen'; readonly providerId: string }
  /** The journey is about a connection that exists: to authorise channels of it again, or to manage it. */
  | {
      readonly kind: 'connection_opened'
      readonly connectionId: number
      readonly providerId: string
      readonly purpose: 'renew' | 'manage'
      readonly renew: readonly Renewal[]
    }
  /** `added`: a channel that the connection did not use before. */
  | { readonly kind: 'renewal_asked'; readonly renew: readonly Renewal[]; readonly added?: true }
  | { readonly kind: 'sharing_changed'; readonly count: number }
  /** Elsewhere, by the client or by another page: there is nothing left that this journey could go on with. */
  | { readonly kind: 'connection_deleted' }
  | { readonly kind: 'disconnect_asked' }
  | { readonly kind: 'disconnect_left' }
  /** `manage`: the person reads what he agreed to, and goes back. */
  | { readonly kind: 'agreements_opened' }
  | { readonly kind: 'agreements_closed' }
  | { readonly kind: 'provider_left' }
  /** Of the two ways that the previous widgets offer into a bank. */
  | { readonly kind: 'channel_chosen'; readonly definitionId: string }
  | { readonly kind: 'not_listed_opened' }
  /** `goes`: the same press leads on to the bank, in this browser's tab or in a new one (the widget is framed). */
  | { readonly kind: 'consent_given'; readonly recordId: number; readonly shown: boolean; readonly goes?: Going }
  | { readonly kind: 'leg_started'; readonly leg: number; readonly definitionId: string }
  /**
   * A call to the bank is under way: made by process `by`, and until `until` (Unix ms) at most. Both so that a crash does
   * not leave the person waiting: at once where that process is known to be gone, at the end of the lease where it is not.
   */
  | {
      readonly kind: 'bank_called'
      readonly leg: number
      readonly call: BankCall
      readonly until: number
      readonly by?: string
    }
  | { readonly kind: 'bank_redirects'; readonly leg: number; readonly number: number; readonly of: number }
  | {
      readonly kind: 'bank_asks'
      readonly leg: number
      readonly what: 'form' | 'challenge' | 'wait'
      readonly refused: boolean
      readonly expiresAt?: number
    }
  /**
   * A phone came by the QR code of the redirect screen and shows `number`, which is typed into the browser at hand, until `until`
   * (Unix ms). `phone`: hash of the phone's secret, hexadecimal. `choices`: of releases that let it be chosen.
   */
  | {
      readonly kind: 'phone_arrived'
      readonly leg: number
      readonly phone: string
      readonly number: number
      readonly choices?: readonly number[]
      readonly until: number
    }
  /** The right number was typed: from here on the phone is a browser of this session. */
  | { readonly kind: 'phone_joined'; readonly leg: number }
  /** `left`: tries that are left after a wrong number; while there are any the phone may still be let in. */
  | {
      readonly kind: 'phone_refused'
      readonly leg: number
      readonly answer: 'wrong_number' | 'none' | 'expired'
      readonly left?: number
    }
  /**
   * `tab`: the widget is framed and the bank was opened in another tab, or on the phone. `proven`: by a browser that is known
   * to be the person's, or that said so; departures of releases that did not ask have none.
   */
  | { readonly kind: 'departed'; readonly leg: number; readonly tab: boolean; readonly proven?: boolean }
  | { readonly kind: 'returned'; readonly leg: number; readonly proven: boolean }
  | { readonly kind: 'owner_confirmed'; readonly leg: number }
  | { readonly kind: 'owner_denied'; readonly leg: number }
  /** The bank has granted; nothing is kept of it yet: its accounts are compared with those that are there. */
  | { readonly kind: 'bank_granted'; readonly leg: number }
  /** Accounts of a connection that is there already: renew that one, or keep both? */
  | { readonly kind: 'same_bank_found'; readonly leg: number; readonly connectionId: number }
  /**
   * Not one account of the connection that was to be renewed: somebody else's login. `twin`: the connection that has these
   * accounts, should there be one.
   */
  | { readonly kind: 'other_login_found'; readonly leg: number; readonly twin?: number }
  /**
   * `onto`: the person's answer where he was asked: to a connection that was there, or to one of its own. `named`: he has chosen the
   * accounts at the bank, and its permission names them.
   */
  | {
      readonly kind: 'leg_authorised'
      readonly leg: number
      readonly definitionId: string
      readonly connectionId: number
      readonly runId: number
      readonly onto?: 'existing' | 'new'
      readonly named?: true
    }
  | {
      readonly kind: 'failed'
      readonly error: PersonErrorCode
      readonly leg?: number
      readonly retryAt?: number
      readonly detail?: string
      /** `wrong_credentials`: how many were wrong lately, of this person at this bank. */
      readonly wrong?: number
    }
  /** The client is to be told when the bank works again. */
  | { readonly kind: 'bank_awaited'; readonly providerId: string }
  /** The person pressed "try again": the failed leg is out of the way. `goes`: straight to the bank. */
  | { readonly kind: 'retried'; readonly goes?: Going }
  /** Uploaded statements were added, left out, or more was said of them. `count`: how many are kept now. */
  | {
      readonly kind: 'files_changed'
      readonly count: number
      readonly refused?: 'too_large' | 'too_many' | 'busy' | 'none'
    }
  /** `until`: when nobody is importing any more. */
  | { readonly kind: 'import_begun'; readonly until: number; readonly by: string }
  | {
      readonly kind: 'files_imported'
      readonly connectionId: number
      readonly definitionId: string
      readonly result: 'created' | 'updated'
      /** Entries that were not there before. */
      readonly added: number
      /** Something in the files could not be read. */
      readonly partial: boolean
    }
  | { readonly kind: 'offer_shown'; readonly until: number }
  | { readonly kind: 'offer_answered'; readonly answer: 'accepted' | 'declined' | 'stopped' | 'passed' }
  | { readonly kind: 'accounts_chosen'; readonly count: number; readonly runId: number }
  | { readonly kind: 'sync_ended'; readonly status: 'success' | 'partial' | 'failed' }
  | {
      readonly kind: 'finished'
      readonly result: 'created' | 'updated' | 'deleted'
      readonly connectionId: number
      readonly at: number
    }
  | { readonly kind: 'countdown_stopped' }
  | { readonly kind: 'cancelled'; readonly step: string }

/**
 * `begin`, `returned`, `poll`, `check` and `list` may be made again after a crash; the others carry what only the person knows.
 * `check` asks the bank what became of an answer whose call a crash cut short; `list` reads the accounts to compare them.
 */
export type BankCall = 'begin' | 'begin_with_credentials' | 'returned' | 'poll' | 'answer' | 'check' | 'list'

/** Where the way to a bank goes on from the press that agreed to it. */
export type Going = 'here' | 'tab'
