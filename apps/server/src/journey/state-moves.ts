import type { Fact, Going } from './facts.ts'
import type { JourneyState } from './state.ts'

export function deleted(state: JourneyState): JourneyState {
  const rest = without(state, 'leg', 'failure', 'goes', 'connectionId')
  return { ...rest, connectionDeleted: true, runs: [], offer: 'over' }
}

/** A failure of the offered step leaves the connection good: the offer is simply over (WIRE §6.3). */
export function failed(state: JourneyState, fact: Extract<Fact, { kind: 'failed' }>): JourneyState {
  const definitionId = state.leg?.id === fact.leg ? state.leg?.definitionId : undefined
  const rest = without(state, 'leg', 'goes')
  const failure = {
    error: fact.error,
    leg: fact.leg,
    definitionId,
    retryAt: fact.retryAt,
  }
  const refusedCredentials = fact.error === 'wrong_credentials'
  return { ...rest, failure, refusedCredentials, wrongCredentials: fact.wrong ?? 0 }
}

export function going(state: JourneyState, goes?: Going): JourneyState {
  return { ...without(state, 'goes'), ...(goes === undefined ? {} : { goes }) }
}

export function without<K extends keyof JourneyState>(state: JourneyState, ...keys: K[]): Omit<JourneyState, K> {
  const copy = { ...state }
  for (const key of keys) delete (copy as Partial<JourneyState>)[key]
  return copy
}
