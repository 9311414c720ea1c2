import type { EventFeed } from './events.ts'
import type { Locale } from './locale.ts'

/** What surrounds every screen: names, where forms go, what may be pressed. */
export interface Frame {
  readonly locale: Locale
  readonly client: { readonly name: string; readonly logoUrl?: string }
  /** Absent on pages that belong to no session (expired link): then no form is drawn. */
  readonly session?: {
    readonly id: string
    /** Goes back with every form: the revision of the journey that this page shows, and proof that it was this page. */
    readonly pageToken: string
  }
  /** Path that all forms POST to. */
  readonly action: string
  /** Path + query that a form with files POSTs to, where there is one. */
  readonly upload?: string
  /** Path + query of this very page, for `<meta http-equiv=refresh>` fallbacks. */
  readonly self: string
  /** Path + query of the JSON progress answer (`{revision, done?}`), for the enhancers. */
  readonly poll?: string
  /** The `revision` that `poll` answered when this page was drawn: without it a change between the two goes unseen. */
  readonly revision?: string
  /** Seconds after the last contact at which the session surely still lives: the page offers more time before. */
  readonly idleSeconds?: number
  readonly canGoBack: boolean
  /** Drawn only when the client gave a `cancel_url`. */
  readonly canCancel: boolean
  readonly progress: { readonly done: number; readonly total: number }
  readonly theme?: { readonly stylesheet: string }
  /** For the page that embeds or opened the widget; absent where there is nobody who may be told. */
  readonly events?: EventFeed
  readonly sandbox: boolean
  /** Who runs this installation, for the line under the button. */
  readonly operator: { readonly name: string; readonly dataPolicyUrl?: string }
}
