import type { JourneyOutcome } from '@raccord/contract'
import { type Kysely, type RawBuilder, sql, type Updateable } from 'kysely'
import type { Fact } from '../../journey/facts.ts'
import { placeOf } from '../../journey/place.ts'
import type { Journey } from '../../journey/ports.ts'
import type { LegTable } from '../journey-tables.ts'
import type { Row, Schema } from '../schema.ts'

/** Thrown inside the transaction to roll it back: somebody else moved the journey on. Never leaves the repository. */
export class Stale extends Error {}

/** What changes of a leg with the facts that say so: both, or neither. */
export type LegChange = KeptLeg | MadeLeg

interface KeptLeg {
  readonly id: number
  readonly set: Updateable<LegTable>
  /** Of `leg`: what must still be so. */
  readonly where?: RawBuilder<boolean>
}

/** `id` was taken from its sequence before, since facts name it. */
interface MadeLeg {
  readonly id: number
  readonly made: Pick<Row<'leg'>, 'definition_id' | 'created_at' | 'callback_state_hash' | 'sealed_credentials'>
}

/**
 * Appends facts at the revision that the journey was read at. The update of `revision` is the lock: of two writers one
 * finds no row and inserts nothing, and its whole transaction is rolled back. One statement, so that facts alone need no
 * transaction around them.
 */
export async function appendFacts(
  db: Kysely<Schema>,
  journey: Journey,
  facts: readonly Fact[],
  now: Date,
  leg?: LegChange,
): Promise<Journey> {
  await moveOn(db, journey, facts, now, leg)
  return {
    ...journey,
    revision: journey.revision + facts.length,
    facts: [...journey.facts, ...facts],
    times: [...journey.times, ...facts.map(() => now)],
  }
}

/** The same for a journey of which only the row is known. @throws Stale */
export async function moveOn(
  db: Kysely<Schema>,
  { id, revision }: Pick<Journey, 'id' | 'revision'>,
  facts: readonly Fact[],
  now: Date,
  leg?: LegChange,
): Promise<void> {
  const connectionId =
    facts.findLast((fact) => fact.kind === 'leg_authorised' || fact.kind === 'files_imported')?.connectionId ?? null
  const place = facts.map(placeOf).findLast((known) => known !== undefined) ?? null
  const bank = facts.findLast((fact) => 'providerId' in fact)
  const end = facts.find((fact) => fact.kind === 'finished' || fact.kind === 'cancelled')
  const outcome: JourneyOutcome | null = end ? (end.kind === 'finished' ? 'success' : 'cancelled') : null
  const kept = leg && 'set' in leg ? leg : undefined
  const { rows } = await sql`
    with ${kept ? lockOf(kept) : sql``} before as (select finished_at is null as open from journey where id = ${id}),
    moved as (
      update journey
      set revision = ${revision + facts.length},
        connection_id = coalesce(${connectionId}::bigint, connection_id),
        place = coalesce(${place}::text, place),
        provider_id = coalesce(${bank && 'providerId' in bank ? bank.providerId : null}::text, provider_id),
        finished_at = coalesce(${end ? now : null}::timestamptz, finished_at)
      where id = ${id} and revision = ${revision}
        -- One that was abandoned takes no more facts: what a bank answers to it is not his any more.
        and (finished_at is null or exists (
          select from journey_fact where journey_id = journey.id and kind in ('finished', 'cancelled')))
        ${kept ? sql`and exists (select from its_leg)` : sql``}
      returning id, client_id, user_id
    ),
    told as (
      insert into event (type, client_id, user_id, provider_id, journey_id, status, at)
      select 'journey_ended', client_id, user_id, '', id, ${outcome}::text, ${now}::timestamptz
      from moved, before where before.open and ${outcome}::text is not null
    )${leg ? changeOf(leg) : sql``}
    insert into journey_fact (journey_id, seq, at, kind, data)
    select moved.id, ${revision}::integer + given.place::integer, ${now}::timestamptz, given.fact ->> 'kind', given.fact
    from moved, jsonb_array_elements(${JSON.stringify(facts)}::jsonb) with ordinality as given (fact, place)
    returning seq`.execute(db)
  if (rows.length < facts.length) throw new Stale()
}

/** The leg before its journey, as whoever locks both does. */
const lockOf = ({ id, where }: KeptLeg) =>
  sql`its_leg as (select leg.id from leg where leg.id = ${id} ${where ? sql`and ${where}` : sql``} for update),`

function changeOf(leg: LegChange): RawBuilder<unknown> {
  const { id } = leg
  if ('made' in leg) {
    const { definition_id, created_at, callback_state_hash, sealed_credentials } = leg.made
    return sql`, made as (
      insert into leg (id, journey_id, definition_id, created_at, callback_state_hash, sealed_credentials) overriding system value
      select ${id}::bigint, moved.id, ${definition_id}::text, ${created_at}::timestamptz, ${callback_state_hash}::bytea,
        ${sealed_credentials}::bytea
      from moved)`
  }
  const columns = Object.entries(leg.set).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  return sql`, changed as (update leg set ${sql.join(columns)} from moved where leg.id = ${id})`
}

/** Left for another one: over, and told so. False: it moved on, or was over. */
export async function endUnfinished(
  db: Kysely<Schema>,
  { id, revision }: Pick<Journey, 'id' | 'revision'>,
  now: Date,
): Promise<boolean> {
  const told = await sql`
    with ended as (
      update journey set finished_at = ${now}::timestamptz
      where id = ${id} and revision = ${revision} and finished_at is null
      returning id, client_id, user_id
    )
    insert into event (type, client_id, user_id, provider_id, journey_id, status, at)
    select 'journey_ended', client_id, user_id, '', id, ${'abandoned' satisfies JourneyOutcome}::text, ${now}::timestamptz
    from ended`.execute(db)
  return told.numAffectedRows === 1n
}

export async function staleOr<T>(work: Promise<T>): Promise<T | 'stale'> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Stale) return 'stale'
    throw error
  }
}
