import { sql } from 'kysely'
import { openDatabase } from '../../../apps/server/src/store/database.ts'

/** Every table of every schema but the system's own, as text: `table` → rows, bytes both raw (latin1) and in hex. */
export async function dumpDatabase(where: { databaseUrl?: string; dataDir?: string }): Promise<Map<string, string>> {
  const database = await openDatabase(where)
  try {
    const { rows: tables } = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      order by 1, 2`.execute(database.kysely)
    const dump = new Map<string, string>()
    for (const { schema, name } of tables) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(`${schema}.${name}`)}`.execute(
        database.kysely,
      )
      dump.set(`${schema}.${name}`, rows.map((row) => Object.values(row).map(written).join('\u001f')).join('\n'))
    }
    return dump
  } finally {
    await database.close()
  }
}

function written(value: unknown): string {
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value)
    return `${bytes.toString('latin1')}\u001f${bytes.toString('hex')}`
  }
  if (Array.isArray(value)) return value.map(written).join('\u001f')
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) return JSON.stringify(value)
  return String(value)
}
