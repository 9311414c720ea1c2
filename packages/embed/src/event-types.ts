// Written from packages/contract/src/events.ts by event-types.test.ts (UPDATE_DOCS=1): this package depends on nothing.

/** Screens on which a person can stand. */
export type Step =
  | 'providers'
  | 'not_listed'
  | 'consent'
  | 'redirect'
  | 'redirect_waiting'
  | 'credentials'
  | 'challenge'
  | 'upload'
  | 'same_bank'
  | 'other_login'
  | 'offer'
  | 'accounts'
  | 'sync'
  | 'success'
  | 'manage'
  | 'disconnect'
  | 'error'

interface Envelope {
  readonly source: 'raccord'
  readonly v: 1
  /** SHA-256 of the session's id, hexadecimal. */
  readonly session_id_hash: string
  /** A session may hold several journeys, one after the other. */
  readonly journey: string
  /** Rises within a journey. */
  readonly seq: number
  /** Unix seconds. */
  readonly ts: number
}

/** What the widget tells the page around it; more types may be added within `v: 1`. */
export type RaccordEvent =
  /** The widget is there and can be used: the first event of a journey. */
  | (Envelope & { readonly type: 'ready' })
  /** A screen that asks or tells the person something is shown. */
  | (Envelope & { readonly type: 'step'; readonly step: Step })
  /** The person paused while typing in the bank search. What was typed is not told. */
  | (Envelope & { readonly type: 'search'; readonly results: number })
  /** A bank was chosen. */
  | (Envelope & { readonly type: 'select_provider'; readonly provider_id: string })
  /** Consent was given, or its screen left out by an empty `terms_body`. */
  | (Envelope & { readonly type: 'consent'; readonly shown: boolean })
  /** The person left for the bank’s own site. */
  | (Envelope & { readonly type: 'redirect_out'; readonly new_tab: boolean })
  /** The bank sent the person back. */
  | (Envelope & { readonly type: 'redirect_back' })
  /** The bank asks for something: a code, a choice, an approval in its app, a further form. */
  | (Envelope & { readonly type: 'challenge'; readonly kind: 'answer' | 'approve' | 'form'; readonly refused: boolean })
  /** Credentials or an answer went to the bank. */
  | (Envelope & { readonly type: 'submit'; readonly what: 'credentials' | 'answer' })
  /** The person chose which accounts to share. */
  | (Envelope & { readonly type: 'accounts_selected'; readonly accounts: number })
  /** The bank authorised a channel: the connection exists from the first of these on. */
  | (Envelope & { readonly type: 'connected'; readonly connection_id: string; readonly channel_definition_id?: string })
  /** The first reading moved on. */
  | (Envelope & {
      readonly type: 'sync_progress'
      readonly stage: 'starting' | 'accounts' | 'transactions' | 'finishing'
      readonly accounts: number
      readonly accounts_done: number
    })
  /** The journey is done and its success screen shown. `redirect_to` follows when the person leaves it. */
  | (Envelope & {
      readonly type: 'success'
      readonly result: 'created' | 'updated' | 'deleted'
      readonly connection_id: string
    })
  /** Something failed. The person is told, and may go on: this is not the end. */
  | (Envelope & { readonly type: 'error'; readonly error: string; readonly step: Step })
  /** The journey ended without success. */
  | (Envelope & {
      readonly type: 'exit'
      readonly status: 'cancelled' | 'error'
      readonly step: Step
      readonly error?: string
    })
  /** The height that the page needs changed; framed widgets only. Not counted: `seq` is that of the event before. */
  | (Envelope & { readonly type: 'resize'; readonly height: number })
  /** Escape was pressed inside the widget, where the page around it can’t hear it. Not counted, like `resize`. */
  | (Envelope & { readonly type: 'dismiss' })
