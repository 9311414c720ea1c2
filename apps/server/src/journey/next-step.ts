import type { PersonErrorCode } from '@raccord/contract'
import type { ChannelPlan, PlannedChannel } from './channel-plan.ts'
import type { JourneyState, LegState } from './state.ts'

/** Where the journey stands: one of these for any list of facts. The page is drawn from it. */
export type Step =
  | { readonly kind: 'providers' }
  | { readonly kind: 'not_listed' }
  | { readonly kind: 'consent' }
  /** Nothing to ask the person: the server starts this channel itself. */
  | { readonly kind: 'start_leg'; readonly channel: PlannedChannel }
  | { readonly kind: 'credentials'; readonly channel: PlannedChannel; readonly refused: boolean }
  /** A call is under way; `lapsed`: nobody is making it any more. */
  | { readonly kind: 'calling'; readonly leg: LegState; readonly lapsed: boolean }
  | { readonly kind: 'depart'; readonly leg: LegState }
  | { readonly kind: 'at_bank'; readonly leg: LegState }
  | { readonly kind: 'confirm_owner'; readonly leg: LegState }
  | { readonly kind: 'resume_return'; readonly leg: LegState }
  | { readonly kind: 'form'; readonly leg: LegState }
  | { readonly kind: 'challenge'; readonly leg: LegState }
  | { readonly kind: 'wait'; readonly leg: LegState }
  | { readonly kind: 'offer' }
  | { readonly kind: 'listing' }
  | { readonly kind: 'accounts' }
  | { readonly kind: 'sync' }
  | { readonly kind: 'finish'; readonly result: 'created' }
  | { readonly kind: 'success' }
  | { readonly kind: 'error'; readonly error: PersonErrorCode; readonly retryAt?: number }
  | { readonly kind: 'cancelled' }

export type StepKind = Step['kind']

export interface StepInput {
  readonly state: JourneyState
  /** Of the chosen provider; `undefined` when it cannot give the expected account types. */
  readonly plan: ChannelPlan
  readonly consentPerAccount: boolean
  readonly waitSyncEnd: boolean
  /** The newest run of this journey's connection, if any. */
  readonly run?: { readonly ended: boolean; readonly anyAccount: boolean }
  readonly now: number
}

/** The pure heart of the journey: facts in, step out. */
export function nextStep(input: StepInput): Step {
  const { state, plan } = input
  if (state.cancelled) return { kind: 'cancelled' }
  if (state.finished) return { kind: 'success' }
  if (state.notListed) return { kind: 'not_listed' }
  if (state.providerId === undefined) return { kind: 'providers' }
  if (!plan) return { kind: 'error', error: 'not_offered_by_bank' }
  if (!state.consent) return { kind: 'consent' }
  if (state.leg) return legStep(state.leg, input)
  if (state.authorised.length === 0) return firstChannel(plan.first, state)
  return afterFirstChannel(plan.offered, input)
}

function firstChannel(channel: PlannedChannel, state: JourneyState): Step {
  if (state.failure && !state.refusedCredentials) return errorStep(state.failure)
  if (channel.mode === 'EMBEDDED') return { kind: 'credentials', channel, refused: state.refusedCredentials }
  return state.failure ? errorStep(state.failure) : { kind: 'start_leg', channel }
}

function afterFirstChannel(offered: PlannedChannel | undefined, input: StepInput): Step {
  const { state } = input
  if (offered && !state.authorised.includes(offered.definitionId)) {
    if (state.offer === 'accepted') {
      if (state.failure && !state.refusedCredentials) return errorStep(state.failure)
      return { kind: 'credentials', channel: offered, refused: state.refusedCredentials }
    }
    if (state.offer !== 'over') return { kind: 'offer' }
  }
  const ended = input.run?.ended === true
  if (input.consentPerAccount && !state.accountsChosen) {
    if (!ended) return { kind: 'listing' }
    return input.run?.anyAccount ? { kind: 'accounts' } : { kind: 'error', error: 'no_supported_account' }
  }
  if (input.waitSyncEnd && !ended) return { kind: 'sync' }
  if (ended && !input.run?.anyAccount) return { kind: 'error', error: 'no_supported_account' }
  return { kind: 'finish', result: 'created' }
}

function legStep(leg: LegState, input: StepInput): Step {
  if (leg.call) return { kind: 'calling', leg, lapsed: leg.call.until <= input.now }
  switch (leg.wants) {
    case 'nothing':
      return { kind: 'calling', leg, lapsed: true }
    case 'redirect':
      if (!leg.returned) return leg.departed ? { kind: 'at_bank', leg } : { kind: 'depart', leg }
      return leg.returned.proven ? { kind: 'resume_return', leg } : { kind: 'confirm_owner', leg }
    case 'form':
      return { kind: 'form', leg }
    case 'challenge':
      return { kind: 'challenge', leg }
    case 'wait':
      return { kind: 'wait', leg }
  }
}

function errorStep(failure: NonNullable<JourneyState['failure']>): Step {
  return { kind: 'error', error: failure.error, ...(failure.retryAt === undefined ? {} : { retryAt: failure.retryAt }) }
}
