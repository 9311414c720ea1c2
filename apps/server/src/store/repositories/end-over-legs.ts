import type { Database } from '../database.ts'
import type { Sealer } from './journey-rows.ts'
import { type Revoke, voidLeg } from './void-leg.ts'

/** Legs read at a time. */
const BATCH = 50

/**
 * Legs whose session is over while they hold a connector's state: nobody can finish them any more, so what the bank may have
 * granted is ended. One that was authorised has given its state to the connection.
 */
export async function endOverLegs(
  database: Database,
  deps: { readonly sealer: Sealer; readonly revoke: Revoke; readonly report: (error: unknown) => void },
  now: Date,
): Promise<void> {
  for (let after = 0; ; ) {
    const rows = await database.kysely
      .selectFrom('leg')
      .innerJoin('journey', 'journey.id', 'leg.journey_id')
      .innerJoin('widget_session', 'widget_session.id_hash', 'journey.session_hash')
      .select('leg.id')
      .where('widget_session.expires_at', '<', now)
      .where('leg.sealed_state', 'is not', null)
      .where('leg.id', '>', after)
      .orderBy('leg.id')
      .limit(BATCH)
      .execute()
    // One whose state no key opens must not keep the others from it.
    for (const { id } of rows)
      await database.transaction((tx) => voidLeg(tx, deps, id, 'returned', now)).catch(deps.report)
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
