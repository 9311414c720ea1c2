import type { Fact } from '../../journey/facts.ts'
import type { Journey } from '../../journey/ports.ts'
import type { Tx } from '../database.ts'

/** Thrown inside the transaction to roll it back: somebody else moved the journey on. Never leaves the repository. */
export class Stale extends Error {}

/**
 * Appends facts at the revision that the journey was read at. The update of `revision` is the lock: of two writers one
 * finds no row, and its whole transaction is rolled back.
 */
export async function appendFacts(tx: Tx, journey: Journey, facts: readonly Fact[], now: Date): Promise<Journey> {
  const revision = journey.revision + facts.length
  const connectionId = facts.findLast((fact) => fact.kind === 'leg_authorised')?.connectionId
  const over = facts.some((fact) => fact.kind === 'finished' || fact.kind === 'cancelled')
  const moved = await tx
    .updateTable('journey')
    .set({
      revision,
      ...(connectionId === undefined ? {} : { connection_id: connectionId }),
      ...(over ? { finished_at: now } : {}),
    })
    .where('id', '=', journey.id)
    .where('revision', '=', journey.revision)
    .returning('id')
    .executeTakeFirst()
  if (!moved) throw new Stale()
  await tx
    .insertInto('journey_fact')
    .values(
      facts.map((fact, index) => ({
        journey_id: journey.id,
        seq: journey.revision + index + 1,
        at: now,
        kind: fact.kind,
        data: JSON.stringify(fact),
      })),
    )
    .execute()
  return {
    ...journey,
    revision,
    facts: [...journey.facts, ...facts],
    times: [...journey.times, ...facts.map(() => now)],
  }
}

export async function staleOr<T>(work: Promise<T>): Promise<T | 'stale'> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Stale) return 'stale'
    throw error
  }
}
