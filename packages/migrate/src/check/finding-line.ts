export type CheckState = 'ok' | 'missing' | 'note'

/** One line of `check`: what was looked at, what was found, what to do now. */
export interface CheckLine {
  readonly id: string
  readonly state: CheckState
  readonly what: string
  /** Absent where nothing is to be done. */
  readonly next?: string
}

export const ok = (id: string, what: string): CheckLine => ({ id, state: 'ok', what })
export const missing = (id: string, what: string, next: string): CheckLine => ({ id, state: 'missing', what, next })
export const note = (id: string, what: string, next?: string): CheckLine => ({
  id,
  state: 'note',
  what,
  next,
})
