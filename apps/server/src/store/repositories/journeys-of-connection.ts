import { sql } from 'kysely'
import { stateOf } from '../../journey/state.ts'
import type { Tx } from '../database.ts'
import { appendFacts } from './journey-append.ts'
import { factsOfJourney, readJourney } from './journey-rows.ts'
import { ifReadable } from './sealed-json.ts'
import { type VoidDeps, voidLeg } from './void-leg.ts'

/**
 * Journeys that are under way about a connection that goes: their pages say so, and what a bank may have granted in them ends, at once.
 * Last in the transaction: who keeps a grant locks the connection, the leg and the journey in this order, too.
 */
export async function endJourneysOf(
  tx: Tx,
  deps: VoidDeps,
  { userId, connectionId, but = 0 }: { readonly userId: number; readonly connectionId: number; readonly but?: number },
  now: Date,
): Promise<void> {
  const about = sql<boolean>`journey.user_id = ${userId} and journey.finished_at is null and journey.id <> ${but} and exists (
    select from journey_fact where journey_id = journey.id and kind in ('connection_opened', 'leg_authorised', 'files_imported')
      and data ->> 'connectionId' = ${String(connectionId)}::text)`
  await tx
    .selectFrom('leg')
    .innerJoin('journey', 'journey.id', 'leg.journey_id')
    .select('leg.id')
    .where(about)
    .orderBy('leg.id')
    .forUpdate('leg')
    .execute()
  const held = await tx.selectFrom('journey').select('id').where(about).orderBy('id').forUpdate().execute()
  if (held.length === 0) return
  const ids = held.map(({ id }) => id)
  const rows = await tx.selectFrom('journey').selectAll().select(factsOfJourney).where('id', 'in', ids).execute()
  for (const row of rows) {
    // One whose key is gone can't be gone on with by anybody.
    const journey = ifReadable(() => readJourney(deps.sealer, row))
    const state = journey && stateOf(journey.facts)
    // It has left that one for another bank.
    if (!journey || state?.connectionId !== connectionId || state.finished || state.cancelled) continue
    if (state.leg) await voidLeg(tx, deps, state.leg.id, 'returned', now)
    await appendFacts(tx, journey, [{ kind: 'connection_deleted' }], now)
  }
}
