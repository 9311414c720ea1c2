import { sql } from 'kysely'
import type { Tally, TallyKind } from '../../metrics/tallies.ts'
import type { Database } from '../database.ts'

export type Summed = Omit<Tally, 'span' | 'at'>

export interface TallyQuery {
  /** Since then, of one span, all times together. */
  sum(span: Tally['span'], since: Date, kinds: readonly TallyKind[]): Promise<Summed[]>
  /** Since then, hour by hour. */
  hourly(since: Date, kind: TallyKind): Promise<Pick<Tally, 'at' | 'label' | 'count'>[]>
}

/** Reads by the primary key's first three columns: what lies in the span, of these kinds, and nothing else. */
export function createTallyQuery(database: Pick<Database, 'kysely'>): TallyQuery {
  const db = database.kysely
  const total = sql<number>`sum(count)::int`.as('count')
  return {
    async sum(span, since, kinds) {
      const rows = await db
        .selectFrom('tally')
        .select(['kind', 'provider_id', 'place', 'label', total])
        .where('span', '=', span)
        .where('at', '>=', since)
        .where('kind', 'in', kinds)
        .groupBy(['kind', 'provider_id', 'place', 'label'])
        .execute()
      return rows.map(({ kind, provider_id, ...row }) => ({ ...row, kind: kind as TallyKind, providerId: provider_id }))
    },
    hourly: (since, kind) =>
      db
        .selectFrom('tally')
        .select(['at', 'label', total])
        .where('span', '=', 'hour')
        .where('kind', '=', kind)
        .where('at', '>=', since)
        .groupBy(['at', 'label'])
        .orderBy('at')
        .execute(),
  }
}
