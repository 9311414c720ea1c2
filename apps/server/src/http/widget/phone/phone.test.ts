import type { FastifyRequest } from 'fastify'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Fact } from '../../../journey/facts.ts'
import type { Journey } from '../../../journey/ports.ts'
import { settleJourney } from '../../../journey/settle.ts'
import { browserHash } from '../visit/binding.ts'
import type { JourneyPageDeps } from '../widget-deps.ts'
import { meetPhone, phoneUrl } from './phone.ts'
import { phoneTickets } from './phone-tickets.ts'

const sessionHash = Buffer.alloc(32, 7)
const channels = [{ definitionId: '10001', mode: 'REDIRECT', accountTypes: ['CHECKINGS'] }]
const atRedirect: Fact[] = [
  { kind: 'provider_chosen', providerId: '100' },
  { kind: 'consent_given', recordId: 1, shown: true },
  { kind: 'leg_started', leg: 7, definitionId: '10001' },
  { kind: 'bank_redirects', leg: 7, number: 1, of: 1 },
]
const own = 'p'.repeat(22)
const stranger = 's'.repeat(22)

let now: number
let journey: Journey
let newestId: number
let sessionAlive: boolean

/** The store in memory: appends at the revision that was read, like the real one. */
const deps = {
  phoneTickets: phoneTickets(Buffer.alloc(32, 1)),
  embedUrl: () => 'https://embed.example',
  secure: () => true,
  sessions: {
    open: async () =>
      sessionAlive ? { idHash: sessionHash, browserHashes: [], newest: { ...journey, id: newestId } } : undefined,
  },
  journeys: { reload: async () => journey },
  journey: {
    now: () => new Date(now),
    providers: { channels: () => channels, name: () => 'Bank' },
    callers: { own: 'me', alive: async () => true },
    tries: {
      take: async () => {
        throw new Error('no credentials here')
      },
    },
    store: {
      async append(read: Journey, facts: readonly Fact[]) {
        if (read.revision !== journey.revision) return 'stale'
        journey = { ...journey, facts: [...journey.facts, ...facts], revision: journey.revision + facts.length }
        return journey
      },
    },
  },
} as unknown as JourneyPageDeps

const from = (url: string, secret: string) =>
  ({
    headers: {},
    query: Object.fromEntries(new URL(url).searchParams),
    cookies: { '__Host-raccord': secret },
  }) as unknown as FastifyRequest
const code = () => phoneUrl(deps, { journeyId: journey.id, revision: journey.revision })
const meet = (url: string, secret = own, only: 'look' | 'arrive' = 'arrive') => meetPhone(deps, from(url, secret), only)
const minutes = (count: number) => {
  now += count * 60_000
}

beforeEach(() => {
  now = 1_800_000_000_000
  sessionAlive = true
  newestId = 3
  journey = {
    ...{ id: 3, sessionHash, sessionId: 'i'.repeat(32), facts: atRedirect, revision: atRedirect.length, times: [] },
    parameters: { expected_account_types: 'ALL', consent_per_account: false, wait_sync_end: true },
  } as unknown as Journey
})

describe('the QR code', () => {
  it('holds a ticket and never the session', () => {
    expect(code()).toMatch(/^https:\/\/embed\.example\/v2\.1\/widget\/phone\?ticket=[\w.-]{20,50}$/)
    expect(code()).not.toContain(journey.sessionId)
  })

  it('works for two minutes', async () => {
    const url = code()
    minutes(1.99)
    expect(await meet(url, own, 'look')).toEqual({ stage: 'over' })
    expect(await meet(url)).toMatchObject({ stage: 'number', cookieless: true })
  })

  it('does not work after that', async () => {
    const url = code()
    minutes(2)
    expect(await meet(url)).toEqual({ stage: 'over' })
    expect(journey.facts).toEqual(atRedirect)
  })

  it('lets in whoever comes first, and him again', async () => {
    const url = code()
    const [one, other] = await Promise.all([meet(url, own), meet(url, stranger)])
    expect([one.stage, other.stage].sort()).toEqual(['number', 'over'])
    const first = one.stage === 'number' ? own : stranger
    expect(await meet(url, first)).toMatchObject({ stage: 'number', cookieless: false })
    expect(await meet(url, first === own ? stranger : own)).toEqual({ stage: 'over' })
  })

  it.each<[string, () => void]>([
    [
      'the journey moved on',
      () => {
        journey = { ...journey, revision: journey.revision + 1 }
      },
    ],
    [
      'the session has another journey',
      () => {
        newestId = 4
      },
    ],
    [
      'the session is over',
      () => {
        sessionAlive = false
      },
    ],
  ])('dies when %s', async (_what, change) => {
    const url = code()
    change()
    expect(await meet(url)).toEqual({ stage: 'over' })
  })

  it('keeps neither the ticket nor the secret; its number has six digits', async () => {
    const url = code()
    await meet(url)
    const fact = journey.facts.at(-1)
    if (fact?.kind !== 'phone_arrived') throw new Error(`expected a phone, got ${fact?.kind}`)
    expect(fact.phone).toBe(Buffer.from(browserHash(sessionHash, own)).toString('hex'))
    expect(JSON.stringify(journey.facts)).not.toContain(own)
    expect(JSON.stringify(journey.facts)).not.toContain(new URL(url).searchParams.get('ticket'))
    expect(fact).not.toHaveProperty('choices')
    expect(String(fact.number)).toMatch(/^[1-9]\d{5}$/)
  })
})

it('a number that nobody types in two minutes is refused, and the bank is open from here as before', async () => {
  const url = code()
  await meet(url)
  const settle = () => settleJourney(deps.journey, journey, { locale: 'en' }, async () => journey)
  minutes(1.9)
  expect((await settle()).step.kind).toBe('phone_number')
  minutes(0.1)
  expect((await settle()).step.kind).toBe('depart')
  expect(journey.facts.at(-1)).toEqual({ kind: 'phone_refused', leg: 7, answer: 'expired' })
  expect(await meet(url)).toEqual({ stage: 'over' })
})
