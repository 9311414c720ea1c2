import type { RaccordEvent } from './event-types.ts'

/** How the widget is opened. `redirect` leaves the page; nothing is heard of it here afterwards. */
export type Mode = 'iframe' | 'popup' | 'redirect'

export interface OpenOptions {
  /** A link of the widget (`_links` of `POST /v2.1/widget_session`), or the promise of one: asked for on the click. */
  readonly url: string | PromiseLike<string>
  /** Default `iframe`. */
  readonly mode?: Mode
  /** Where the frame goes. Without it the frame is a modal dialog over the page. `iframe` only. */
  readonly container?: Element
  /** Accessible name of the frame. Default `Connect a bank`. */
  readonly title?: string
  /** Name of the dialog's close button. Default `Close`. */
  readonly closeLabel?: string
  /** Asked before closing the dialog gives up a journey that has begun. Default in English. */
  readonly leaveQuestion?: string
  /** The widget can be used. */
  readonly onReady?: () => void
  /**
   * `popup` only. Asked every three seconds while the window can't be seen from here, with the person at the bank or gone:
   * those two look the same. Your server knows from `GET /v2.1/widget_sessions/{id}`; `undefined` as long as it is open.
   */
  readonly outcome?: () => PromiseLike<Outcome | undefined>
  /** Each event once; the reference lists them. */
  readonly onEvent?: (event: RaccordEvent) => void
  /** Once, at the end, instead of `onExit`. The frame or pop-up is closed before. */
  readonly onSuccess?: (result: Success) => void
  /** Once, at the end, instead of `onSuccess`. */
  readonly onExit?: (exit: Exit) => void
}

/** How a session ended, as your own server says; named like the query of `redirect_url`. */
export interface Outcome {
  /** `closed`: it is over without an end, because the person went away. */
  readonly status: 'success' | 'cancelled' | 'error' | 'closed'
  readonly result?: Success['result']
  readonly connection_id?: string
}

export interface Success {
  readonly connectionId: string
  readonly result: 'created' | 'updated' | 'deleted'
  /** `redirect_url` with what the widget appends to it; `/success` when the link had none, absent when closed before. */
  readonly redirectUrl?: string
}

export interface Exit {
  /**
   * `cancelled`: by the person, in the widget. `error`: left from an error screen. `closed`: the frame or pop-up went away;
   * where a bank cut the pop-up off from this page, the journey may go on there, and the server knows how it ended.
   * `link`: the promise of a link failed.
   */
  readonly status: 'cancelled' | 'error' | 'closed' | 'link'
  /** Where the person was, when it is known. */
  readonly step?: string
  /** A code of the error table. */
  readonly error?: string
  readonly redirectUrl?: string
}

export interface Handle {
  /** Takes the widget away. Tells `onSuccess` when the journey had succeeded, else `onExit` with `closed`. */
  close(): void
}
