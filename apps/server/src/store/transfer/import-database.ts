import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Database, Tx } from '../database.ts'
import { readAppliedMigrations, readSequences, readTables, type TableShape } from './catalogue.ts'
import {
  type Header,
  headerLine,
  rowLine,
  sequenceLine,
  type TransferSummary,
  tableEndLine,
  tableLine,
} from './format.ts'
import { readLines } from './lines.ts'

/** Characters of JSON that are sent at a time. */
const BATCH = 1_000_000

/** Looks at what was read, before it is kept; throws to refuse it. */
type Accept = (tx: Tx) => Promise<unknown>

/**
 * Reads an export into an empty database of the same migration level, in one transaction: all of it, or nothing.
 *
 * @throws when the target holds anything, is of another level, or the export is not whole
 */
export async function importDatabase(
  database: Database,
  input: Readable,
  accept: Accept = async () => {},
): Promise<TransferSummary> {
  const gunzip = createGunzip()
  input.on('error', (error) => gunzip.destroy(error))
  // It may fail before anybody reads from it; whoever reads is told.
  gunzip.on('error', () => {})
  const lines = new LineReader(readLines(input.pipe(gunzip)))
  try {
    return await database.transaction(async (tx) => {
      const summary = await readAll(tx, lines)
      await accept(tx)
      return summary
    })
  } finally {
    input.destroy()
    gunzip.destroy()
  }
}

export async function importFromFile(database: Database, path: string, accept?: Accept): Promise<TransferSummary> {
  return importDatabase(database, createReadStream(path), accept)
}

async function readAll(tx: Tx, lines: LineReader): Promise<TransferSummary> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
  const header = await lines.next(headerLine, 'its first line')
  const tables = await readTables(tx)
  await refuseUnfit(tx, header, tables)
  const summary: TransferSummary = { tables: {}, rows: 0 }
  for (const table of tables) {
    const rows = await readTable(tx, table, lines)
    summary.tables[table.name] = rows
    summary.rows += rows
  }
  for (const { table, column, sequence } of await readSequences(tx)) {
    const { sequence: found } = await lines.next(sequenceLine, `the sequence of ${table}.${column}`)
    if (found.table !== table || found.column !== column) throw damaged(`the sequence of ${table}.${column}`)
    await sql`select setval(${sequence}::regclass, ${found.last}, ${found.called})`.execute(tx)
  }
  const end = await lines.next(tableEndLine, 'its last line')
  if (end.end !== 'export' || end.rows !== summary.rows) throw damaged('its last line')
  return summary
}

async function refuseUnfit(tx: Tx, header: Header, tables: TableShape[]): Promise<void> {
  const here = await readAppliedMigrations(tx)
  if (header.migrations.join() !== here.join()) {
    throw new Error(
      `The export is at migration ${header.migrations.at(-1) ?? 'none'}, this database at ${here.at(-1) ?? 'none'}. Export and import with the same release; it can be upgraded afterwards.`,
    )
  }
  if (header.tables.join() !== tables.map(({ name }) => name).join()) throw damaged('its list of tables')
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx)
    if (rows.length > 0) throw new Error(`The database is not empty: ${name} has rows. Import into a new one.`)
  }
}

async function readTable(tx: Tx, table: TableShape, lines: LineReader): Promise<number> {
  const start = await lines.next(tableLine, `the table ${table.name}`)
  const columns = table.columns.map(({ name }) => name)
  if (start.table !== table.name || start.columns.join() !== columns.join()) throw damaged(`the table ${table.name}`)
  let rows = 0
  let batch: string[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await insert(tx, table, `[${batch.join(',')}]`)
    batch = []
    size = 0
  }
  for (;;) {
    const row = await lines.nextRow(columns.length, table.name)
    if (row === undefined) break
    batch.push(row)
    size += row.length
    rows += 1
    if (size > BATCH) await flush()
  }
  await flush()
  const end = await lines.next(tableEndLine, `the end of ${table.name}`)
  const { rows: counted } = await sql<{
    count: number
  }>`select count(*) as count from ${sql.table(table.name)}`.execute(tx)
  if (end.end !== table.name || end.rows !== rows || counted[0]?.count !== rows)
    throw damaged(`the end of ${table.name}`)
  return rows
}

/** One parameter for any number of rows; names and types are this database's own, never the file's. */
async function insert(tx: Tx, { name, columns }: TableShape, rows: string): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)))
  const values = sql.join(columns.map(({ type }, index) => sql`(item ->> ${sql.lit(index)})::${sql.raw(type)}`))
  await sql`
    insert into ${sql.table(name)} (${names}) overriding system value
    select ${values} from json_array_elements(${rows}::json) as item`.execute(tx)
}

/** The lines of an export, each checked as it is read; a row is looked at before it is taken. */
class LineReader {
  readonly #lines: AsyncGenerator<string>
  #peeked: string | undefined

  constructor(lines: AsyncGenerator<string>) {
    this.#lines = lines
  }

  async next<T>(shape: z.ZodType<T>, place: string): Promise<T> {
    const parsed = shape.safeParse(json(await this.#take(place), place))
    if (!parsed.success) throw damaged(place)
    return parsed.data
  }

  /** The JSON of the next row; undefined when the next line is not one, which is then left. */
  async nextRow(length: number, table: string): Promise<string | undefined> {
    const line = await this.#take(`the table ${table}`)
    if (!line.startsWith('[')) {
      this.#peeked = line
      return undefined
    }
    const row = rowLine.safeParse(json(line, `the table ${table}`))
    if (!row.success || row.data.length !== length) throw damaged(`the table ${table}`)
    return line
  }

  async #take(place: string): Promise<string> {
    const peeked = this.#peeked
    this.#peeked = undefined
    if (peeked !== undefined) return peeked
    const { value, done } = await this.#lines.next().catch((error: unknown) => {
      throw damaged(place, error)
    })
    if (done === true) throw damaged(place)
    return value
  }
}

function json(line: string, place: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw damaged(place)
  }
}

/** Says where, never what: the lines are personal data. */
function damaged(place: string, cause?: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new Error(`This is not a whole Raccord export: ${place} is not as it should be${code}. Nothing was imported.`)
}
