import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { sealedTables } from './sealed-columns.ts'

/** What one key has sealed: values by `table.column`. */
export interface KeyUse {
  readonly id: string
  readonly values: number
  readonly places: Readonly<Record<string, number>>
}

/** Counts every sealed value by the name of its key; heads of consent chains, which carry a code of a key, among them. */
export async function sealStatus(database: Database): Promise<KeyUse[]> {
  const found = new Map<string, Record<string, number>>()
  const count = (id: string, place: string, values: number) => {
    const places = found.get(id) ?? {}
    places[place] = (places[place] ?? 0) + values
    found.set(id, places)
  }
  await database.transaction(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    for (const { name, columns } of sealedTables) {
      for (const column of Object.keys(columns)) {
        const { rows } = await sql<{ id: string; values: number }>`
          select encode(substring(${sql.ref(column)} from 3 for get_byte(${sql.ref(column)}, 1)), 'escape') as id,
            count(*) as values
          from ${sql.table(name)} where length(${sql.ref(column)}) > 2 group by 1`.execute(tx)
        for (const { id, values } of rows) count(id, `${name}.${column}`, values)
      }
    }
    const { rows: heads } = await sql<{ id: string; values: number }>`
      select key_id as id, count(*) as values from consent_chain group by 1`.execute(tx)
    for (const { id, values } of heads) count(id, 'consent_chain', values)
  })
  return [...found].map(([id, places]) => {
    return { id, places, values: Object.values(places).reduce((sum, values) => sum + values, 0) }
  })
}
