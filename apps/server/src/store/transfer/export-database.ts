import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Database, Tx } from '../database.ts'
import { readAppliedMigrations, readSequences, readTables, type TableShape } from './catalogue.ts'
import { FORMAT, type Header, type TransferSummary, VERSION } from './format.ts'

const ROWS_AT_A_TIME = 200

/**
 * Writes all our tables, as they are at one instant, in the format that `format.ts` describes. The stream is ended.
 * Others may go on using a PostgreSQL meanwhile; the embedded database waits.
 */
export async function exportDatabase(database: Database, output: Writable): Promise<TransferSummary> {
  const summary: TransferSummary = { tables: {}, rows: 0 }
  await database.transaction((tx) =>
    // The pipeline asks for the next rows when the output has room: memory holds one handful of them.
    pipeline(Readable.from(linesOf(tx, database.clock.now(), summary)), createGzip(), output),
  )
  return summary
}

/**
 * Exports into a new file, for its owner only: it holds personal data. It appears under its name when it is whole.
 *
 * @throws when the file is there already
 */
export async function exportToFile(database: Database, path: string): Promise<TransferSummary> {
  // Reserves the name; the rename at the end replaces it.
  await (await open(path, 'wx', 0o600)).close()
  const partial = `${path}.partial`
  try {
    const summary = await exportDatabase(database, createWriteStream(partial, { mode: 0o600, flush: true }))
    await rename(partial, path)
    return summary
  } catch (error) {
    await rm(partial, { force: true })
    await rm(path, { force: true })
    throw error
  }
}

async function* linesOf(tx: Tx, now: Date, summary: TransferSummary): AsyncGenerator<string> {
  await sql`set transaction isolation level repeatable read, read only`.execute(tx)
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
  const tables = await readTables(tx)
  yield line({
    format: FORMAT,
    version: VERSION,
    exported_at: now.toISOString(),
    migrations: await readAppliedMigrations(tx),
    tables: tables.map(({ name }) => name),
  } satisfies Header)
  for (const table of tables) {
    yield line({ table: table.name, columns: table.columns.map(({ name }) => name) })
    let rows = 0
    for await (const some of rowsOf(tx, table)) {
      rows += some.length
      yield some.map(line).join('')
    }
    yield line({ end: table.name, rows })
    summary.tables[table.name] = rows
    summary.rows += rows
  }
  for (const { table, column, sequence } of await readSequences(tx)) {
    const { rows } = await sql<{ last: number; called: boolean }>`
      select last_value as last, is_called as called from ${sql.raw(sequence)}`.execute(tx)
    yield line({ sequence: { table, column, ...rows[0] } })
  }
  yield line({ end: 'export', rows: summary.rows })
}

/** By a cursor: PGlite cannot stream, and the whole table would have to fit into the memory. */
async function* rowsOf(tx: Tx, { name, columns }: TableShape): AsyncGenerator<(string | null)[][]> {
  const values = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`))
  await sql`declare export_cursor no scroll cursor for select array[${values}] as item from ${sql.table(name)}`.execute(
    tx,
  )
  for (;;) {
    const { rows } = await sql<{ item: (string | null)[] }>`
      fetch ${sql.raw(String(ROWS_AT_A_TIME))} from export_cursor`.execute(tx)
    if (rows.length === 0) break
    yield rows.map(({ item }) => item)
  }
  await sql`close export_cursor`.execute(tx)
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}
