import { sql } from 'kysely'
import type { DeprecatedUseStore } from '../../deprecation/deprecated-uses.ts'
import type { Database } from '../database.ts'

export function createDeprecatedUseStore(database: Pick<Database, 'kysely'>): DeprecatedUseStore {
  const db = database.kysely
  return {
    async add(days) {
      if (days.length === 0) return
      await db
        .insertInto('deprecated_use')
        .values(
          days.map((day) => ({
            client_id: day.clientId,
            kind: day.kind,
            name: day.name,
            day: day.day,
            count: day.count,
            first_at: day.firstAt,
            last_at: day.lastAt,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['client_id', 'kind', 'name', 'day']).doUpdateSet({
            count: sql`deprecated_use.count + excluded.count`,
            // Replicas' clocks differ a little: neither end may move inwards.
            first_at: sql`least(deprecated_use.first_at, excluded.first_at)`,
            last_at: sql`greatest(deprecated_use.last_at, excluded.last_at)`,
          }),
        )
        .execute()
    },
    async list(clientId) {
      const rows = await db
        .selectFrom('deprecated_use')
        .selectAll()
        .$if(clientId !== undefined, (query) => query.where('client_id', '=', clientId ?? ''))
        .orderBy('client_id')
        .orderBy('kind')
        .orderBy('name')
        .orderBy('day')
        .execute()
      return rows.map((row) => ({
        clientId: row.client_id,
        kind: row.kind,
        name: row.name,
        day: row.day,
        count: row.count,
        firstAt: row.first_at,
        lastAt: row.last_at,
      }))
    },
  }
}
