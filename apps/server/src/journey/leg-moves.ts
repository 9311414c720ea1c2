import type { LegState } from './state.ts'

/** Gone to the bank from here: a phone that still shows its number has come too late. */
export function unlessJoined({ phone, ...leg }: LegState): LegState {
  return phone?.joined ? { ...leg, phone } : leg
}

/** What the bank granted is held; what is still to be known of the person is asked first. */
export function granted(leg: LegState, wants: 'granted' | 'same_bank' | 'other_login', twin?: number): LegState {
  const { id, definitionId, departed, tab } = leg
  return { id, definitionId, wants, refused: false, departed, tab, twin }
}
