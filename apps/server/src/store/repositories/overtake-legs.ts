import { readChannelDefinitionId } from '@raccord/contract'
import { sql } from 'kysely'
import type { Journey } from '../../journey/ports.ts'
import { stateOf } from '../../journey/state.ts'
import type { Tx } from '../database.ts'
import { appendFacts } from './journey-append.ts'
import { factsOfJourney, readJourney } from './journey-rows.ts'
import { ifReadable } from './sealed-json.ts'
import { type VoidDeps, voidLeg } from './void-leg.ts'

/**
 * One consent at a time per person and bank: a new recurring consent, once authorised, ends the older one (NextGenPSD2 1.3
 * §6.3.1), so that two that are under way would cut each other off by chance. The newest wins, because that is the page which
 * the person has before him. What others of his journeys hold open at this bank is ended there and said on their pages.
 *
 * In the transaction of the new leg, before it. Two that begin at once wait for each other at the user's row. Resolves to the id that the
 * new one is to have.
 */
export async function overtakeLegs(
  tx: Tx,
  deps: VoidDeps,
  journey: Pick<Journey, 'id' | 'userId'>,
  definitionId: string,
  now: Date,
): Promise<number> {
  const { id } = await tx
    .selectFrom('app_user')
    .select(sql<number>`nextval(pg_get_serial_sequence('leg', 'id'))`.as('id'))
    .where('id', '=', journey.userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('journey')
    .selectAll()
    .select(factsOfJourney)
    .where('user_id', '=', journey.userId)
    .where('finished_at', 'is', null)
    .where('id', '<>', journey.id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('leg')
          .select('leg.id')
          .whereRef('leg.journey_id', '=', 'journey.id')
          .where(sql`left(leg.definition_id, -2)`, '=', providerOf(definitionId)),
      ),
    )
    .orderBy('id')
    .execute()
  for (const row of rows) {
    // One whose key is gone can't be gone on with by anybody, and must not keep the person from beginning anew.
    const other = ifReadable(() => readJourney(deps.sealer, row))
    if (!other) continue
    const { leg } = stateOf(other.facts)
    if (!leg || providerOf(leg.definitionId) !== providerOf(definitionId)) continue
    // At once, even if he is at the bank: its consent would cut off the new one.
    await voidLeg(tx, deps, leg.id, 'returned', now)
    await appendFacts(tx, other, [{ kind: 'failed', error: 'connection_exists_running', leg: leg.id }], now)
  }
  return id
}

const providerOf = (definitionId: string) => readChannelDefinitionId(definitionId).providerId
