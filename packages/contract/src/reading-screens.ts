import type { AccountRow } from './login-screens.ts'
import type { ReturnMessage } from './return-message.ts'
import type { ProviderTile } from './screens.ts'

/**
 * The screen after the bank, with something to add. Forms `do=offer_accept`, `do=offer_decline`, `do=offer_stop` (stop the countdown).
 */
export interface OfferScreen {
  readonly kind: 'offer'
  readonly provider: ProviderTile
  /** Until the reading has ended: the page looks for its figures. */
  readonly reading?: ReadingFigures
  /** What was read, once the reading has ended. */
  readonly accounts: readonly AccountRow[]
  readonly transactions: number
  /** Absent: it has not begun, or was stopped. */
  readonly skipInSeconds?: number
  /** The countdown begins with the end of the reading. */
  readonly waits: boolean
  /** Without an answer the person goes back to the client; false: something is still asked here. */
  readonly leaves: boolean
}

/** The screen after the bank, as long as the reading goes on. */
export interface SyncScreen extends ReadingFigures {
  readonly kind: 'sync'
  readonly provider: ProviderTile
  /** A connection that was there: "connected again". */
  readonly again?: boolean
}

/** How far a reading is. */
export interface ReadingFigures {
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
  /** Statements were uploaded: no bank was connected. */
  readonly files?: boolean
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
  /** The client takes several connections (form `do=another_bank`). */
  readonly canAddAnother?: boolean
}
