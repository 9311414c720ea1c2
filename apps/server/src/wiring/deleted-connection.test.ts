import { randomBytes } from 'node:crypto'
import { readParameters } from '@raccord/contract'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../tests/support/databases.ts'
import { bankAccount } from '../../../../tests/support/scripted-bank.ts'
import { SyncWorld } from '../../../../tests/support/sync-world.ts'
import { AdjustableClock } from '../clock.ts'
import { removeConnection, removeUser } from '../connections/remove.ts'
import { resumeLeg } from '../journey/call-bank.ts'
import type { PlannedChannel } from '../journey/channel-plan.ts'
import type { Fact } from '../journey/facts.ts'
import { look } from '../journey/look.ts'
import type { Journey, JourneyFinder, JourneyStore, Leg } from '../journey/ports.ts'
import type { SettleDeps } from '../journey/step-moves.ts'
import type { Catalogue } from '../providers/catalogue.ts'
import type { Database } from '../store/database.ts'
import { bankUnits } from '../store/repositories/bank-unit.ts'
import { createJourneyFinder } from '../store/repositories/journey-finder.ts'
import { createJourneyStore } from '../store/repositories/journey-store.ts'
import { createJourneyEffects } from './journey-effects.ts'
import { journeySealer } from './journey-sealer.ts'

const definitionId = '123401'
const channel = { definitionId, mode: 'REDIRECT', accountTypes: ['CHECKINGS'], reads: ['CHECKINGS'], stored: false }
const planned = channel as unknown as PlannedChannel
const gone = { kind: 'error', error: 'connection_deleted' }

describeEachDatabase('a connection that is deleted while its journey is open', (open) => {
  const clock = AdjustableClock.fixed('2026-06-01T10:00:00Z')
  let database: Database
  let world: SyncWorld
  let store: JourneyStore
  let finder: JourneyFinder
  let deps: SettleDeps
  let resume: SettleDeps['banks']['resume']

  beforeAll(async () => {
    database = await open({ clock })
  })
  beforeEach(async () => {
    world = await SyncWorld.create(database, clock)
    await database.kysely.deleteFrom('revocation').execute()
    world.bank.accounts = [bankAccount('a')]
    const units = bankUnits(world.vault, { sync: async () => {}, revoke: async () => {} })
    const catalogue = { channel: () => ({ providerId: '1234' }) } as unknown as Catalogue
    const sealer = journeySealer(world.vault)
    const embedUrl = () => 'https://raccord.example'
    store = createJourneyStore(
      database,
      sealer,
      createJourneyEffects(database, units, catalogue, embedUrl, async () => {}),
    )
    finder = createJourneyFinder(database, sealer)
    deps = {
      store,
      banks: { resume: (call: Parameters<typeof resume>[0]) => resume(call), mayShow: () => true },
      callers: { own: 'here', alive: async () => true },
      providers: { channels: () => [channel], name: () => 'Scripted Bank' },
      now: () => clock.now(),
      report: () => {},
    } as unknown as SettleDeps
  })

  async function page(asked: { readonly [name: string]: string }, facts: readonly Fact[]): Promise<Journey> {
    const sessionHash = randomBytes(32)
    const user = database.kysely.selectFrom('app_user').select('client_id').where('id', '=', world.userId)
    const { client_id: clientId } = await user.executeTakeFirstOrThrow()
    const times = { created_at: clock.now(), seen_at: clock.now(), expires_at: new Date(clock.now().getTime() + 1e7) }
    const session = { id_hash: sessionHash, client_id: clientId, user_id: world.userId, ...times }
    await database.kysely.insertInto('widget_session').values(session).execute()
    const parameters = readParameters('add_connection', asked).values
    const whose = { sessionHash, sessionId: 's', clientId, userId: world.userId, parameters }
    return finder.open({ ...whose, endpoint: 'add_connection', facts }, clock.now())
  }

  const begun = (connectionId: number | undefined): Fact[] => [
    connectionId === undefined
      ? { kind: 'provider_chosen', providerId: '1234' }
      : {
          ...{ kind: 'connection_opened', connectionId, providerId: '1234', purpose: 'renew' },
          renew: [{ definitionId, reads: ['CHECKINGS'], stored: false }],
        },
    { kind: 'consent_given', recordId: 1, shown: true },
  ]

  /** Back from the bank, its answer kept. */
  async function atBank(connectionId: number | undefined) {
    const opened = await page({}, begun(connectionId))
    const started = { definitionId, callbackState: randomBytes(8).toString('hex'), credentials: {} }
    const call = { call: 'begin', until: 0, by: 'here' } as const
    const leg = await store.startLeg(opened, started, call, clock.now())
    if (leg === 'stale') throw new Error('stale')
    const shown = { kind: 'redirect', url: 'https://bank.example/' } as const
    const outcome = { state: { consentId: 'begun' }, shown, callbackState: randomBytes(8).toString('hex') }
    const fact = { kind: 'bank_redirects', leg: leg.leg, number: 1, of: 1 } as const
    const journey = await store.saveOutcome(leg.journey, leg.leg, outcome, [fact], clock.now())
    if (journey === 'stale') throw new Error('stale')
    return { journey, leg: (await store.leg(leg.leg)) as Leg }
  }

  const resumed = ({ journey, leg }: Awaited<ReturnType<typeof atBank>>) =>
    resumeLeg(deps, journey, leg, planned, 'returned', { kind: 'returned', query: { code: 'c' } }, { locale: 'en' })
  const stands = async (journey: Journey) => {
    const read = await finder.reload(journey)
    return read && (await look(deps, read)).step
  }
  const remove = async (connectionId: number) => {
    const removed = await removeConnection(world.deps, { userId: world.userId, connectionId, origin: 'api' })
    if (removed === 'not_found') throw new Error('not found')
    return removed.erasureId
  }
  /** What is ended at the bank, and by which erasure. */
  const ended = async () => {
    const rows = await database.kysely.selectFrom('revocation').selectAll().orderBy('id').execute()
    const opened: [unknown, string | null][] = []
    for (const { id, erasure_id } of rows) {
      const state = (await world.transact((unit) => unit.revocations.get(id)))?.state
      if (state) opened.push([state['consentId'], erasure_id])
    }
    await database.kysely.deleteFrom('revocation').execute()
    return opened
  }

  const afterwards: [string, { readonly [name: string]: string }, boolean][] = [
    ['listing', { consent_per_account: 'true' }, false],
    ['accounts', { consent_per_account: 'true' }, true],
    ['sync', { wait_sync_end: 'true' }, false],
  ]
  for (const [kind, asked, read] of afterwards) {
    it(`at "${kind}": the page says so`, async () => {
      const { connectionId, runId } = await world.connect()
      if (read) await world.run(runId)
      const authorised = { kind: 'leg_authorised', leg: 1, definitionId, connectionId, runId } as const
      const journey = await page(asked, [...begun(undefined), authorised])
      expect(await stands(journey)).toMatchObject({ kind })
      await remove(connectionId)
      expect(await stands(journey)).toMatchObject(gone)
      expect(await store.chooseAccounts(journey, connectionId, ['1'], undefined, clock.now())).toBe('stale')
    })
  }

  it('and deleted before the journey heard of it: choosing accounts says so, too', async () => {
    const authorised = { kind: 'leg_authorised', leg: 1, definitionId, connectionId: 4_000_000, runId: 1 } as const
    const journey = await page({ consent_per_account: 'true' }, [...begun(undefined), authorised])
    expect(await store.chooseAccounts(journey, 4_000_000, ['1'], undefined, clock.now())).not.toBe('stale')
    expect(await stands(journey)).toMatchObject(gone)
  })

  it('of several: what was connected before can still be returned', async () => {
    const { connectionId, runId } = await world.connect()
    const before = { kind: 'continued', connections: [77], providerId: '1' } as const
    const authorised = { kind: 'leg_authorised', leg: 1, definitionId, connectionId, runId } as const
    const journey = await page({ wait_sync_end: 'true' }, [before, ...begun(undefined), authorised])
    await remove(connectionId)
    expect(await stands(journey)).toEqual({ kind: 'providers' })
  })

  it('a renewal at the bank: it is over, and what it began there is ended and reported', async () => {
    const { connectionId } = await world.connect({ state: { consentId: 'in use' } })
    const renewal = await atBank(connectionId)
    const other = await page({}, begun(undefined))
    const erasureId = await remove(connectionId)
    expect(await ended()).toEqual([
      ['in use', erasureId],
      ['begun', erasureId],
    ])
    expect(await stands(renewal.journey)).toMatchObject(gone)
    expect(await stands(other), 'about no connection').toMatchObject({ kind: 'start_leg' })
    expect((await store.leg(renewal.leg.id))?.state).toBeUndefined()
  })

  it('while the code is exchanged: what the bank grants then is ended', async () => {
    const { connectionId } = await world.connect({ state: { consentId: 'in use' } })
    const renewal = await atBank(connectionId)
    resume = async () => {
      await remove(connectionId)
      return { kind: 'done', grant: { recurring: true }, state: { consentId: 'granted' } }
    }
    expect(await resumed(renewal)).toBe('stale')
    expect((await ended()).map(([consent]) => consent)).toEqual(['in use', 'begun', 'granted'])
    expect(await stands(renewal.journey)).toMatchObject(gone)
  })

  it('and deleted before the journey heard of it: what the bank grants is ended, once', async () => {
    const renewal = await atBank(4_000_000)
    resume = async () => ({ kind: 'done', grant: { recurring: true, prolongs: true }, state: { consentId: 'granted' } })
    expect(await resumed(renewal)).not.toBe('stale')
    expect(await ended()).toEqual([['granted', null]])
    expect(await stands(renewal.journey)).toMatchObject(gone)
    expect((await store.leg(renewal.leg.id))?.state).toBeUndefined()
  })

  it('with its user, while the code is exchanged: ended as well', async () => {
    const first = await atBank(undefined)
    resume = async () => {
      await removeUser(world.deps, { userId: world.userId, origin: 'api' })
      return { kind: 'done', grant: { recurring: true }, state: { consentId: 'granted' } }
    }
    expect(await resumed(first)).toBe('stale')
    expect((await ended()).map(([consent]) => consent)).toEqual(['begun', 'granted'])
  })
})
