import { randomBytes } from 'node:crypto'
import type { ConnectorState } from '@raccord/connector-kit'
import { readParameters } from '@raccord/contract'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { AdjustableClock } from '../../clock.ts'
import type { Fact } from '../../journey/facts.ts'
import type { Journey, JourneyFinder, JourneyStore, LegRoads, ReturnedLeg } from '../../journey/ports.ts'
import { stateOf } from '../../journey/state.ts'
import type { Database } from '../database.ts'
import { endOverLegs } from './end-over-legs.ts'
import { createJourneyFinder } from './journey-finder.ts'
import type { Sealer } from './journey-rows.ts'
import { createJourneyStore, type JourneyEffects } from './journey-store.ts'
import { createLegRoads } from './leg-roads.ts'
import { createReadModel } from './read-model.ts'

const sealer: Sealer = {
  seal: (text, name) => Buffer.from(`${name}\n${text}`),
  open(sealed, name) {
    const text = Buffer.from(sealed).toString('utf8')
    if (!text.startsWith(`${name}\n`)) throw new Error('another owner’s')
    return text.slice(name.length + 1)
  },
}
const hourMs = 3_600_000
const browser = randomBytes(32)

describeEachDatabase('ways to a bank that count no more', (open) => {
  const clock = AdjustableClock.fixed('2026-03-10T09:00:00Z')
  const revoked: { consent: unknown; after: number }[] = []
  let database: Database
  let store: JourneyStore
  let finder: JourneyFinder
  let roads: LegRoads
  let effects: JourneyEffects
  let count = 0

  beforeAll(async () => {
    database = await open({ clock })
    const client = { id: 'shop', name: 'Shop', secret_hashes: [], created_at: clock.now() }
    await database.kysely.insertInto('client').values(client).execute()
    effects = {
      ready: async () => {},
      revoke: async (_tx: unknown, _definitionId: string, state: ConnectorState, now: Date, runAt?: Date) => {
        revoked.push({ consent: state['consentId'], after: (runAt?.getTime() ?? now.getTime()) - now.getTime() })
      },
    } as unknown as JourneyEffects
    store = createJourneyStore(database, sealer, effects)
    finder = createJourneyFinder(database, sealer)
    roads = createLegRoads(database, sealer, effects)
  })
  beforeEach(() => void revoked.splice(0))

  /** Sent to the bank by a page of a session of its own; `state` is what the callback brings. */
  async function atRedirect() {
    count += 1
    const now = clock.now()
    const row = { client_id: 'shop', email: `u${count}@example.org`, password_hash: '-', created_at: now }
    const { id: userId } = await database.kysely
      .insertInto('app_user')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow()
    const sessionHash = randomBytes(32)
    const times = { created_at: now, seen_at: now, expires_at: new Date(now.getTime() + hourMs) }
    const session = { id_hash: sessionHash, client_id: 'shop', user_id: userId, ...times }
    await database.kysely.insertInto('widget_session').values(session).execute()
    const parameters = readParameters('add_connection', {}).values
    const opening = { sessionHash, sessionId: 's', clientId: 'shop', userId, parameters, facts: [] }
    const opened = await finder.open({ ...opening, endpoint: 'add_connection' }, now)
    const started = { definitionId: '10001', callbackState: `begun ${count}`, credentials: {} }
    const begun = await store.startLeg(opened, started, { call: 'begin', until: 0 }, now)
    if (begun === 'stale') throw new Error('stale')
    const consent = `consent ${count}`
    const shown = { kind: 'redirect', url: 'https://bank.example/' } as const
    const outcome = { state: { consentId: consent }, shown, callbackState: `state ${count}` }
    const fact = { kind: 'bank_redirects', leg: begun.leg, number: 1, of: 1 } as const
    const journey = taken(await store.saveOutcome(begun.journey, begun.leg, outcome, [fact], now))
    return { journey, leg: begun.leg, consent, state: `state ${count}`, opening }
  }

  async function atBank() {
    const way = await atRedirect()
    expect(await departs(way.leg, 0)).toBeDefined()
    return { ...way, journey: await read(way.journey) }
  }

  const found = async (leg: number) => (await roads.find(leg)) as ReturnedLeg
  const departs = async (leg: number, departures: number) =>
    roads.depart(await found(leg), departures, { browserHash: browser, tab: false }, clock.now())
  const returns = async (leg: number) =>
    (await roads.keepReturn(await found(leg), { code: 'c' }, { proven: true, joins: browser }, clock.now())).kind
  const read = async (journey: Journey) => (await finder.reload(journey)) as Journey
  const browsersOf = async ({ sessionHash }: Journey) =>
    (
      await database.kysely
        .selectFrom('widget_session')
        .select('browser_hashes')
        .where('id_hash', '=', sessionHash)
        .executeTakeFirstOrThrow()
    ).browser_hashes.length
  const taken = (moved: Journey | 'stale'): Journey => {
    if (moved === 'stale') throw new Error('stale')
    return moved
  }

  it('a way that stands: one departure a ticket, one return, and the browser joins with it', async () => {
    const { journey, leg, state } = await atBank()
    expect(await departs(leg, 0), 'the ticket again').toBeUndefined()
    expect((await roads.byState(state))?.leg.id).toBe(leg)
    expect(await returns(leg)).toBe('kept')
    expect(await browsersOf(journey)).toBe(1)
    expect(await returns(leg)).toBe('again')
    expect(await browsersOf(journey)).toBe(1)
    expect(revoked).toEqual([])
  })

  const leaving: [string, Fact][] = [
    ['begun again', { kind: 'retried' }],
    ['another bank', { kind: 'provider_left' }],
    ['cancelled', { kind: 'cancelled', step: 'at_bank' }],
  ]
  for (const [what, fact] of leaving) {
    it(`${what}, at the bank: void at once; ended when he comes back, or without him`, async () => {
      const { journey, leg, consent } = await atBank()
      taken(await store.append(journey, [fact], clock.now()))
      expect(revoked.splice(0)).toEqual([{ consent, after: 600_000 }])
      expect(await departs(leg, 1)).toBeUndefined()
      expect(await returns(leg)).toBe('void')
      expect(revoked).toEqual([{ consent, after: 0 }])
      expect(await browsersOf(journey)).toBe(0)
    })

    it(`${what}, before he left: ended at once, and nothing is kept of it`, async () => {
      const { journey, leg, consent } = await atRedirect()
      taken(await store.append(journey, [fact], clock.now()))
      expect(revoked.splice(0)).toEqual([{ consent, after: 0 }])
      expect(await departs(leg, 0)).toBeUndefined()
      expect(await store.leg(leg)).toEqual({ id: leg, definitionId: '10001', departures: 0 })
    })
  }

  /** What clients are told of its end. */
  const ends = async ({ id }: Journey): Promise<(string | null)[]> => {
    const rows = await database.kysely.selectFrom('event').selectAll().where('journey_id', '=', id).execute()
    expect(
      rows.every((row) => row.type === 'journey_ended' && row.connection_id === null && row.user_id !== null),
    ).toBe(true)
    return rows.map(({ status }) => status)
  }

  it('cancelled by the person: told, with the last error that he met', async () => {
    const { journey, leg } = await atRedirect()
    const failed = { kind: 'failed', error: 'bank_unavailable', leg } as const
    const left = taken(await store.append(journey, [failed], clock.now()))
    expect(await ends(journey)).toEqual([])
    taken(await store.append(left, [{ kind: 'cancelled', step: 'redirect' }], clock.now()))
    expect(await ends(journey)).toEqual(['cancelled'])
    expect(await createReadModel(database).journey(journey.id)).toMatchObject({
      ...{ reference: journey.reference, endpoint: journey.endpoint, error: 'bank_unavailable' },
    })
  })

  it('abandoned: it takes no more facts, no departure and no return', async () => {
    const { journey, leg, consent } = await atBank()
    await store.abandon(journey, clock.now())
    await store.abandon(await read(journey), clock.now())
    expect(revoked.splice(0)).toEqual([{ consent, after: 600_000 }])
    const left = await read(journey)
    expect(left.abandoned).toBe(true)
    expect(await ends(journey), 'told once').toEqual(['abandoned'])
    expect(await store.append(left, [{ kind: 'retried' }], clock.now())).toBe('stale')
    expect(await returns(leg)).toBe('void')
    expect(await browsersOf(journey)).toBe(0)
  })

  it('abandoned by one that read it earlier: the leg that it has in hand by now is void', async () => {
    const { journey, leg } = await atRedirect()
    await departs(leg, 0)
    await store.abandon(journey, clock.now())
    // What was written for the journey as it was read earlier is rolled back, which this store of jobs does not see.
    expect(revoked.at(-1)).toMatchObject({ after: 600_000 })
    expect((await read(journey)).abandoned).toBe(true)
  })

  it('abandoned only if it may be, as it is when it ends: what was read earlier does not count', async () => {
    const { journey, leg } = await atRedirect()
    const may = ({ facts }: Journey) => stateOf(facts).leg?.departed === false
    const departed = await departs(leg, 0)
    expect(departed).toBeDefined()
    expect(may(journey)).toBe(true)
    expect(await store.abandon(journey, clock.now(), may)).toBe(false)
    expect((await read(journey)).abandoned).toBeUndefined()
    expect(stateOf((await read(journey)).facts).leg?.id).toBe(leg)
    expect(await store.abandon(journey, clock.now(), () => true)).toBe(true)
    expect((await read(journey)).abandoned).toBe(true)
  })

  it('a finished journey is not abandoned', async () => {
    const { journey } = await atRedirect()
    const finished = { kind: 'finished', result: 'created', connectionId: 1, at: 0 } as const
    taken(await store.append(journey, [finished], clock.now()))
    await store.abandon(await read(journey), clock.now())
    const kept = await read(journey)
    expect(kept.abandoned).toBeUndefined()
    expect(await store.append(kept, [{ kind: 'countdown_stopped' }], clock.now())).not.toBe('stale')
    expect(await ends(journey)).toEqual(['success'])
  })

  it('a newer journey of the session: the older one’s way is void', async () => {
    const { leg, opening } = await atBank()
    await finder.open({ ...opening, endpoint: 'manage_accounts' }, clock.now())
    expect(await departs(leg, 1)).toBeUndefined()
    expect(await returns(leg)).toBe('void')
  })

  it('a session that ended: refused, and ended at the bank', async () => {
    const { journey, leg, consent } = await over()
    expect(await departs(leg, 1)).toBeUndefined()
    expect(await returns(leg)).toBe('void')
    expect(revoked).toEqual([{ consent, after: 0 }])
    expect(await browsersOf(journey)).toBe(0)
  })

  /** At the bank when his session ran out. */
  async function over() {
    const way = await atBank()
    const ended = { expires_at: clock.now() }
    await database.kysely
      .updateTable('widget_session')
      .set(ended)
      .where('id_hash', '=', way.journey.sessionHash)
      .execute()
    return way
  }

  it('the question after a return: "yes" lets in, "no" ends, and neither counts once the way is void', async () => {
    let proof = randomBytes(32)
    const yes = { kind: 'yes', joins: () => browser } as const
    const asked = async () => {
      const way = await atBank()
      proof = randomBytes(32)
      await roads.keepReturn(await found(way.leg), {}, { proven: false, proofHash: proof }, clock.now())
      return way
    }
    const first = await asked()
    expect((await roads.confirm(proof, yes, clock.now()))?.leg.id).toBe(first.leg)
    const another = { kind: 'yes', joins: () => randomBytes(32) } as const
    expect(await roads.confirm(proof, another, clock.now()), 'the proof from elsewhere').toBeUndefined()
    expect(await roads.confirm(proof, { kind: 'no' }, clock.now()), 'another answer').toBeUndefined()
    expect((await roads.confirm(proof, yes, clock.now()))?.leg.id, 'his page never came').toBe(first.leg)
    expect(await browsersOf(first.journey)).toBe(1)
    const second = await asked()
    expect(await roads.confirm(proof, { kind: 'no' }, clock.now())).toBeDefined()
    expect(revoked.splice(0)).toEqual([{ consent: second.consent, after: 0 }])
    expect(stateOf((await read(second.journey)).facts).failure).toEqual({ error: 'declined_by_person' })
    const third = await asked()
    await store.abandon(await read(third.journey), clock.now())
    expect(revoked.splice(0)).toEqual([{ consent: third.consent, after: 0 }])
    expect(await roads.confirm(proof, yes, clock.now())).toBeUndefined()
    expect(await browsersOf(third.journey)).toBe(0)
  })

  it('a bank’s answer that comes too late is ended, unless somebody else goes on with the leg', async () => {
    const { journey, leg } = await atRedirect()
    await store.endOrphan(journey, leg, '10001', { consentId: 'in hand' }, clock.now())
    expect(revoked).toEqual([])
    await store.abandon(journey, clock.now())
    revoked.splice(0)
    await store.endOrphan(journey, leg, '10001', { consentId: 'late' }, clock.now())
    expect(revoked).toEqual([{ consent: 'late', after: 0 }])
  })

  it('a return and a take-over at the same moment: one of them, and never both', async () => {
    const ways = []
    for (let index = 0; index < 6; index += 1) ways.push(await atBank())
    const ends = await Promise.all(
      ways.map(async ({ journey, leg }) => {
        const [end] = await Promise.all([returns(leg), store.abandon(journey, clock.now())])
        return end
      }),
    )
    for (const [index, way] of ways.entries()) {
      expect(['kept', 'void']).toContain(ends[index])
      expect((await read(way.journey)).abandoned).toBe(true)
      expect(revoked.map(({ consent }) => consent)).toContain(way.consent)
    }
  })

  it('a return by the session’s own browser, and what was read before: looked at anew when it counts', async () => {
    const proven = { proven: true } as const
    const straight = await atBank()
    const kept = await roads.keepReturn(await found(straight.leg), { code: 'c' }, proven, clock.now())
    const as = await found(straight.leg)
    expect(as.leg.returned).toEqual({ code: 'c' })
    expect(kept).toEqual({ kind: 'kept', journey: await read(straight.journey), leg: as.leg })

    const before = await atRedirect()
    const early = await found(before.leg)
    expect(await departs(before.leg, 0)).toBeDefined()
    const by = { browserHash: browser, tab: false }
    expect(await roads.depart(early, 0, by, clock.now()), 'the ticket was used meanwhile').toBeUndefined()
    // Read before the departure: looked at under locks, the way stands.
    const late = await roads.keepReturn(early, { code: 'c' }, proven, clock.now())
    const then = (await found(before.leg)).leg
    expect(late).toEqual({ kind: 'kept', journey: await read(before.journey), leg: then })
    expect(await roads.keepReturn(early, { code: 'c' }, proven, clock.now())).toEqual({ kind: 'again' })

    const gone = await atBank()
    const read1 = await found(gone.leg)
    revoked.length = 0
    await store.abandon(gone.journey, clock.now())
    expect(await roads.keepReturn(read1, { code: 'c' }, proven, clock.now())).toEqual({ kind: 'void' })
    expect(revoked.map(({ consent }) => consent)).toEqual([gone.consent, gone.consent])

    const newer = await atBank()
    const read2 = await found(newer.leg)
    await finder.open({ ...newer.opening, endpoint: 'manage_accounts' }, clock.now())
    expect(await roads.keepReturn(read2, { code: 'c' }, proven, clock.now()), 'a newer journey').toEqual({
      kind: 'void',
    })

    const expired = await atRedirect()
    const read3 = await found(expired.leg)
    const after = new Date(clock.now().getTime() + 2 * hourMs)
    expect(await roads.depart(read3, 0, by, after), 'the session is over').toBeUndefined()
    expect(stateOf((await read(expired.journey)).facts).leg?.departureProven).toBeUndefined()
  })

  it('housekeeping ends what was never finished, whatever one of them holds', async () => {
    const [broken, one, other, live] = [await over(), await over(), await over(), await atBank()]
    const alien = { sealed_state: Buffer.from('nobody’s') }
    await database.kysely.updateTable('leg').set(alien).where('id', '=', broken.leg).execute()
    const told: unknown[] = []
    const deps = { sealer, revoke: effects.revoke, report: (error: unknown) => void told.push(error) }
    const later = new Date(clock.now().getTime() + 1)
    await endOverLegs(database, deps, later)
    await endOverLegs(database, deps, later)
    expect(revoked.map(({ consent }) => consent)).toEqual([one.consent, other.consent])
    expect(told.length).toBeGreaterThan(0)
    expect((await store.leg(live.leg))?.state).toEqual({ consentId: live.consent })
  })
})
