import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PlannableChannel, planAside, planChannels, planRenewal } from './channel-plan.ts'
import type { Fact } from './facts.ts'
import { nextStep, type StepInput } from './next-step.ts'
import { stateOf } from './state.ts'

const both: PlannableChannel[] = [
  { definitionId: '10000', mode: 'EMBEDDED', accountTypes: ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'] },
  { definitionId: '10001', mode: 'REDIRECT', accountTypes: ['CHECKINGS', 'CREDIT_CARD'] },
]
const redirectOnly = both.slice(1)
const embeddedOnly = both.slice(0, 1)

function step(facts: Fact[], more: Partial<StepInput> = {}) {
  return nextStep({
    state: stateOf(facts),
    plan: planChannels(both, 'ALL'),
    consentPerAccount: false,
    waitSyncEnd: true,
    now: 0,
    ...more,
  })
}

const chosen: Fact[] = [{ kind: 'provider_chosen', providerId: '100' }]
const closed: Fact[] = [...chosen, { kind: 'failed', error: 'bank_unavailable', retryAt: 9 }]
const consented: Fact[] = [...chosen, { kind: 'consent_given', recordId: 1, shown: true }]
const departing: Fact[] = [
  ...consented,
  { kind: 'leg_started', leg: 7, definitionId: '10001' },
  { kind: 'bank_called', leg: 7, call: 'begin', until: 1000 },
  { kind: 'bank_redirects', leg: 7, number: 1, of: 1 },
]
const returned: Fact[] = [
  ...departing,
  { kind: 'departed', leg: 7, tab: false },
  { kind: 'returned', leg: 7, proven: true },
]
const authorised: Fact[] = [
  ...returned,
  { kind: 'leg_authorised', leg: 7, definitionId: '10001', connectionId: 2001, runId: 5 },
]
const passed: Fact[] = [
  ...authorised,
  { kind: 'offer_shown', until: 8000 },
  { kind: 'offer_answered', answer: 'passed' },
]
const ended = { ended: true, anyAccount: true }

describe('whose accounts these are', () => {
  const renew = [
    { definitionId: '10001', reads: ['CHECKINGS'], stored: false },
    { definitionId: '10000', reads: ['SAVINGS'], stored: false },
  ] as const
  const opened: Fact[] = [
    { kind: 'connection_opened', connectionId: 2001, providerId: '100', purpose: 'renew', renew },
    { kind: 'consent_given', recordId: 1, shown: true },
    { kind: 'leg_started', leg: 7, definitionId: '10001' },
  ]
  const granted: Fact[] = [...returned, { kind: 'bank_granted', leg: 7 }]
  const found: Fact[] = [...granted, { kind: 'same_bank_found', leg: 7, connectionId: 1900 }]
  const other: Fact[] = [...opened, { kind: 'bank_granted', leg: 7 }, { kind: 'other_login_found', leg: 7 }]
  const kept = { kind: 'leg_authorised', leg: 7, definitionId: '10001', connectionId: 1900, runId: 5 } as const
  const run = ended

  test.each<[string, Fact[], string]>([
    ['granted: read the accounts first', granted, 'compare'],
    ['being read', [...granted, { kind: 'bank_called', leg: 7, call: 'list', until: 1000 }], 'calling'],
    ['they are there already', found, 'same_bank'],
    ['not one is there', other, 'other_login'],
    ['not one, but another connection has them', [...other, found.at(-1) as Fact], 'same_bank'],
    ['back: signed in again', [...other, { kind: 'retried' }], 'start_leg'],
  ])('%s', (_what, facts, expected) => {
    const { renewals } = stateOf(facts)
    const plan = renewals.length > 0 ? { plan: planRenewal(both, renewals) } : {}
    expect(step(facts, plan).kind).toBe(expected)
  })

  test('renewed: as it was, with the rest offered; nobody chooses accounts anew', () => {
    const facts: Fact[] = [...found, { ...kept, onto: 'existing' }]
    expect(stateOf(facts)).toMatchObject({ existing: true, connectionId: 1900 })
    expect(step(facts, { run }).kind).toBe('offer')
    const through: Fact[] = [...facts, { kind: 'offer_answered', answer: 'declined' }]
    expect(step(through, { run, consentPerAccount: true })).toEqual({ kind: 'finish', result: 'updated' })
  })

  test('both: a new one, as if nothing had been there', () => {
    const facts: Fact[] = [...found, { ...kept, onto: 'new' }, { kind: 'offer_answered', answer: 'declined' }]
    expect(step(facts, { run, consentPerAccount: true }).kind).toBe('accounts')
    expect(step(facts, { run })).toEqual({ kind: 'finish', result: 'created' })
  })

  test("another person's, added: the other channels of the old connection are not authorised for it", () => {
    const state = stateOf([...other, { ...kept, onto: 'new' }])
    expect(state).toMatchObject({ existing: false, connectionId: 1900 })
    const plan = planAside(both, state)
    expect(plan.required.map(({ definitionId }) => definitionId)).toEqual(['10001'])
    expect(plan.offered?.definitionId).toBe('10000')
  })
})

describe('with the phone (WIRE §6.4)', () => {
  const phone = { phone: 'ab', number: 472_913, until: 9000 } as const
  const arrived: Fact[] = [...departing, { kind: 'phone_arrived', leg: 7, ...phone }]
  const joined: Fact[] = [...arrived, { kind: 'phone_joined', leg: 7 }]
  const gone: Fact[] = [...joined, { kind: 'departed', leg: 7, tab: true }]

  test.each<[string, Fact[], string]>([
    ['a phone came: which number?', arrived, 'phone_number'],
    ['the right number: it goes on there', joined, 'on_phone'],
    ['at the bank on the phone', gone, 'on_phone'],
    [
      'a wrong number, and tries left',
      [...arrived, { kind: 'phone_refused', leg: 7, answer: 'wrong_number', left: 2 }],
      'phone_number',
    ],
    [
      'the last wrong number',
      [...arrived, { kind: 'phone_refused', leg: 7, answer: 'wrong_number', left: 0 }],
      'depart',
    ],
    ['gone to the bank from here meanwhile', [...arrived, { kind: 'departed', leg: 7, tab: false }], 'at_bank'],
    ['back from the bank', [...gone, { kind: 'returned', leg: 7, proven: true }], 'resume_return'],
    ['a phone of a leg that is over', [...departing, { kind: 'phone_arrived', leg: 6, ...phone }], 'depart'],
    ['a second leg at the bank', [...gone, { kind: 'bank_redirects', leg: 7, number: 2, of: 2 }], 'depart'],
  ])('%s', (_what, facts, expected) => expect(step(facts).kind).toBe(expected))

  test('whoever guesses is counted', () => {
    const refused: Fact[] = [...arrived, { kind: 'phone_refused', leg: 7, answer: 'wrong_number' }]
    const again: Fact[] = [...refused, { kind: 'phone_arrived', leg: 7, ...phone }]
    const state = stateOf([...again, { kind: 'phone_refused', leg: 7, answer: 'none' }])
    expect(state.leg).toMatchObject({ phonesRefused: 2 })
    expect(state.leg?.phone).toBeUndefined()
  })
})

describe('which channels a journey uses (WIRE §6.3)', () => {
  test.each([
    ['ALL', both, '10001', ['CHECKINGS', 'CREDIT_CARD'], '10000', ['SAVINGS', 'LOAN']],
    ['PAYMENT', both, '10001', ['CHECKINGS', 'CREDIT_CARD'], undefined, undefined],
    ['OTHER', both, '10000', ['SAVINGS', 'LOAN'], undefined, undefined],
    ['ALL', embeddedOnly, '10000', ['CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD'], undefined, undefined],
    ['PAYMENT', embeddedOnly, '10000', ['CHECKINGS', 'CREDIT_CARD'], undefined, undefined],
    ['ALL', redirectOnly, '10001', ['CHECKINGS', 'CREDIT_CARD'], undefined, undefined],
  ] as const)('%s', (expected, channels, first, reads, offered, offers) => {
    const plan = planChannels(channels, expected)
    expect(plan?.required[0]?.definitionId).toBe(first)
    expect(plan?.required[0]?.reads).toEqual(reads)
    expect(plan?.offered?.definitionId).toBe(offered)
    expect(plan?.offered?.reads).toEqual(offers)
  })

  test('OTHER at a bank with REDIRECT only is unavailable, and said so', () => {
    expect(planChannels(redirectOnly, 'OTHER')).toBeUndefined()
    expect(step(chosen, { plan: undefined })).toEqual({ kind: 'error', error: 'not_offered_by_bank' })
  })
})

describe('the step follows from the facts', () => {
  test.each<[string, Fact[], Partial<StepInput>, string]>([
    ['nothing yet', [], {}, 'providers'],
    ['bank chosen', chosen, {}, 'consent'],
    ['bank in maintenance', closed, {}, 'error'],
    ['tried again: it may be open', [...closed, { kind: 'retried' }], {}, 'consent'],
    ['another one chosen', [...closed, { kind: 'provider_left' }, ...chosen], {}, 'consent'],
    ['bank left again', [...consented, { kind: 'provider_left' }], {}, 'providers'],
    ['consent given', consented, {}, 'start_leg'],
    ['OTHER', consented, { plan: planChannels(both, 'OTHER') }, 'credentials'],
    ['call under way', departing.slice(0, -1), { now: 500 }, 'calling'],
    ['bank redirects', departing, {}, 'depart'],
    ['at the bank', returned.slice(0, -1), {}, 'at_bank'],
    ['back, known browser', returned, {}, 'resume_return'],
    [
      'back, unknown browser',
      [...returned.slice(0, -1), { kind: 'returned', leg: 7, proven: false }],
      {},
      'confirm_owner',
    ],
    [
      'said yes',
      [...returned.slice(0, -1), { kind: 'returned', leg: 7, proven: false }, { kind: 'owner_confirmed', leg: 7 }],
      {},
      'resume_return',
    ],
    [
      'said no',
      [...returned.slice(0, -1), { kind: 'returned', leg: 7, proven: false }, { kind: 'owner_denied', leg: 7 }],
      {},
      'error',
    ],
    ['first channel authorised', authorised, {}, 'offer'],
    ['PAYMENT: nothing is offered', authorised, { plan: planChannels(both, 'PAYMENT') }, 'sync'],
    ['offer accepted', [...authorised, { kind: 'offer_answered', answer: 'accepted' }], {}, 'credentials'],
    ['offer declined', [...authorised, { kind: 'offer_answered', answer: 'declined' }], {}, 'sync'],
    ['offer passed over', passed, {}, 'sync'],
    [
      'offered step failed',
      [
        ...authorised,
        { kind: 'offer_answered', answer: 'accepted' },
        { kind: 'leg_started', leg: 8, definitionId: '10000' },
        { kind: 'failed', error: 'bank_unavailable', leg: 8 },
      ],
      {},
      'error',
    ],
    [
      'offered step given up',
      [
        ...authorised,
        { kind: 'offer_answered', answer: 'accepted' },
        { kind: 'leg_started', leg: 8, definitionId: '10000' },
        { kind: 'failed', error: 'bank_unavailable', leg: 8 },
        { kind: 'offer_answered', answer: 'declined' },
      ],
      { run: ended },
      'finish',
    ],
    ['not waiting for the data', passed, { waitSyncEnd: false }, 'finish'],
    ['data in', passed, { run: ended }, 'finish'],
    ['no account of a supported type', passed, { run: { ended: true, anyAccount: false } }, 'error'],
    ['accounts are being listed', passed, { consentPerAccount: true }, 'listing'],
    ['accounts listed', passed, { consentPerAccount: true, run: ended }, 'accounts'],
    [
      'accounts chosen',
      [...passed, { kind: 'accounts_chosen', count: 2, runId: 6 }],
      { consentPerAccount: true, run: { ended: false, anyAccount: true } },
      'sync',
    ],
    ['finished', [...passed, { kind: 'finished', result: 'created', connectionId: 2001, at: 1 }], {}, 'success'],
    ['cancelled', [...departing, { kind: 'cancelled', step: 'depart' }], {}, 'cancelled'],
    ['refused at the bank', [...returned, { kind: 'failed', error: 'refused_at_bank', leg: 7 }], {}, 'error'],
    [
      'tried again',
      [...returned, { kind: 'failed', error: 'refused_at_bank', leg: 7 }, { kind: 'retried' }],
      {},
      'start_leg',
    ],
  ])('%s', (_name, facts, more, kind) => {
    expect(step(facts, more).kind).toBe(kind)
  })

  test('the call of a process that is gone has lapsed at once', () => {
    expect(step(departing.slice(0, -1), { now: 0, callerGone: true })).toMatchObject({ kind: 'calling', lapsed: true })
  })

  test('a call that nobody makes any more has lapsed', () => {
    expect(step(departing.slice(0, -1), { now: 1000 })).toMatchObject({ kind: 'calling', lapsed: true })
    expect(step(departing.slice(0, -1), { now: 999 })).toMatchObject({ kind: 'calling', lapsed: false })
  })

  test('wrong credentials in the widget bring the form back, with the reason', () => {
    const facts: Fact[] = [
      ...consented,
      { kind: 'leg_started', leg: 9, definitionId: '10000' },
      { kind: 'failed', error: 'wrong_credentials', leg: 9 },
    ]
    expect(step(facts, { plan: planChannels(both, 'OTHER') })).toMatchObject({ kind: 'credentials', refused: true })
  })
})

describe('a connection that exists', () => {
  const opened = (renew: string[], purpose: 'renew' | 'manage' = 'renew'): Fact[] => [
    {
      kind: 'connection_opened',
      connectionId: 2001,
      providerId: '100',
      purpose,
      renew: renew.map((definitionId) => ({ definitionId, reads: ['SAVINGS'], stored: definitionId === '10000' })),
    },
  ]
  const at = (facts: Fact[], more: Partial<StepInput> = {}) =>
    step(facts, { plan: planRenewal(both, stateOf(facts).renewals), ...more })
  const agreed: Fact = { kind: 'consent_given', recordId: 1, shown: true }

  test('is renewed channel by channel, REDIRECT first, and ends as updated', () => {
    const facts = [...opened(['10000', '10001']), agreed]
    expect(at(facts)).toMatchObject({ kind: 'start_leg', channel: { definitionId: '10001' } })
    const first: Fact[] = [
      ...facts,
      { kind: 'leg_started', leg: 1, definitionId: '10001' },
      { kind: 'leg_authorised', leg: 1, definitionId: '10001', connectionId: 2001, runId: 1 },
    ]
    expect(at(first)).toMatchObject({ kind: 'start_leg', channel: { definitionId: '10000' } })
    const second: Fact[] = [
      ...first,
      { kind: 'leg_started', leg: 2, definitionId: '10000' },
      { kind: 'leg_authorised', leg: 2, definitionId: '10000', connectionId: 2001, runId: 2 },
    ]
    expect(at(second, { run: { ended: false, anyAccount: true } }).kind).toBe('sync')
    expect(at(second, { run: ended })).toEqual({ kind: 'finish', result: 'updated' })
  })

  test('credentials that are kept are tried once, never again after the bank refused them', () => {
    const facts: Fact[] = [...opened(['10000']), agreed]
    expect(at(facts).kind).toBe('start_leg')
    const refused: Fact[] = [
      ...facts,
      { kind: 'leg_started', leg: 1, definitionId: '10000' },
      { kind: 'failed', error: 'wrong_credentials', leg: 1 },
    ]
    expect(at(refused)).toMatchObject({ kind: 'credentials', refused: true })
    expect(at([...facts, { kind: 'retried' }]).kind).toBe('credentials')
  })

  test('nothing to authorise again is nothing to consent to', () => {
    expect(at(opened([]))).toEqual({ kind: 'finish', result: 'updated' })
  })

  test('is managed, and disconnected only after a confirmation', () => {
    const facts = opened(['10001'], 'manage')
    expect(at(facts).kind).toBe('manage')
    expect(at([...facts, { kind: 'disconnect_asked' }]).kind).toBe('disconnect')
    expect(at([...facts, { kind: 'disconnect_asked' }, { kind: 'disconnect_left' }]).kind).toBe('manage')
    expect(at([...facts, { kind: 'agreements_opened' }]).kind).toBe('agreements')
    expect(at([...facts, { kind: 'agreements_opened' }, { kind: 'agreements_closed' }]).kind).toBe('manage')
    expect(at([...facts, { kind: 'renewal_asked', renew: stateOf(facts).renewals }]).kind).toBe('consent')
  })
})

describe('whatever the order of facts', () => {
  const legs = fc.integer({ min: 1, max: 3 })
  const anyFact: fc.Arbitrary<Fact> = fc.oneof(
    ...(['provider_left', 'not_listed_opened', 'retried', 'countdown_stopped'] as const).map((kind) =>
      fc.constant<Fact>({ kind }),
    ),
    fc.constant<Fact>({ kind: 'provider_chosen', providerId: '100' }),
    fc.constant<Fact>({ kind: 'consent_given', recordId: 1, shown: true }),
    legs.map((leg): Fact => ({ kind: 'leg_started', leg, definitionId: leg === 2 ? '10000' : '10001' })),
    legs.map((leg): Fact => ({ kind: 'bank_redirects', leg, number: 1, of: 1 })),
    legs.map((leg): Fact => ({ kind: 'departed', leg, tab: false })),
    fc.tuple(legs, fc.boolean()).map(([leg, proven]): Fact => ({ kind: 'returned', leg, proven })),
    legs.map((leg): Fact => ({ kind: 'owner_denied', leg })),
    legs.map(
      (leg): Fact => ({
        kind: 'leg_authorised',
        leg,
        definitionId: leg === 2 ? '10000' : '10001',
        connectionId: 2001,
        runId: 1,
      }),
    ),
    legs.map((leg): Fact => ({ kind: 'failed', error: 'bank_unavailable', leg })),
    fc
      .constantFrom('accepted', 'declined', 'stopped', 'passed')
      .map((answer): Fact => ({ kind: 'offer_answered', answer })),
  )

  test('no return is read before the person is known, and nothing is asked of a bank before the consent', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
        const state = stateOf(facts)
        const found = step(facts)
        if (found.kind === 'resume_return') expect(state.leg?.returned?.proven).toBe(true)
        if (found.kind === 'start_leg' || found.kind === 'credentials') expect(state.consent).toBe(true)
        if (found.kind === 'finish') expect(state.authorised.length).toBeGreaterThan(0)
      }),
    )
  })

  test('choosing another bank forgets everything of the one before', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
        expect(stateOf([...facts, { kind: 'provider_left' }])).toEqual(stateOf([]))
      }),
    )
  })
})
