import { randomBytes } from 'node:crypto'
import type { ConnectorState, Outcome } from '@raccord/connector-kit'
import { readParameters } from '@raccord/contract'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { AdjustableClock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { createJourneyFinder } from '../store/repositories/journey-finder.ts'
import type { Sealer } from '../store/repositories/journey-rows.ts'
import { createJourneyStore, type JourneyEffects } from '../store/repositories/journey-store.ts'
import { beginLeg, type CallDeps, isSlow, resumeLeg } from './call-bank.ts'
import type { PlannedChannel } from './channel-plan.ts'
import type { Journey, JourneyFinder, JourneyStore, Leg } from './ports.ts'
import { stateOf } from './state.ts'

const sealer: Sealer = {
  seal: (text, name) => Buffer.from(`${name}\n${text}`),
  open: (sealed, name) =>
    Buffer.from(sealed)
      .toString('utf8')
      .slice(name.length + 1),
}
const channel = { definitionId: '10001', mode: 'REDIRECT', accountTypes: [], reads: [] } as unknown as PlannedChannel

describeEachDatabase('a call that is cut off', (open) => {
  const clock = AdjustableClock.fixed('2026-03-10T09:00:00Z')
  const revoked: ConnectorState[] = []
  let database: Database
  let store: JourneyStore
  let finder: JourneyFinder
  let userId: number

  beforeAll(async () => {
    database = await open({ clock })
    const { kysely } = database
    const client = { id: 'shop', name: 'Shop', secret_hashes: [], created_at: clock.now() }
    await kysely.insertInto('client').values(client).execute()
    const user = { client_id: 'shop', email: 'u@example.org', password_hash: '-', created_at: clock.now() }
    userId = (await kysely.insertInto('app_user').values(user).returning('id').executeTakeFirstOrThrow()).id
    const effects = {
      ready: async () => {},
      revoke: async (_tx: unknown, _definition: string, state: ConnectorState) => void revoked.push(state),
    } as unknown as JourneyEffects
    store = createJourneyStore(database, sealer, effects)
    finder = createJourneyFinder(database, sealer)
  })

  async function newPage(): Promise<Journey> {
    const sessionHash = randomBytes(32)
    const times = { created_at: clock.now(), seen_at: clock.now(), expires_at: new Date(clock.now().getTime() + 1e7) }
    const session = { id_hash: sessionHash, client_id: 'shop', user_id: userId, ...times }
    await database.kysely.insertInto('widget_session').values(session).execute()
    const parameters = readParameters('add_connection', {}).values
    const opening = { sessionHash, sessionId: 's', clientId: 'shop', userId, parameters, facts: [] }
    return finder.open({ ...opening, endpoint: 'add_connection' }, clock.now())
  }

  const told: unknown[] = []
  const deps = (answer: () => Promise<Outcome>) =>
    ({
      store,
      banks: { begin: answer, resume: answer, mayShow: (_: string, url: string) => url.startsWith('https://bank.') },
      providers: { name: () => 'Bank', channels: () => [] },
      callers: { own: 'here' },
      now: () => clock.now(),
      report: (error: unknown) => void told.push(error),
    }) as unknown as CallDeps
  const begin = (journey: Journey, answer: () => Promise<Outcome>) =>
    beginLeg(deps(answer), journey, channel, {}, { locale: 'en' })
  /** Back from the bank. */
  async function resume(answer: () => Promise<Outcome>) {
    const moved = await begin(await newPage(), async () => ({
      ...{ kind: 'redirect', url: 'https://bank.example/', state: { consentId: 'begun' } },
    }))
    if (moved === 'stale') throw new Error('stale')
    const leg = (await store.leg(stateOf(moved.facts).leg?.id ?? 0)) as Leg
    const query = { kind: 'returned', query: {} } as const
    await resumeLeg(deps(answer), moved, leg, channel, 'returned', query, { locale: 'en' })
    return { journey: moved, leg: await store.leg(leg.id) }
  }
  const facts = async (journey: Journey) => stateOf((await finder.reload(journey))?.facts ?? [])

  it('ends what it had made at the bank, together with the fact that it failed', async () => {
    const journey = await newPage()
    const state = { consentId: 'half' }
    await begin(journey, async () => ({ kind: 'failed', reason: 'bank_unavailable', detail: '', state }))
    expect(revoked.splice(0)).toEqual([state])
    expect(await facts(journey)).toMatchObject({ failure: { error: 'bank_unavailable' } })
  })

  it('whose person went elsewhere meanwhile is ended too', async () => {
    const journey = await newPage()
    const state = { consentId: 'too late' }
    const answered = await begin(journey, async () => {
      const read = await finder.reload(journey)
      if (read) await store.append(read, [{ kind: 'retried' }], clock.now())
      return { kind: 'redirect', url: 'https://bank.example/', state }
    })
    expect(answered).toBe('stale')
    expect(revoked.splice(0)).toEqual([state])
  })

  it('is told to take longer once it does', async () => {
    const journey = await newPage()
    await begin(journey, async () => {
      const { call } = (await facts(journey)).leg ?? {}
      expect(isSlow(call, clock.now())).toBe(false)
      clock.advance(16_000)
      expect(isSlow(call, clock.now())).toBe(true)
      return { kind: 'failed', reason: 'refused_at_bank', detail: '', state: { consentId: 'refused' } }
    })
    expect(revoked.splice(0), 'whatever it failed of').toEqual([{ consentId: 'refused' }])
    expect(told).toEqual([])
  })

  it('that failed on the way back is ended with its newest state, and nothing of it is kept', async () => {
    const state = { consentId: 'begun', sessionId: 'opened' }
    const { journey, leg } = await resume(async () => ({
      kind: 'failed',
      reason: 'bank_answer_invalid',
      detail: '',
      state,
    }))
    expect(revoked.splice(0)).toEqual([state])
    expect(leg?.state).toBeUndefined()
    expect(await facts(journey)).toMatchObject({ failure: { error: 'bank_answer_invalid' } })
  })

  it('that leads to a host which is not listed is ended', async () => {
    const journey = await newPage()
    const state = { consentId: 'elsewhere' }
    await begin(journey, async () => ({ kind: 'redirect', url: 'https://elsewhere.example/', state }))
    expect(revoked.splice(0)).toEqual([state])
    expect(await facts(journey)).toMatchObject({ failure: { error: 'bank_answer_invalid' } })
  })

  it('that can not be kept is ended, but never the permission in use that it prolongs', async () => {
    const state = { consentId: 'granted' }
    // These effects know of no connections: keeping it throws.
    const kept = await resume(async () => ({ kind: 'done', grant: { recurring: true, prolongs: true }, state }))
    expect(revoked).toEqual([])
    expect(await facts(kept.journey)).toMatchObject({ failure: { error: 'unexpected' } })
    const broken = store.knownAccounts
    try {
      Object.assign(store, { knownAccounts: () => Promise.reject(new Error('broken')) })
      const { journey, leg } = await resume(async () => ({ kind: 'done', grant: { recurring: true }, state }))
      expect(revoked.splice(0)).toEqual([state])
      expect(leg?.state).toBeUndefined()
      expect(await facts(journey)).toMatchObject({ failure: { error: 'unexpected' } })
    } finally {
      Object.assign(store, { knownAccounts: broken })
    }
    expect(told.splice(0)).toHaveLength(2)
  })
})
