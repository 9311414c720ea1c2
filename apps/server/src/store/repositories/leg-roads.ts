import type { Fact } from '../../journey/facts.ts'
import type { LegRoads, ReturnedLeg } from '../../journey/ports.ts'
import type { Database, Tx } from '../database.ts'
import type { Row } from '../schema.ts'
import { moveOn } from './journey-append.ts'
import { factsOfJourney, legName, readJourney, readLeg, type Sealer, sha256 } from './journey-rows.ts'

/** Under a lock, not at a revision read earlier: a poll of the framed widget may move the journey at the same moment. */
async function appendNow(tx: Tx, journeyId: number, fact: Fact, now: Date): Promise<void> {
  const row = await tx
    .selectFrom('journey')
    .select(['id', 'revision'])
    .where('id', '=', journeyId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await moveOn(tx, row, [fact], now)
}

/** The way to a bank and back. Each single-use thing is used up by one conditional update. */
export function createLegRoads(database: Database, sealer: Sealer): LegRoads {
  async function returned(row: Row<'leg'> | undefined): Promise<ReturnedLeg | undefined> {
    const journey =
      row &&
      (await database.kysely
        .selectFrom('journey')
        .selectAll()
        .select(factsOfJourney)
        .where('id', '=', row.journey_id)
        .executeTakeFirst())
    if (!row || !journey) return undefined
    return {
      leg: readLeg(sealer, row),
      journey: readJourney(sealer, journey),
      ...(row.browser_hash ? { browserHash: row.browser_hash } : {}),
    }
  }

  return {
    async depart(legId, departures, browserHash, now) {
      const row = await database.kysely
        .updateTable('leg')
        .set({ departures: departures + 1, browser_hash: browserHash, departed_at: now })
        .where('id', '=', legId)
        .where('departures', '=', departures)
        .where('returned_at', 'is', null)
        .where('sealed_outcome', 'is not', null)
        .returningAll()
        .executeTakeFirst()
      const found = await returned(row)
      return found?.leg.shown?.kind === 'redirect' ? { journey: found.journey, url: found.leg.shown.url } : undefined
    },

    async byState(callbackState) {
      return returned(
        await database.kysely
          .selectFrom('leg')
          .selectAll()
          .where('callback_state_hash', '=', sha256(callbackState))
          .executeTakeFirst(),
      )
    },

    keepReturn: (legId, query, proven, now) =>
      database.transaction(async (tx) => {
        const kept = await tx
          .updateTable('leg')
          .set({ returned_at: now, sealed_return: sealer.seal(JSON.stringify(query), legName(legId)) })
          .where('id', '=', legId)
          .where('returned_at', 'is', null)
          .returning('journey_id')
          .executeTakeFirst()
        if (!kept) return false
        await appendNow(tx, kept.journey_id, { kind: 'returned', leg: legId, proven }, now)
        return true
      }),

    async askConfirmation(legId, proofHash) {
      await database.kysely.updateTable('leg').set({ confirm_hash: proofHash }).where('id', '=', legId).execute()
    },

    async confirm(proofHash, confirmed, now) {
      const leg = await database.transaction(async (tx) => {
        const row = await tx
          .updateTable('leg')
          .set({ confirm_hash: null })
          .where('confirm_hash', '=', proofHash)
          .returningAll()
          .executeTakeFirst()
        if (row && confirmed) await appendNow(tx, row.journey_id, { kind: 'owner_confirmed', leg: row.id }, now)
        return row
      })
      return returned(leg)
    },
  }
}
