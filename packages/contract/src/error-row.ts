import type { Localized } from './locale.ts'

/** Whose turn it is when something stopped: the title says it. */
export type Turn = 'you' | 'bank' | 'us' | 'app' | 'nobody'

/** The one thing to do now. The widget draws exactly one primary button for it. */
export type NextAction = 'retry' | 'edit_credentials' | 'other_bank' | 'come_back' | 'restart' | 'go_to_bank' | 'none'

export interface ErrorRow {
  /** HTTP status of an API answer that carries this error. */
  readonly status: number
  /** A sentence for a developer: `error_description` unless the thrower says more. */
  readonly developer: string
  /** What the person reads. Absent: the error can only reach a developer. */
  readonly person?: {
    readonly title: Localized
    readonly body: Localized
    readonly turn: Turn
    readonly next: NextAction
  }
}
