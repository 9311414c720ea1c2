import { describe, expect, test } from 'vitest'
import { type PlannableChannel, planChannels } from './channel-plan.ts'
import type { Fact } from './facts.ts'
import { nextStep, type StepInput } from './next-step.ts'
import { stateOf } from './state.ts'

const both: PlannableChannel[] = [
  { definitionId: '10000', mode: 'EMBEDDED', accountTypes: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'] },
  { definitionId: '10001', mode: 'REDIRECT', accountTypes: ['CHECKINGS', 'CREDIT_CARD'] },
]
const step = (facts: Fact[], more: Partial<StepInput> = {}) =>
  nextStep({
    state: stateOf(facts),
    plan: planChannels(both, 'ALL'),
    consentPerAccount: true,
    waitSyncEnd: true,
    now: 0,
    ...more,
  }).kind

const departing: Fact[] = [
  { kind: 'provider_chosen', providerId: '100' },
  { kind: 'consent_given', recordId: 1, shown: true, goes: 'here' },
  { kind: 'leg_started', leg: 7, definitionId: '10001' },
  { kind: 'bank_called', leg: 7, call: 'begin', until: 1000 },
  { kind: 'bank_redirects', leg: 7, number: 1, of: 1 },
]
const departed: Fact[] = [...departing, { kind: 'departed', leg: 7, tab: false }]
const named: Fact[] = [
  ...departed,
  { kind: 'returned', leg: 7, proven: true },
  { kind: 'leg_authorised', leg: 7, definitionId: '10001', connectionId: 2001, runId: 5, named: true },
]
const declined: Fact = { kind: 'offer_answered', answer: 'declined' }
const run = { ended: true, anyAccount: true }

describe('to the bank by the press that agreed', () => {
  test('once: the way there is left, and nothing leads there by itself any more', () => {
    expect([step(departing), stateOf(departing).goes]).toEqual(['depart', 'here'])
    expect([step(departed), stateOf(departed).goes]).toEqual(['at_bank', undefined])
  })

  test.each<[string, Fact]>([
    ['a failure', { kind: 'failed', error: 'bank_unavailable', leg: 7 }],
    ['trying again', { kind: 'retried' }],
    ['a phone', { kind: 'phone_arrived', leg: 7, phone: 'ab', number: 472_913, until: 9000 }],
    ['another bank', { kind: 'provider_left' }],
  ])('%s ends it', (_what, fact) => {
    expect(stateOf([...departing, fact]).goes).toBeUndefined()
  })

  test('back from the bank, and there again', () => {
    expect(stateOf([...departed, { kind: 'retried', goes: 'here' }]).goes).toBe('here')
  })
})

describe('accounts chosen at the bank', () => {
  test('are listed, then shared as they are, with the offer beside it or without', () => {
    expect(step(named, { run: { ended: false, anyAccount: false } })).toBe('offer')
    expect(step(named, { run })).toBe('adopt')
    expect(step([...named, declined], { run: { ended: false, anyAccount: false } })).toBe('listing')
    expect(step([...named, declined], { run })).toBe('adopt')
    const adopted: Fact[] = [...named, { kind: 'accounts_chosen', count: 2, runId: 6 }]
    expect(step(adopted, { run })).toBe('offer')
    expect(step([...adopted, declined], { run })).toBe('finish')
  })

  test('another way that names none: one choice among all', () => {
    const more: Fact[] = [
      ...named,
      { kind: 'accounts_chosen', count: 2, runId: 6 },
      { kind: 'offer_answered', answer: 'accepted' },
      { kind: 'leg_started', leg: 8, definitionId: '10000' },
      { kind: 'leg_authorised', leg: 8, definitionId: '10000', connectionId: 2001, runId: 7 },
    ]
    expect(step(more, { run })).toBe('accounts')
  })

  test('are never taken as chosen where nobody was to choose', () => {
    expect(step([...named, declined], { run, consentPerAccount: false })).toBe('finish')
  })
})

test('who says nothing has nothing more to read; who chooses accounts afterwards has', () => {
  const passed: Fact[] = [...named, { kind: 'offer_answered', answer: 'passed' }]
  expect(stateOf(passed).saidNothing).toBe(true)
  expect(stateOf([...named, declined]).saidNothing).toBe(false)
  expect(stateOf([...passed, { kind: 'accounts_chosen', count: 1, runId: 6 }]).saidNothing).toBe(false)
})

test('what was connected before stays, whatever bank is chosen', () => {
  const facts: Fact[] = [
    { kind: 'continued', connections: [2001], providerId: '1' },
    ...departing,
    { kind: 'provider_left' },
  ]
  expect(stateOf(facts)).toMatchObject({ earlier: [2001], notListed: false })
  expect(step(facts)).toBe('providers')
  // No other bank after all: it ends at the last one, which its page names.
  const finished = { kind: 'finished', result: 'created', connectionId: 2001, at: 5 } as const
  expect(stateOf([...facts, finished])).toMatchObject({ providerId: '1', connectionId: 2001 })
})
