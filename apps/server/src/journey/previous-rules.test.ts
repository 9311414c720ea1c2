import { describe, expect, it } from 'vitest'
import { planChannels, planPrevious } from './channel-plan.ts'
import type { Fact, PreviousRules } from './facts.ts'
import { nextStep } from './next-step.ts'
import { stateOf } from './state.ts'

const redirect = { definitionId: '10001', mode: 'REDIRECT', accountTypes: ['CHECKINGS', 'CREDIT_CARD'] } as const
const embedded = {
  definitionId: '10000',
  mode: 'EMBEDDED',
  accountTypes: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'],
} as const
const both = [embedded, redirect]

/** The journey's step after these facts, at a bank with these channels. */
function stepOf(rules: PreviousRules, facts: readonly Fact[], channels: readonly (typeof both)[number][] = both) {
  const state = stateOf([{ kind: 'previous_opened', ...rules }, ...facts])
  const { previous } = state
  const plan =
    previous?.channels === undefined
      ? planChannels(channels, 'ALL')
      : planPrevious(channels, { ...previous, channels: previous.channels }, state.channelChosen)
  return nextStep({ state, plan, consentPerAccount: false, waitSyncEnd: true, now: 0 })
}

const chosen: Fact = { kind: 'provider_chosen', providerId: '100' }
const agreed: Fact = { kind: 'consent_given', recordId: 1, shown: true }

describe('rules of the previous widgets', () => {
  it('ask which of two ways, REDIRECT first, and read the chosen one whole', () => {
    const asked = stepOf({ channels: 'ask' }, [chosen])
    expect(asked.kind === 'channel_choice' && asked.choices.map(({ mode }) => mode)).toEqual(['REDIRECT', 'EMBEDDED'])
    const way = (definitionId: string) =>
      stepOf({ channels: 'ask' }, [chosen, { kind: 'channel_chosen', definitionId }, agreed])
    expect(way('10001')).toMatchObject({ kind: 'start_leg', channel: { definitionId: '10001' } })
    expect(way('10000')).toMatchObject({ kind: 'credentials', channel: { reads: embedded.accountTypes } })
  })

  it('do not ask where there is one way, or where it was named', () => {
    expect(stepOf({ channels: 'ask' }, [chosen], [embedded]).kind).toBe('consent')
    expect(stepOf({ channels: 'one', definitionId: '10000' }, [chosen, agreed])).toMatchObject({ kind: 'credentials' })
    expect(stepOf({ channels: 'one', definitionId: '10001' }, [chosen, agreed])).toMatchObject({ kind: 'start_leg' })
    // Another bank was chosen in the end: asked, as by a link that names none.
    expect(stepOf({ channels: 'one', definitionId: '77700' }, [chosen]).kind).toBe('channel_choice')
    expect(planPrevious([], { channels: 'ask' }, undefined)).toBeUndefined()
  })

  it('keep what the link said when another bank is chosen, and forget which way was', () => {
    const way: Fact = { kind: 'channel_chosen', definitionId: '10000' }
    expect(stepOf({ channels: 'ask' }, [chosen, way, { kind: 'provider_left' }]).kind).toBe('providers')
    expect(stepOf({ channels: 'ask' }, [chosen, way, { kind: 'provider_left' }, chosen]).kind).toBe('channel_choice')
    expect(stepOf({ channels: 'ask' }, [{ kind: 'not_listed_opened' }, { kind: 'provider_left' }, chosen]).kind).toBe(
      'channel_choice',
    )
  })

  it('take both in turn: the rest is not asked for, and can be left', () => {
    const first: Fact = { kind: 'leg_authorised', leg: 1, definitionId: '10001', connectionId: 5, runId: 6 }
    const started: Fact = { kind: 'leg_started', leg: 1, definitionId: '10001' }
    const soFar = [chosen, agreed, started, first]
    expect(stepOf({ channels: 'both' }, soFar).kind).toBe('offer')
    const taken: Fact = { kind: 'offer_answered', answer: 'accepted' }
    expect(stepOf({ channels: 'both' }, [...soFar, taken])).toMatchObject({
      kind: 'credentials',
      channel: { reads: ['SAVINGS', 'LOAN'] },
    })
    expect(stepOf({ channels: 'both' }, [...soFar, taken, { kind: 'offer_answered', answer: 'declined' }]).kind).toBe(
      'sync',
    )
  })

  it('leave the way to expected_account_types where it is named', () => {
    expect(stepOf({}, [chosen, agreed])).toMatchObject({ kind: 'start_leg' })
  })
})
