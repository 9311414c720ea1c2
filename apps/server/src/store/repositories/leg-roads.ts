import type { LegRoads, ReturnedLeg } from '../../journey/ports.ts'
import type { Database } from '../database.ts'
import type { Row } from '../schema.ts'
import { moveOn } from './journey-append.ts'
import { factsOfJourney, legName, readJourney, readLeg, type Sealer, sha256 } from './journey-rows.ts'

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
        // Locked, not at a revision read earlier: a poll of the framed widget may move the journey at the same moment.
        const row = await tx
          .selectFrom('journey')
          .select(['id', 'revision'])
          .where('id', '=', kept.journey_id)
          .forUpdate()
          .executeTakeFirstOrThrow()
        await moveOn(tx, row, [{ kind: 'returned', leg: legId, proven }], now)
        return true
      }),

    async askConfirmation(legId, proofHash) {
      await database.kysely.updateTable('leg').set({ confirm_hash: proofHash }).where('id', '=', legId).execute()
    },

    async confirm(proofHash) {
      return returned(
        await database.kysely
          .updateTable('leg')
          .set({ confirm_hash: null })
          .where('confirm_hash', '=', proofHash)
          .returningAll()
          .executeTakeFirst(),
      )
    },
  }
}
