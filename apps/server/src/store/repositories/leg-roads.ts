import { type Kysely, sql, type Updateable } from 'kysely'
import type { Fact } from '../../journey/facts.ts'
import { wayStands } from '../../journey/leg-standing.ts'
import type { Appended, LegRoads, ReturnedLeg } from '../../journey/ports.ts'
import { stateOf } from '../../journey/state.ts'
import type { Database, Tx } from '../database.ts'
import type { LegTable } from '../journey-tables.ts'
import type { Row, Schema } from '../schema.ts'
import { changeBrowsers } from './change-browsers.ts'
import { appendFacts, staleOr } from './journey-append.ts'
import { factsOfJourney, type JourneyRow, legName, readJourney, readLeg, type Sealer, sha256 } from './journey-rows.ts'
import { type Revoke, voidLeg } from './void-leg.ts'

/** A leg with its journey, and whether its way still counts. */
interface Way extends ReturnedLeg {
  readonly row: Row<'leg'>
  readonly stands: boolean
}

const legColumns = [
  ...(['id', 'journey_id', 'definition_id', 'created_at', 'sealed_state', 'sealed_credentials'] as const),
  ...([
    'sealed_outcome',
    'callback_state_hash',
    'departures',
    'browser_hash',
    'confirm_hash',
    'sealed_return',
  ] as const),
  ...(['departed_at', 'returned_at'] as const),
] as const

type LegKey = 'id' | 'callback_state_hash' | 'confirm_hash'

/** The way to a bank and back. Each single-use thing is used up under the lock of its leg and of its journey. */
export function createLegRoads(
  database: Database,
  sealer: Sealer,
  effects: { ready(): Promise<void>; readonly revoke: Revoke },
): LegRoads {
  const deps = { sealer, revoke: effects.revoke }

  /** One look: leg, journey and session of the same moment. */
  async function read(
    db: Kysely<Schema>,
    key: LegKey,
    value: number | Uint8Array,
    now: Date,
  ): Promise<Way | undefined> {
    const found = await db
      .selectFrom('leg')
      .innerJoin('journey', 'journey.id', 'leg.journey_id')
      .selectAll('journey')
      .select(factsOfJourney)
      .select(legColumns.map((column) => `leg.${column} as leg_${column}` as const))
      .select(newestOfSession(now).as('newest'))
      .where(`leg.${key}`, '=', value)
      .executeTakeFirst()
    if (!found) return undefined
    const row = Object.fromEntries(legColumns.map((column) => [column, found[`leg_${column}`]])) as Row<'leg'>
    const journey = readJourney(sealer, found as JourneyRow)
    return {
      leg: readLeg(sealer, row),
      journey,
      ...(row.browser_hash ? { browserHash: row.browser_hash } : {}),
      row,
      stands: found.newest !== null && wayStands(journey, row.id, found.newest),
    }
  }

  /** Under locks, not as read earlier: a poll of the framed widget, or a take-over, may move the journey at the same moment. */
  async function lock(tx: Tx, key: LegKey, value: number | Uint8Array, now: Date): Promise<Way | undefined> {
    await tx
      .with('its_leg', (db) => db.selectFrom('leg').select('journey_id').where(key, '=', value).forUpdate())
      .selectFrom('journey')
      .select('id')
      .where('id', '=', (eb) => eb.selectFrom('its_leg').select('journey_id'))
      .forUpdate()
      .execute()
    // Read after the locks were had: facts that were added while they were waited for are among these.
    return read(tx, key, value, now)
  }

  /**
   * What stood when it was read, moved on by one statement that looks again at all that it hangs on. `stale`: it does not stand, or
   * something of it has changed; then it is looked at under locks.
   */
  async function atOnce(
    { leg, journey }: ReturnedLeg,
    fact: Fact,
    set: Updateable<LegTable>,
    now: Date,
  ): Promise<Appended> {
    if (!wayStands(journey, leg.id, journey.id)) return 'stale'
    const where = sql<boolean>`leg.departures = ${leg.departures} and leg.returned_at is null
      and leg.journey_id = (select ${newestOfSession(now)} from journey where journey.id = leg.journey_id)`
    return staleOr(appendFacts(database.kysely, journey, [fact], now, { id: leg.id, set, where }))
  }

  async function knows(tx: Tx, { journey }: ReturnedLeg, browser: Uint8Array): Promise<boolean> {
    const session = await tx
      .selectFrom('widget_session')
      .select('browser_hashes')
      .where('id_hash', '=', journey.sessionHash)
      .executeTakeFirst()
    return (session?.browser_hashes ?? []).some((one) => Buffer.from(one).equals(browser))
  }

  const append = (tx: Tx, { journey, leg }: Way, fact: Fact, now: Date, set?: Updateable<LegTable>) =>
    appendFacts(tx, journey, [fact], now, set && { id: leg.id, set })

  /** Begins a transaction that may end something at a bank. */
  async function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    await effects.ready()
    return database.transaction(work)
  }

  return {
    find: (legId) => read(database.kysely, 'id', legId, database.clock.now()),

    async depart({ leg, journey }, departures, by, now) {
      const fact = { kind: 'departed', leg: leg.id, tab: by.tab, proven: true } as const
      const set = { departures: departures + 1, browser_hash: by.browserHash, departed_at: now }
      const { shown } = leg
      if (leg.departures === departures && shown?.kind === 'redirect') {
        const moved = await atOnce({ leg, journey }, fact, set, now)
        if (moved !== 'stale') return { journey, url: shown.url }
      }
      return database.transaction(async (tx) => {
        const found = await lock(tx, 'id', leg.id, now)
        const shown = found?.leg.shown
        if (!found?.stands || found.row.departures !== departures || shown?.kind !== 'redirect') return undefined
        if (found.row.returned_at !== null) return undefined
        await append(tx, found, fact, now, set)
        return { journey: found.journey, url: shown.url }
      })
    },

    decline: (legId, departures, now) =>
      within(async (tx) => {
        const found = await lock(tx, 'id', legId, now)
        if (!found?.stands || found.row.departures !== departures || found.row.returned_at !== null) return false
        await voidLeg(tx, deps, legId, 'returned', now)
        await append(tx, found, { kind: 'owner_denied', leg: legId }, now)
        return true
      }),

    byState: (callbackState) =>
      read(database.kysely, 'callback_state_hash', sha256(callbackState), database.clock.now()),

    async keepReturn(way, query, by, now) {
      const { id } = way.leg
      const fact = { kind: 'returned', leg: id, proven: by.proven } as const
      const set = {
        returned_at: now,
        sealed_return: sealer.seal(JSON.stringify(query), legName(id)),
        ...(by.proven ? {} : { confirm_hash: by.proofHash }),
      }
      const joins = by.proven ? by.joins : undefined
      const moved = joins ? 'stale' : await atOnce(way, fact, set, now)
      if (moved !== 'stale') return { kind: 'kept', journey: moved, leg: { ...way.leg, returned: query } }
      return within(async (tx) => {
        const found = await lock(tx, 'id', id, now)
        if (!found) return { kind: 'void' }
        if (found.row.returned_at !== null) return { kind: 'again' }
        if (!found.stands) {
          await tx.updateTable('leg').set(set).where('id', '=', id).execute()
          await voidLeg(tx, deps, id, 'returned', now)
          return { kind: 'void' }
        }
        if (joins) await changeBrowsers(tx, found.journey.sessionHash, 'join', joins)
        return {
          kind: 'kept',
          journey: await append(tx, found, fact, now, set),
          leg: { ...found.leg, returned: query },
        }
      })
    },

    confirm: (proofHash, answer, now) =>
      within(async (tx) => {
        const found = await lock(tx, 'confirm_hash', proofHash, now)
        if (!found) return undefined
        const leg = found.leg.id
        if (found.journey.facts.some((fact) => fact.kind === 'owner_confirmed' && fact.leg === leg))
          return answer.kind === 'yes' && (await knows(tx, found, answer.joins(found.journey))) ? found : undefined
        if (answer.kind === 'no')
          await tx.updateTable('leg').set({ confirm_hash: null }).where('id', '=', leg).execute()
        const asked = found.stands && stateOf(found.journey.facts).leg?.returned?.proven === false
        // Whatever became of the journey meanwhile: what the bank has granted is not left behind.
        if (!asked || answer.kind === 'no') await voidLeg(tx, deps, found.leg.id, 'returned', now)
        if (!asked) return undefined
        if (answer.kind === 'yes')
          await changeBrowsers(tx, found.journey.sessionHash, 'join', answer.joins(found.journey))
        const kind = answer.kind === 'yes' ? 'owner_confirmed' : 'owner_denied'
        await append(tx, found, { kind, leg }, now)
        return found
      }),
  }
}

/** Of the journey at hand: the newest of its session, while that lives. */
const newestOfSession = (now: Date) => sql<number | null>`(
  select max(other.id) from widget_session join journey as other on other.session_hash = widget_session.id_hash
  where widget_session.id_hash = journey.session_hash and widget_session.expires_at > ${now}::timestamptz)`
