import { type ChannelPlan, planChannels } from './channel-plan.ts'
import { nextStep, type Step } from './next-step.ts'
import type { Journey, JourneyStore, Providers, RunView } from './ports.ts'
import { type JourneyState, stateOf } from './state.ts'

/** A journey and all that follows from its facts at one instant. */
export interface View {
  readonly journey: Journey
  readonly state: JourneyState
  readonly plan: ChannelPlan
  readonly run?: RunView
  readonly step: Step
}

/** Computes where a journey stands. Reads, writes nothing. */
export async function look(
  deps: { readonly store: JourneyStore; readonly providers: Providers; readonly now: () => Date },
  journey: Journey,
): Promise<View> {
  const state = stateOf(journey.facts)
  const plan = state.providerId === undefined ? undefined : planFor(deps.providers, journey, state.providerId)
  const run = state.runId === undefined ? undefined : await deps.store.run(journey, state.runId)
  const step = nextStep({
    state,
    plan,
    consentPerAccount: journey.parameters.consent_per_account,
    waitSyncEnd: journey.parameters.wait_sync_end,
    ...(run ? { run } : {}),
    now: deps.now().getTime(),
  })
  return { journey, state, plan, step, ...(run ? { run } : {}) }
}

function planFor(providers: Providers, journey: Journey, providerId: string): ChannelPlan {
  return planChannels(providers.channels(providerId) ?? [], journey.parameters.expected_account_types)
}
