import type { Challenge, Outcome } from '@raccord/connector-kit'
import type { TanKind, TanMethod } from '../bank/tan-methods.ts'
import type { Session } from '../dialog/session.ts'
import { asks, refused } from './outcome.ts'

/** What is least trouble first. */
const order: readonly TanKind[] = ['decoupled', 'photo', 'qr', 'app', 'sms', 'flicker', 'reader', 'other']

export function methodOf({ state }: Session): TanMethod | undefined {
  return state.bank?.methods.find(({ id }) => id === state.method)
}

/** Methods that the bank allows this person and that can be used here. */
function offer({ state }: Session): TanMethod[] {
  const allowed = new Set(state.allowed ?? [])
  const methods = (state.bank?.methods ?? []).filter(({ id }) => allowed.has(id))
  return methods.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

/** Takes the method that was taken before, or the only one; a question to the person otherwise. */
export function chooseMethod(session: Session): Outcome | undefined {
  const methods = offer(session)
  const [only, another] = methods
  if (methods.some(({ id }) => id === session.state.method)) return undefined
  const { method: _m, medium: _d, media: _l, ...rest } = session.state
  session.state = rest
  if (only && !another) {
    session.state = { ...rest, method: only.id }
    return undefined
  }
  if (only) {
    session.state = { ...rest, pending: { kind: 'method', ids: methods.map(({ id }) => id) } }
    return asks(session, methodQuestion(session))
  }
  // The bank allows the sign-in by PIN alone, and nothing else.
  if (rest.allowed?.includes('999')) return undefined
  return refused(session, {
    kind: 'failed',
    reason: 'action_needed_at_bank',
    detail: 'sign-in: the person has no method of TAN that can be used here',
  })
}

export function methodQuestion(session: Session): Challenge {
  const options = offer(session).map(({ id, name }) => ({ id, label: name }))
  return { kind: 'choice', options }
}

/** Takes the only device; a question to the person where there are several, nothing where there is none. */
export function chooseMedium(session: Session): Outcome | undefined {
  const { credentials, state } = session
  const names = state.media ?? []
  const typed = credentials.medium
  const [only, another] = names
  const known = typed !== undefined && names.includes(typed) ? typed : another === undefined ? only : undefined
  if (known !== undefined || only === undefined) {
    if (known !== undefined) session.state = { ...state, medium: known }
    return undefined
  }
  session.state = { ...state, pending: { kind: 'medium', names } }
  return asks(session, mediumQuestion(session))
}

/** Positions stand for names: a name may hold anything. */
export function mediumQuestion({ state }: Session): Challenge {
  return { kind: 'choice', options: (state.media ?? []).map((name, at) => ({ id: String(at), label: name })) }
}
