import {
  type ChannelPlan,
  type PlannedChannel,
  planAside,
  planChannels,
  planPrevious,
  planRenewal,
} from './channel-plan.ts'
import { nextStep, type Step } from './next-step.ts'
import type { Callers, Journey, JourneyStore, Providers, RunView } from './ports.ts'
import { type JourneyState, stateOf } from './state.ts'

/** A journey and all that follows from its facts at one instant. */
export interface View {
  readonly journey: Journey
  readonly state: JourneyState
  readonly plan: ChannelPlan | undefined
  readonly run?: RunView
  readonly step: Step
}

/**
 * Computes where a journey stands. Reads, writes nothing.
 * @param before how it stood a move ago: a reading that had ended then has no more news
 */
export async function look(
  deps: {
    readonly store: JourneyStore
    readonly providers: Providers
    readonly callers: Callers
    readonly now: () => Date
  },
  journey: Journey,
  before?: View,
): Promise<View> {
  const state = stateOf(journey.facts)
  const plan = planFor(deps.providers, journey, state)
  const ended = before?.run?.ended && before.state.runs.join() === state.runs.join() ? before.run : undefined
  const run = state.runs.length === 0 ? undefined : (ended ?? (await deps.store.run(journey, state.runs)))
  const by = state.leg?.call?.by ?? state.importing?.by
  const callerGone = by !== undefined && !(await deps.callers.alive(by))
  const step = nextStep({
    state,
    plan,
    consentPerAccount: journey.parameters.consent_per_account,
    waitSyncEnd: journey.parameters.wait_sync_end,
    ...(run ? { run } : {}),
    callerGone,
    now: deps.now().getTime(),
  })
  return { journey, state, plan, step, ...(run ? { run } : {}) }
}

function planFor(providers: Providers, journey: Journey, state: JourneyState): ChannelPlan | undefined {
  if (state.providerId === undefined) return undefined
  const channels = providers.channels(state.providerId) ?? []
  if (state.existing && !state.joined) return planRenewal(channels, state.renewals)
  if (state.renewals.length > 0) return planAside(channels, state)
  const { previous } = state
  if (previous?.channels !== undefined)
    return planPrevious(channels, { ...previous, channels: previous.channels }, state.channelChosen)
  return planChannels(channels, journey.parameters.expected_account_types)
}

/** The planned channel that a leg is on. */
export function channelOf(view: View, leg: { readonly definitionId: string }): PlannedChannel | undefined {
  return plannedChannels(view).find((channel) => channel.definitionId === leg.definitionId)
}

/** Every channel that the journey may go through, the offered one last. */
export function plannedChannels({ plan }: Pick<View, 'plan'>): PlannedChannel[] {
  return plan ? [...plan.required, ...(plan.offered ? [plan.offered] : [])] : []
}
