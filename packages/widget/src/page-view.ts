import type { ReturnMessage } from '@raccord/contract'
import type { ComponentChildren } from 'preact'

/** What a page hands to the document: one question, one primary action. */
export interface PageView {
  /** The h1 and, with the client's name, the document's title. */
  readonly title: string
  readonly lead?: string
  /** Above the title: tiles, a mark. */
  readonly hero?: ComponentChildren
  readonly body?: ComponentChildren
  readonly primary?: ComponentChildren
  /** At most one quiet row under the primary button. */
  readonly secondary?: ComponentChildren
  /** The page changes without the reader: redrawn when the journey moves on. */
  readonly live?: boolean
  /** But it also waits for him: of it only the lead changes, and what else is marked `data-live`. */
  readonly figures?: boolean
  /** Where JavaScript-off browsers go by themselves. The reader can stop it (WCAG 2.2.1). */
  readonly refresh?: { readonly seconds: number; readonly url: string }
  /** Told once to the page that embeds the widget, when the reader leaves through a `data-leave` link. */
  readonly message?: ReturnMessage
  /** Leave for the only `data-leave` link at once. */
  readonly leaveNow?: boolean
}
