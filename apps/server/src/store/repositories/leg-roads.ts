import type { Kysely } from 'kysely'
import type { Fact } from '../../journey/facts.ts'
import { wayStands } from '../../journey/leg-standing.ts'
import type { LegRoads, ReturnedLeg } from '../../journey/ports.ts'
import { stateOf } from '../../journey/state.ts'
import type { Database, Tx } from '../database.ts'
import type { Row, Schema } from '../schema.ts'
import { changeBrowsers } from './change-browsers.ts'
import { moveOn } from './journey-append.ts'
import { factsOfJourney, type JourneyRow, legName, readJourney, readLeg, type Sealer, sha256 } from './journey-rows.ts'
import { type Revoke, voidLeg } from './void-leg.ts'

/** A leg with its journey, both locked, and whether its way still counts. */
interface Locked extends ReturnedLeg {
  readonly row: Row<'leg'>
  readonly stands: boolean
}

/** The way to a bank and back. Each single-use thing is used up under the lock of its leg and of its journey. */
export function createLegRoads(
  database: Database,
  sealer: Sealer,
  effects: { ready(): Promise<void>; readonly revoke: Revoke },
): LegRoads {
  const deps = { sealer, revoke: effects.revoke }

  async function read(db: Kysely<Schema>, row: Row<'leg'> | undefined): Promise<ReturnedLeg | undefined> {
    const journey =
      row &&
      (await db
        .selectFrom('journey')
        .selectAll()
        .select(factsOfJourney)
        .where('id', '=', row.journey_id)
        .executeTakeFirst())
    return row && journey && returned(row, journey)
  }

  const returned = (row: Row<'leg'>, journey: JourneyRow): ReturnedLeg => ({
    leg: readLeg(sealer, row),
    journey: readJourney(sealer, journey),
    ...(row.browser_hash ? { browserHash: row.browser_hash } : {}),
  })

  /** Under locks, not as read earlier: a poll of the framed widget, or a take-over, may move the journey at the same moment. */
  async function lock(tx: Tx, row: Row<'leg'> | undefined, now: Date): Promise<Locked | undefined> {
    if (!row) return undefined
    await tx.selectFrom('journey').select('id').where('id', '=', row.journey_id).forUpdate().execute()
    // Read after the lock was had: facts that were added while it was waited for are among these.
    const journey = await tx
      .selectFrom('journey')
      .selectAll()
      .select(factsOfJourney)
      .select((eb) =>
        eb
          .selectFrom('widget_session')
          .innerJoin('journey as other', 'other.session_hash', 'widget_session.id_hash')
          .select(({ fn }) => fn.max('other.id').as('newest'))
          .whereRef('widget_session.id_hash', '=', 'journey.session_hash')
          .where('widget_session.expires_at', '>', now)
          .as('newest'),
      )
      .where('id', '=', row.journey_id)
      .executeTakeFirst()
    const found = journey && returned(row, journey)
    if (!found) return undefined
    const stands = journey.newest !== null && wayStands(found.journey, row.id, Number(journey.newest))
    return { ...found, row, stands }
  }

  async function lockedLeg(tx: Tx, legId: number, now: Date): Promise<Locked | undefined> {
    const row = await tx.selectFrom('leg').selectAll().where('id', '=', legId).forUpdate().executeTakeFirst()
    return lock(tx, row, now)
  }

  async function knows(tx: Tx, { journey }: ReturnedLeg, browser: Uint8Array): Promise<boolean> {
    const session = await tx
      .selectFrom('widget_session')
      .select('browser_hashes')
      .where('id_hash', '=', journey.sessionHash)
      .executeTakeFirst()
    return (session?.browser_hashes ?? []).some((one) => Buffer.from(one).equals(browser))
  }

  const append = (tx: Tx, { journey }: ReturnedLeg, facts: readonly Fact[], now: Date) =>
    moveOn(tx, journey, facts, now)

  /** Begins a transaction that may end something at a bank. */
  async function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    await effects.ready()
    return database.transaction(work)
  }

  return {
    async find(legId) {
      const { kysely } = database
      return read(kysely, await kysely.selectFrom('leg').selectAll().where('id', '=', legId).executeTakeFirst())
    },

    depart: (legId, departures, by, now) =>
      database.transaction(async (tx) => {
        const found = await lockedLeg(tx, legId, now)
        const shown = found?.leg.shown
        if (!found?.stands || found.row.departures !== departures || shown?.kind !== 'redirect') return undefined
        if (found.row.returned_at !== null) return undefined
        await tx
          .updateTable('leg')
          .set({ departures: departures + 1, browser_hash: by.browserHash, departed_at: now })
          .where('id', '=', legId)
          .execute()
        await append(tx, found, [{ kind: 'departed', leg: legId, tab: by.tab, proven: true }], now)
        return { journey: found.journey, url: shown.url }
      }),

    decline: (legId, departures, now) =>
      within(async (tx) => {
        const found = await lockedLeg(tx, legId, now)
        if (!found?.stands || found.row.departures !== departures || found.row.returned_at !== null) return false
        await voidLeg(tx, deps, legId, 'returned', now)
        await append(tx, found, [{ kind: 'owner_denied', leg: legId }], now)
        return true
      }),

    async byState(callbackState) {
      const { kysely } = database
      const hash = sha256(callbackState)
      return read(
        kysely,
        await kysely.selectFrom('leg').selectAll().where('callback_state_hash', '=', hash).executeTakeFirst(),
      )
    },

    keepReturn: (legId, query, by, now) =>
      within(async (tx) => {
        const found = await lockedLeg(tx, legId, now)
        if (!found) return 'void'
        if (found.row.returned_at !== null) return 'again'
        const returned = {
          returned_at: now,
          sealed_return: sealer.seal(JSON.stringify(query), legName(legId)),
          ...(by.proven ? {} : { confirm_hash: by.proofHash }),
        }
        await tx.updateTable('leg').set(returned).where('id', '=', legId).execute()
        if (!found.stands) {
          await voidLeg(tx, deps, legId, 'returned', now)
          return 'void'
        }
        if (by.proven && by.joins) await changeBrowsers(tx, found.journey.sessionHash, 'join', by.joins)
        await append(tx, found, [{ kind: 'returned', leg: legId, proven: by.proven }], now)
        return 'kept'
      }),

    confirm: (proofHash, answer, now) =>
      within(async (tx) => {
        const row = await tx
          .selectFrom('leg')
          .selectAll()
          .where('confirm_hash', '=', proofHash)
          .forUpdate()
          .executeTakeFirst()
        const found = await lock(tx, row, now)
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
        await append(tx, found, [{ kind, leg: found.leg.id }], now)
        return found
      }),
  }
}
