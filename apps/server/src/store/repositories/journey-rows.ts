import { createHash } from 'node:crypto'
import { Secret } from '@raccord/connector-kit'
import type { WidgetParameters } from '@raccord/contract'
import { sql } from 'kysely'
import type { Fact } from '../../journey/facts.ts'
import type { Granted, Journey, Leg, Shown } from '../../journey/ports.ts'
import type { Row } from '../schema.ts'
import { sealedColumns } from '../sealed/sealed-columns.ts'

/** Seals text under a name (AAD), so that a row cannot be moved to another owner. */
export interface Sealer {
  seal(text: string, name: string): Uint8Array
  open(sealed: Uint8Array, name: string): string
}

export const legName = (id: number) => sealedColumns.leg.owner({ id })
export const sessionName = (session_hash: Uint8Array) => sealedColumns.journey.owner({ session_hash })

export function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest()
}

/** A journey row and its facts, as `factsOfJourney` reads them: instant in milliseconds, fact. */
export type JourneyRow = Row<'journey'> & { readonly facts: readonly (readonly [number, unknown])[] }

/** Facts of the journey row of the same query: one look at the database, and both of the same moment. */
export const factsOfJourney = sql<JourneyRow['facts']>`(
  select coalesce(jsonb_agg(jsonb_build_array(extract(epoch from at) * 1000, data) order by seq), '[]')
  from journey_fact
  where journey_id = journey.id and seq <= journey.revision
)`.as('facts')

export function readJourney(sealer: Sealer, row: JourneyRow): Journey {
  const facts = row.facts.map(([, fact]) => fact as Fact)
  return {
    id: row.id,
    sessionHash: row.session_hash,
    sessionId: sealer.open(row.sealed_session, sessionName(row.session_hash)),
    clientId: row.client_id,
    userId: row.user_id,
    endpoint: row.endpoint,
    parameters: { ...(row.params as WidgetParameters), ...(row.display as Partial<WidgetParameters>) },
    reference: row.reference,
    revision: row.revision,
    createdAt: row.created_at,
    facts,
    times: row.facts.map(([at]) => new Date(at)),
    ...(row.finished_at && !facts.some(ends) ? { abandoned: true as const } : {}),
  }
}

/** A journey that is over without one of these was taken over, or left for another link. */
const ends = ({ kind }: Fact) => kind === 'finished' || kind === 'cancelled'

export function readLeg(sealer: Sealer, row: Row<'leg'>): Leg {
  const opened = <T>(sealed: Uint8Array | null): T | undefined =>
    sealed ? (JSON.parse(sealer.open(sealed, legName(row.id))) as T) : undefined
  const state = opened<NonNullable<Leg['state']>>(row.sealed_state)
  const shown = opened<Shown | Granted>(row.sealed_outcome)
  const credentials = opened<Record<string, string>>(row.sealed_credentials)
  const returned = opened<Record<string, string>>(row.sealed_return)
  return {
    id: row.id,
    definitionId: row.definition_id,
    departures: row.departures,
    ...(state ? { state } : {}),
    ...(shown ? { shown: revived(shown) } : {}),
    ...(credentials
      ? { credentials: Object.fromEntries(Object.entries(credentials).map(([id, value]) => [id, new Secret(value)])) }
      : {}),
    ...(returned ? { returned } : {}),
  }
}

/** Instants come back from JSON as text. */
function revived(shown: Shown | Granted): Shown | Granted {
  if (shown.kind === 'wait' && shown.expiresAt) return { ...shown, expiresAt: new Date(shown.expiresAt) }
  if (shown.kind === 'challenge' && shown.challenge.expiresAt)
    return { ...shown, challenge: { ...shown.challenge, expiresAt: new Date(shown.challenge.expiresAt) } }
  return shown
}
