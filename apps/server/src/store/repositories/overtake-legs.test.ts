import { randomBytes } from 'node:crypto'
import type { ConnectorState } from '@raccord/connector-kit'
import { readParameters } from '@raccord/contract'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import { AdjustableClock } from '../../clock.ts'
import type { Journey, JourneyFinder, JourneyStore } from '../../journey/ports.ts'
import { stateOf } from '../../journey/state.ts'
import type { Database } from '../database.ts'
import { createJourneyFinder } from './journey-finder.ts'
import type { Sealer } from './journey-rows.ts'
import { createJourneyStore, type JourneyEffects } from './journey-store.ts'

const sealer: Sealer = {
  seal: (text, name) => Buffer.from(`${name}\n${text}`),
  open: (sealed, name) =>
    Buffer.from(sealed)
      .toString('utf8')
      .slice(name.length + 1),
}

describeEachDatabase('one consent at a time per person and bank', (open) => {
  const clock = AdjustableClock.fixed('2026-03-10T09:00:00Z')
  const revoked: { definitionId: string; state: ConnectorState }[] = []
  let database: Database
  let store: JourneyStore
  let finder: JourneyFinder
  let users = 0

  beforeAll(async () => {
    database = await open({ clock })
    const client = { id: 'shop', name: 'Shop', secret_hashes: [], created_at: clock.now() }
    await database.kysely.insertInto('client').values(client).execute()
    const effects = {
      ready: async () => {},
      revoke: async (_tx: unknown, definitionId: string, state: ConnectorState) => {
        revoked.push({ definitionId, state })
      },
    } as unknown as JourneyEffects
    store = createJourneyStore(database, sealer, effects)
    finder = createJourneyFinder(database, sealer)
  })

  async function newUser(): Promise<number> {
    users += 1
    const row = { client_id: 'shop', email: `u${users}@example.org`, password_hash: '-', created_at: clock.now() }
    return (await database.kysely.insertInto('app_user').values(row).returning('id').executeTakeFirstOrThrow()).id
  }

  /** A page of the widget: a session and a journey of their own. */
  async function newPage(userId: number): Promise<Journey> {
    const sessionHash = randomBytes(32)
    const times = { created_at: clock.now(), seen_at: clock.now(), expires_at: new Date(clock.now().getTime() + 1e7) }
    const session = { id_hash: sessionHash, client_id: 'shop', user_id: userId, ...times }
    await database.kysely.insertInto('widget_session').values(session).execute()
    const parameters = readParameters('add_connection', {}).values
    const opening = { sessionHash, sessionId: 's', clientId: 'shop', userId, parameters, facts: [] }
    return finder.open({ ...opening, endpoint: 'add_connection' }, clock.now())
  }

  async function begin(journey: Journey, definitionId: string) {
    const callbackState = randomBytes(16).toString('hex')
    const until = clock.now().getTime() + 45_000
    const started = { definitionId, callbackState, credentials: {} }
    return store.startLeg(journey, started, { call: 'begin', until }, clock.now())
  }

  /** Sent to the bank, with a consent there. */
  async function atBank(journey: Journey, definitionId: string, consentId: string): Promise<Journey> {
    const begun = await begin(journey, definitionId)
    if (begun === 'stale') throw new Error('stale')
    const shown = { kind: 'redirect', url: 'https://bank.example/' } as const
    const outcome = { state: { consentId }, shown }
    const fact = { kind: 'bank_redirects', leg: begun.leg, number: 1, of: 1 } as const
    const moved = await store.saveOutcome(begun.journey, begun.leg, outcome, [fact], clock.now())
    if (moved === 'stale') throw new Error('stale')
    return moved
  }

  const now = async (journey: Journey) => stateOf((await finder.reload(journey))?.facts ?? [])

  it('the newest page wins: the older consent ends at the bank, and its page says so', async () => {
    const user = await newUser()
    const older = await atBank(await newPage(user), '10001', 'older')
    const newer = await atBank(await newPage(user), '10000', 'newer')
    expect(revoked.splice(0)).toEqual([{ definitionId: '10001', state: { consentId: 'older' } }])
    expect(await now(older)).toMatchObject({ failure: { error: 'connection_exists_running' } })
    expect((await now(older)).leg).toBeUndefined()
    expect((await now(newer)).leg).toMatchObject({ wants: 'redirect' })
    expect(await store.append(older, [{ kind: 'retried' }], clock.now()), 'an old tab').toBe('stale')

    const read = await finder.reload(older)
    if (!read) throw new Error('gone')
    expect(await begin(read, '10001'), 'and may come back').not.toBe('stale')
    expect(revoked.splice(0)).toEqual([{ definitionId: '10000', state: { consentId: 'newer' } }])
  })

  it('other banks, other people and pages that are over are left in peace', async () => {
    const [user, other] = [await newUser(), await newUser()]
    const elsewhere = await atBank(await newPage(user), '1000001', 'another bank whose id begins the same')
    const foreign = await atBank(await newPage(other), '10001', 'another person')
    const ended = await atBank(await newPage(user), '10001', 'authorised')
    const { leg } = await now(ended)
    await store.append(ended, [{ kind: 'failed', error: 'refused_at_bank', leg: leg?.id ?? 0 }], clock.now())
    await atBank(await newPage(user), '10001', 'new')
    expect(revoked.splice(0)).toEqual([])
    expect((await now(elsewhere)).leg).toBeDefined()
    expect((await now(foreign)).leg).toBeDefined()
    expect(await now(ended)).toMatchObject({ failure: { error: 'refused_at_bank' } })
  })

  it('of many that begin at once exactly one stays', async () => {
    const user = await newUser()
    const pages = await Promise.all(Array.from({ length: 6 }, () => newPage(user)))
    const begun = await Promise.all(pages.map((page) => begin(page, '10001')))
    expect(begun.some((one) => one !== 'stale')).toBe(true)
    const states = await Promise.all(pages.map(now))
    expect(states.filter(({ leg }) => leg !== undefined)).toHaveLength(1)
  })
})
