import { fileProvider } from '@raccord/catalogue'
import type { PersonErrorCode } from '@raccord/contract'
import type { ChannelPlan, PlannedChannel } from './channel-plan.ts'
import type { JourneyState, LegState, Phone } from './state.ts'

/** Where the journey stands: one of these for any list of facts. The page is drawn from it. */
export type Step =
  | { readonly kind: 'providers' }
  | { readonly kind: 'not_listed' }
  /** Previous widgets: a bank with two ways in. */
  | { readonly kind: 'channel_choice'; readonly choices: readonly PlannedChannel[] }
  | { readonly kind: 'consent' }
  | { readonly kind: 'manage' }
  | { readonly kind: 'agreements' }
  | { readonly kind: 'disconnect' }
  /** Nothing to ask the person: the server starts this channel itself. */
  | { readonly kind: 'start_leg'; readonly channel: PlannedChannel }
  | { readonly kind: 'credentials'; readonly channel: PlannedChannel; readonly refused: boolean }
  /** A call is under way; `lapsed`: nobody is making it any more. */
  | { readonly kind: 'calling'; readonly leg: LegState; readonly lapsed: boolean }
  | { readonly kind: 'depart'; readonly leg: LegState }
  | { readonly kind: 'at_bank'; readonly leg: LegState }
  /** A phone came by the QR code: which number does it show? */
  | { readonly kind: 'phone_number'; readonly leg: LegState; readonly phone: Phone }
  /** The phone goes to the bank; this browser waits. */
  | { readonly kind: 'on_phone'; readonly leg: LegState; readonly phone: Phone }
  | { readonly kind: 'confirm_owner'; readonly leg: LegState }
  | { readonly kind: 'resume_return'; readonly leg: LegState }
  | { readonly kind: 'form'; readonly leg: LegState }
  | { readonly kind: 'challenge'; readonly leg: LegState }
  | { readonly kind: 'wait'; readonly leg: LegState }
  /** Statements instead of a bank: which files, and what they do not say. */
  | { readonly kind: 'upload' }
  /** `lapsed`: nobody is importing them any more. */
  | { readonly kind: 'importing'; readonly lapsed: boolean }
  /** The bank has granted: its accounts are to be compared with those that are there. */
  | { readonly kind: 'compare'; readonly leg: LegState }
  | { readonly kind: 'same_bank'; readonly leg: LegState; readonly twin: number }
  | { readonly kind: 'other_login'; readonly leg: LegState }
  | { readonly kind: 'offer' }
  | { readonly kind: 'listing' }
  | { readonly kind: 'accounts' }
  /** They were chosen at the bank: shared as they are listed. No page tells of it: `before` is what stands there. */
  | { readonly kind: 'adopt'; readonly before: Step }
  | { readonly kind: 'sync' }
  | { readonly kind: 'finish'; readonly result: 'created' | 'updated' }
  | { readonly kind: 'success' }
  | { readonly kind: 'error'; readonly error: PersonErrorCode; readonly retryAt?: number }
  | { readonly kind: 'cancelled' }

export type StepKind = Step['kind']

export interface StepInput {
  readonly state: JourneyState
  /** Of the chosen provider; `undefined` when it cannot give the expected account types. */
  readonly plan: ChannelPlan | undefined
  readonly consentPerAccount: boolean
  readonly waitSyncEnd: boolean
  /** The newest run of this journey's connection, if any. */
  readonly run?: { readonly ended: boolean; readonly anyAccount: boolean }
  /** The process that makes the call under way is known to be gone. */
  readonly callerGone?: boolean
  readonly now: number
}

/** The pure heart of the journey: facts in, step out. */
export function nextStep(input: StepInput): Step {
  const { state, plan } = input
  if (state.cancelled) return { kind: 'cancelled' }
  if (state.finished) return { kind: 'success' }
  if (state.connectionDeleted) return { kind: 'error', error: 'connection_deleted' }
  if (state.notListed) return { kind: 'not_listed' }
  if (state.providerId === undefined) return { kind: 'providers' }
  if (state.managing) return { kind: state.disconnecting ? 'disconnect' : state.agreements ? 'agreements' : 'manage' }
  if (!plan) return { kind: 'error', error: 'not_offered_by_bank' }
  if (plan.choice) return { kind: 'channel_choice', choices: plan.choice }
  if (state.providerId === fileProvider.id) return uploadStep(input)
  // Nothing to authorise again (no challenge waits): nothing to consent to either.
  if (state.existing && plan.required.length === 0) return { kind: 'finish', result: 'updated' }
  // What is wrong before anything was begun (the bank is in maintenance) is said before anything is agreed to.
  if (!state.consent)
    return state.failure && state.failure.leg === undefined ? errorStep(state.failure) : { kind: 'consent' }
  if (state.leg) return legStep(state.leg, input)
  const missing = plan.required.find((channel) => !state.authorised.includes(channel.definitionId))
  if (missing) return channelStep(missing, state)
  if (choosesAccounts(input) && state.named && input.run?.ended && input.run.anyAccount)
    return { kind: 'adopt', before: nextStep({ ...input, state: { ...state, accountsChosen: true } }) }
  if (plan.offered && !state.authorised.includes(plan.offered.definitionId)) {
    if (state.offer === 'accepted') return channelStep(plan.offered, state)
    if (state.offer !== 'over') return { kind: 'offer' }
  }
  return afterChannels(input)
}

/** Nobody is signed in anywhere: agreed to, uploaded, imported. */
function uploadStep({ state, callerGone, now }: StepInput): Step {
  if (!state.consent && !state.existing) return { kind: 'consent' }
  if (state.imported) return { kind: 'finish', result: state.imported.result }
  if (state.importing) return { kind: 'importing', lapsed: callerGone === true || state.importing.until <= now }
  return { kind: 'upload' }
}

/** Before a channel is begun: its form, its failure, or nothing to ask. */
function channelStep(channel: PlannedChannel, state: JourneyState): Step {
  if (state.failure && !(state.refusedCredentials && channel.mode === 'EMBEDDED')) return errorStep(state.failure)
  if (channel.mode === 'REDIRECT') return { kind: 'start_leg', channel }
  // The credentials that are kept are tried once, never again after the bank refused them.
  if (channel.stored && !state.refusedCredentials && !state.retried) return { kind: 'start_leg', channel }
  return { kind: 'credentials', channel, refused: state.refusedCredentials }
}

function afterChannels(input: StepInput): Step {
  const { state, run } = input
  const ended = run?.ended === true
  if (state.existing) {
    return input.waitSyncEnd && run && !ended ? { kind: 'sync' } : { kind: 'finish', result: 'updated' }
  }
  if (choosesAccounts(input)) {
    if (!ended) return { kind: 'listing' }
    return run?.anyAccount ? { kind: 'accounts' } : { kind: 'error', error: 'no_supported_account' }
  }
  if (input.waitSyncEnd && !ended) return { kind: 'sync' }
  if (ended && !run?.anyAccount) return { kind: 'error', error: 'no_supported_account' }
  return { kind: 'finish', result: 'created' }
}

/** Once in a journey, of a connection that it made: what was chosen before stays chosen. */
function choosesAccounts({ state, consentPerAccount }: StepInput): boolean {
  return consentPerAccount && !state.existing && !state.accountsChosen
}

function legStep(leg: LegState, input: StepInput): Step {
  if (leg.call) {
    const lapsed = input.callerGone === true || leg.call.until <= input.now
    // The person's page stays as it is while the bank is asked whether he has confirmed.
    const asking = leg.call.call === 'poll' && leg.wants === 'wait' && !lapsed
    return asking ? { kind: 'wait', leg } : { kind: 'calling', leg, lapsed }
  }
  switch (leg.wants) {
    case 'nothing':
      return { kind: 'calling', leg, lapsed: true }
    case 'redirect':
      if (!leg.returned) {
        const { phone } = leg
        if (phone) return { kind: phone.joined ? 'on_phone' : 'phone_number', leg, phone }
        return { kind: leg.departed ? 'at_bank' : 'depart', leg }
      }
      return leg.returned.proven ? { kind: 'resume_return', leg } : { kind: 'confirm_owner', leg }
    case 'form':
      return { kind: 'form', leg }
    case 'challenge':
      return { kind: 'challenge', leg }
    case 'wait':
      return { kind: 'wait', leg }
    case 'same_bank':
      return leg.twin === undefined ? { kind: 'compare', leg } : { kind: 'same_bank', leg, twin: leg.twin }
    case 'granted':
      return { kind: 'compare', leg }
    case 'other_login':
      return { kind: 'other_login', leg }
  }
}

function errorStep(failure: NonNullable<JourneyState['failure']>): Step {
  return { kind: 'error', error: failure.error, retryAt: failure.retryAt }
}
