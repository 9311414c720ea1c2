import type { Challenge, Failed, Grant, Outcome } from '@raccord/connector-kit'
import type { Session } from '../dialog/session.ts'
import { failWith } from '../dialog/session.ts'
import { writeState } from '../state.ts'

export function granted(session: Session): Outcome {
  const { pending: _p, stop: _s, ...state } = session.state
  session.state = state
  const { recurring, validUntil } = state.asked
  // There is no consent at the bank, and no end that could be read back: what was asked for is what holds here.
  const grant: Grant = { recurring, validUntil }
  return { kind: 'done', grant, state: writeState(state) }
}

/** The sign-in has failed for good; what the bank trusts is kept for the next one. */
export function refused(session: Session, failed: Failed): Failed {
  const { pending: _, ...state } = session.state
  session.state = state
  return failWith(session, failed)
}

export function asks(session: Session, challenge: Challenge, again?: 'refused'): Outcome {
  return { kind: 'challenge', challenge, ...(again ? { refused: true } : {}), state: writeState(session.state) }
}
