import { describe, expect, test } from 'vitest'
import type { Fact } from './facts.ts'
import { nextStep } from './next-step.ts'
import { type JourneyState, stateOf } from './state.ts'

const chosen: Fact = { kind: 'provider_chosen', providerId: '100' }
const consented: Fact = { kind: 'consent_given', recordId: 1, shown: true }
const started: Fact = { kind: 'leg_started', leg: 7, definitionId: '10001' }
const redirects: Fact = { kind: 'bank_redirects', leg: 7, number: 1, of: 2 }
const departed: Fact = { kind: 'departed', leg: 7, tab: true }
const authorised: Fact = { kind: 'leg_authorised', leg: 7, definitionId: '10001', connectionId: 2001, runId: 5 }
const begun: Fact[] = [chosen, consented, started]
const after = (facts: readonly Fact[], ...more: readonly Fact[]) => stateOf([...facts, ...more])
const stepOf = (state: JourneyState) => {
  const channel = { definitionId: '10001', mode: 'REDIRECT', accountTypes: [], reads: [] } as const
  const plan = { required: [channel] }
  return nextStep({ state, plan, consentPerAccount: false, waitSyncEnd: true, now: 500 })
}

test('a journey begins with nothing', () => {
  expect(stateOf([])).toEqual({
    notListed: false,
    earlier: [],
    earlierProvider: undefined,
    existing: false,
    joined: false,
    renewals: [],
    adding: false,
    managing: false,
    disconnecting: false,
    agreements: false,
    consent: false,
    authorised: [],
    runs: [],
    offer: 'none',
    saidNothing: false,
    accountsChosen: false,
    named: false,
    retried: false,
    refusedCredentials: false,
    wrongCredentials: 0,
    countdownStopped: false,
    cancelled: false,
    wrongNumbers: 0,
  })
})

test('what is only for the log changes nothing', () => {
  const log: Fact[] = [
    { kind: 'warned', parameter: 'locale', rule: 'x' },
    { kind: 'deprecated_used', parameter: 'redirect_uri' },
    { kind: 'hosted', origin: 'https://a.example' },
    { kind: 'sharing_changed', count: 1 },
  ]
  expect(after(begun, ...log)).toEqual(stateOf(begun))
})

test('another bank is a new beginning, but for what the link said and what was guessed', () => {
  const link: Fact[] = [
    { kind: 'previous_opened', channels: 'ask' },
    { kind: 'continued', connections: [1900], providerId: '99' },
  ]
  const guessed: Fact = { kind: 'phone_refused', leg: 7, answer: 'wrong_number' }
  const kept = { previous: { channels: 'ask' }, earlier: [1900], earlierProvider: '99', wrongNumbers: 1 }
  expect(after([...link, ...begun], guessed, { kind: 'provider_left' })).toEqual({ ...stateOf([]), ...kept })
  expect(after([...link, ...begun], guessed, { kind: 'not_listed_opened' })).toEqual({
    ...stateOf([]),
    ...kept,
    notListed: true,
  })
  expect(stepOf(stateOf([{ kind: 'not_listed_opened' }])).kind).toBe('not_listed')
  expect(after(begun, { kind: 'channel_chosen', definitionId: '10000' }, chosen).channelChosen).toBeUndefined()
})

describe('a renewal', () => {
  const renew = [{ definitionId: '10000', reads: ['SAVINGS'], stored: true }] as const
  const managed: Fact = {
    kind: 'connection_opened',
    connectionId: 2001,
    providerId: '100',
    purpose: 'manage',
    renew: [],
  }

  test('asked for in manage is of the channels that were asked for', () => {
    expect(stateOf([managed])).toMatchObject({ existing: true, managing: true, connectionId: 2001, providerId: '100' })
    expect(after([managed], { kind: 'renewal_asked', renew })).toMatchObject({
      managing: false,
      renewals: renew,
      adding: false,
    })
    expect(after([managed], { kind: 'renewal_asked', renew, added: true }).adding).toBe(true)
  })

  test('of another than it turned out to be leaves the channels of that one alone', () => {
    const opened: Fact = { kind: 'connection_opened', connectionId: 2001, providerId: '100', purpose: 'renew', renew }
    const facts = [opened, consented, started]
    expect(after(facts, { ...authorised, onto: 'existing' })).toMatchObject({
      existing: true,
      joined: true,
      renewals: [],
    })
    expect(after(facts, { ...authorised, onto: 'new' })).toMatchObject({ existing: false, joined: false, renewals: [] })
    expect(after(facts, authorised)).toMatchObject({ existing: true, joined: false, renewals: renew })
    expect(after(facts, { ...authorised, definitionId: '10000', onto: 'new' }).renewals).toEqual(renew)
  })
})

describe('a leg', () => {
  const bare = { id: 7, definitionId: '10001', refused: false, departed: false, tab: false }

  test('begins with nothing that was wrong before', () => {
    const failed: Fact = { kind: 'failed', leg: 6, error: 'wrong_credentials', wrong: 2 }
    expect(after([chosen, consented], failed)).toMatchObject({ refusedCredentials: true, wrongCredentials: 2 })
    const state = after([chosen, consented], failed, started)
    expect(state).toMatchObject({ leg: { ...bare, wants: 'nothing' }, refusedCredentials: false })
    expect(state).not.toHaveProperty('failure')
  })

  test('is what its bank last wanted', () => {
    expect(after(begun, departed, redirects).leg).toEqual({
      ...bare,
      wants: 'redirect',
      redirect: { number: 1, of: 2 },
    })
    const called: Fact = { kind: 'bank_called', leg: 7, call: 'poll', until: 1000, by: 'p' }
    expect(after(begun, called).leg).toEqual({
      ...bare,
      wants: 'nothing',
      call: { call: 'poll', until: 1000, by: 'p' },
    })
    for (const what of ['form', 'challenge', 'wait'] as const) {
      const asks = { kind: 'bank_asks', leg: 7, what, refused: true, expiresAt: 9 } as Fact
      const state = after(begun, called, departed, asks)
      expect(state.leg).toEqual({ ...bare, wants: what, refused: true, departed: true, tab: true, expiresAt: 9 })
      expect(stepOf(state)).toEqual({ kind: what, leg: state.leg })
    }
  })

  test('waits on its page while the bank is asked whether the person has confirmed, and only then', () => {
    const asks = (what: 'wait' | 'form') => ({ kind: 'bank_asks', leg: 7, what, refused: false }) as Fact
    const called = (call: 'poll' | 'answer', until = 1000) => ({ kind: 'bank_called', leg: 7, call, until }) as Fact
    const kind = (...facts: Fact[]) => stepOf(after(begun, ...facts)).kind
    expect(kind(asks('wait'), called('poll'))).toBe('wait')
    expect(kind(asks('form'), called('poll'))).toBe('calling')
    expect(kind(asks('wait'), called('answer'))).toBe('calling')
    expect(kind(asks('wait'), called('poll', 500))).toBe('calling')
    expect(stepOf(after(begun))).toMatchObject({ kind: 'calling', lapsed: true })
  })

  test('that has departed says by what it is known again', () => {
    expect(after([...begun, redirects], departed).leg).toMatchObject({
      departed: true,
      departureProven: false,
      tab: true,
    })
    expect(after([...begun, redirects], { ...departed, proven: true } as Fact).leg).toMatchObject({
      departureProven: true,
    })
    expect(after([...begun, redirects], { kind: 'phone_joined', leg: 7 }).leg).not.toHaveProperty('phone')
  })

  test('that was granted keeps nothing of the way there', () => {
    const state = after([...begun, redirects, departed], { kind: 'bank_granted', leg: 7 })
    expect(state.leg).toEqual({ ...bare, wants: 'granted', departed: true, tab: true, twin: undefined })
    expect(stepOf(state).kind).toBe('compare')
    expect(stepOf({ ...state, leg: { ...bare, wants: 'same_bank' } }).kind).toBe('compare')
  })

  test('of somebody else ends, and says why', () => {
    const state = after([...begun, redirects, departed], { kind: 'owner_denied', leg: 7 })
    expect(state.failure).toEqual({ error: 'declined_by_person' })
    expect(state).not.toHaveProperty('leg')
  })

  test('that failed tells which channel it was, if it is the one in hand', () => {
    const failed = (leg: number): Fact => ({ kind: 'failed', leg, error: 'bank_unavailable', retryAt: 9 })
    const failure = { error: 'bank_unavailable', retryAt: 9 }
    const state = after(begun, failed(7))
    expect(state).toMatchObject({
      failure: { ...failure, leg: 7, definitionId: '10001' },
      refusedCredentials: false,
      wrongCredentials: 0,
    })
    expect(after(begun, failed(6)).failure).toEqual({ ...failure, leg: 6, definitionId: undefined })
    const again = after(begun, failed(7), { kind: 'retried' })
    expect(again).toMatchObject({ retried: true, refusedCredentials: false })
    expect([again.failure, again.leg, again.goes]).toEqual([undefined, undefined, undefined])
  })
})

describe('a phone', () => {
  const arrived: Fact = { kind: 'phone_arrived', leg: 7, phone: 'ab', number: 1, until: 9 }
  const refused = (more: object = {}) => ({ kind: 'phone_refused', leg: 7, answer: 'wrong_number', ...more }) as Fact
  const facts = [...begun, redirects, arrived]

  test('with tries left stays, and shows that another number was typed', () => {
    expect(after(facts).leg?.phone).toEqual({ hash: 'ab', number: 1, until: 9, joined: false })
    const state = after(facts, refused({ left: 1 }))
    expect(state).toMatchObject({ wrongNumbers: 1, leg: { phone: { hash: 'ab', mistyped: true } } })
    expect(state.leg).not.toHaveProperty('phonesRefused')
  })

  test('without tries left is refused, and so is one that nobody wanted; only guesses count', () => {
    const guessed = after(facts, refused({ left: 0 }))
    expect(guessed).toMatchObject({ wrongNumbers: 1, leg: { phonesRefused: 1 } })
    expect(guessed.leg).not.toHaveProperty('phone')
    expect(after(facts, refused({ answer: 'none' }))).toMatchObject({ wrongNumbers: 0, leg: { phonesRefused: 1 } })
    expect(after([...begun, redirects], refused({ left: 2 })).leg).toMatchObject({ phonesRefused: 1 })
  })
})

describe('what comes behind an authorisation', () => {
  const connected = [...begun, authorised]

  test('is of its connection, and reads what it asked for', () => {
    expect(after(connected)).toMatchObject({
      ...{ authorised: ['10001'], connectionId: 2001, runs: [5], offer: 'none', accountsChosen: false, named: false },
    })
    expect(after(connected)).not.toHaveProperty('leg')
    const failed: Fact = { kind: 'failed', leg: 6, error: 'bank_unavailable' }
    expect(after([...begun, failed, authorised])).not.toHaveProperty('failure')
    // A channel that is added while a reading is under way is read by that one.
    const second: Fact = { ...authorised, leg: 8, definitionId: '10000', runId: 5 }
    expect(after(connected, { kind: 'accounts_chosen', count: 1, runId: 6 }, second).runs).toEqual([6, 5])
  })

  test('has named accounts only where each permission names its own', () => {
    const named: Fact = { ...authorised, named: true }
    const second = (more: object) => ({ ...authorised, leg: 8, definitionId: '10000', ...more }) as Fact
    expect(after(begun, named).named).toBe(true)
    expect(after(begun, named, second({ named: true })).named).toBe(true)
    expect(after(begun, named, second({})).named).toBe(false)
    expect(after(begun, authorised, second({ named: true })).named).toBe(false)
  })

  test('the offer is shown, stopped, accepted or over', () => {
    const shown: Fact = { kind: 'offer_shown', until: 9 }
    const state = (...answers: ('accepted' | 'declined' | 'stopped' | 'passed')[]) =>
      after(connected, shown, ...answers.map((answer): Fact => ({ kind: 'offer_answered', answer })))
    expect(state()).toMatchObject({ offer: 'shown', offerUntil: 9 })
    expect(state('stopped').offer).toBe('stopped')
    expect(state('accepted').offer).toBe('accepted')
    expect(state('declined')).toMatchObject({ offer: 'over', saidNothing: false })
    expect(state('passed')).toMatchObject({ offer: 'over', saidNothing: true })
    for (const answer of ['accepted', 'declined', 'stopped', 'passed'] as const) {
      expect(state(answer)).not.toHaveProperty('offerUntil')
    }
    const second: Fact = { ...authorised, leg: 8, definitionId: '10000' }
    expect(after(connected, { kind: 'offer_answered', answer: 'accepted' }, second).offer).toBe('over')
    const given = after(connected, { ...started, leg: 8 } as Fact, { kind: 'offer_answered', answer: 'declined' })
    expect([given.leg, given.failure]).toEqual([undefined, undefined])
    const failed: Fact = { kind: 'failed', leg: 8, error: 'bank_unavailable' }
    expect(after(connected, failed, { kind: 'offer_answered', answer: 'declined' })).not.toHaveProperty('failure')
  })

  test('accounts are chosen, readings end, counting stops', () => {
    const passed: Fact = { kind: 'offer_answered', answer: 'passed' }
    const ended: Fact = { kind: 'sync_ended', status: 'partial' }
    expect(after(connected, ended).syncEnded).toBe('partial')
    const chose = after(connected, passed, ended, { kind: 'accounts_chosen', count: 1, runId: 6 })
    expect(chose).toMatchObject({ accountsChosen: true, saidNothing: false, runs: [5, 6] })
    expect(chose).not.toHaveProperty('syncEnded')
    expect(after(connected, { kind: 'countdown_stopped' }).countdownStopped).toBe(true)
    expect(after(connected, { kind: 'cancelled', step: 'sync' }).cancelled).toBe(true)
  })

  test('it ends at its bank, else at the last one before it', () => {
    const finished: Fact = { kind: 'finished', result: 'created', connectionId: 2001, at: 1 }
    expect(after(connected, finished)).toMatchObject({
      finished: { result: 'created', at: 1 },
      providerId: '100',
      connectionId: 2001,
    })
    const before: Fact = { kind: 'continued', connections: [1900], providerId: '99' }
    expect(stateOf([before, finished]).providerId).toBe('99')
    expect(stateOf([finished])).not.toHaveProperty('providerId')
  })
})

test('to the bank without another press is once only', () => {
  const goes: Fact = { kind: 'consent_given', recordId: 1, shown: true, goes: 'here' }
  expect(after([chosen], goes).goes).toBe('here')
  expect(after([chosen, goes, started, redirects], departed)).not.toHaveProperty('goes')
  expect(after([chosen, goes, started], { kind: 'failed', leg: 7, error: 'bank_unavailable' })).not.toHaveProperty(
    'goes',
  )
  expect(after([chosen, goes], consented)).not.toHaveProperty('goes')
})
