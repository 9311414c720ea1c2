import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '../database.ts'
import { ifReadable } from '../repositories/sealed-json.ts'
import { boxHeader, readBox } from '../vault/sealed-box.ts'
import type { Vault } from '../vault/vault.ts'
import { type SealedTable, sealedTables } from './sealed-columns.ts'

type Table = (typeof sealedTables)[number]
type Row = Record<string, string | number | Uint8Array | null>

/** Keys looked through at a time, and rows sealed anew in one transaction: each is short, so that serving goes on. */
const WINDOW = 1_000
const BATCH = 25
/** Rows that others hold at the moment are passed over and come in the next pass. */
const PASSES = 20

export interface Resealed {
  readonly values: number
  /** Values whose key is not in the ring, or that do not open for their owner. They stay as they are. */
  readonly unopened: number
  /** Rows that were still held by others at the last pass: run it again. */
  readonly held: number
}

/**
 * Seals everything under the newest key of the ring. May be stopped and begun again at any moment, and by several processes:
 * a value is replaced only where it is still the one that was read, and what is of the newest key is passed over.
 */
export async function reseal(
  database: Database,
  vault: Vault,
  { signal, wait = pause }: { readonly signal?: AbortSignal; readonly wait?: () => Promise<void> } = {},
): Promise<Resealed> {
  const total = { values: 0, unopened: 0, held: 0 }
  for (const table of sealedTables) {
    for (let pass = 1; pass <= PASSES; pass += 1) {
      const done = await onePass(database, vault, table, signal)
      total.values += done.values
      if (done.held > 0 && pass < PASSES) {
        await wait()
        continue
      }
      total.unopened += done.unopened
      total.held += done.held
      break
    }
  }
  return total
}

async function onePass(database: Database, vault: Vault, table: Table, signal?: AbortSignal): Promise<Resealed> {
  const total = { values: 0, unopened: 0, held: 0 }
  let after: Row | undefined
  for (;;) {
    const last = await endOfWindow(database, table, after)
    let from = after
    for (;;) {
      signal?.throwIfAborted()
      const stale = await staleKeys(database, vault, table, from, last)
      if (stale.length === 0) break
      const done = await database.transaction((tx) => sealRows(tx, vault, table, stale))
      total.values += done.values
      total.unopened += done.unopened
      total.held += done.held
      from = stale.at(-1)
    }
    if (last === undefined) return total
    after = last
  }
}

/** Only keys are read, so that a table of millions is gone through in short statements. */
async function endOfWindow(database: Database, table: Table, after: Row | undefined): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select ${refs(table.key)} from ${sql.table(table.name)} where ${beyond(table, after)}
    order by ${refs(table.key)} offset ${WINDOW - 1} limit 1`.execute(database.kysely)
  return rows[0]
}

async function staleKeys(
  database: Database,
  vault: Vault,
  table: Table,
  after: Row | undefined,
  last: Row | undefined,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${refs(table.key)} from ${sql.table(table.name)}
    where ${beyond(table, after)} and ${until(table, last)} and (${anyStale(vault, table)})
    order by ${refs(table.key)} limit ${BATCH}`.execute(database.kysely)
  return rows
}

async function sealRows(tx: Tx, vault: Vault, table: Table, keys: readonly Row[]): Promise<Resealed> {
  const columns = Object.keys(table.columns)
  const total = { values: 0, unopened: 0, held: 0 }
  for (const key of keys) {
    const { rows } = await sql<Row>`
      select ${refs([...new Set([...table.key, ...table.of, ...columns])])} from ${sql.table(table.name)}
      where ${is(table, key)} for no key update skip locked`.execute(tx)
    const [row] = rows
    // Held by others, or gone meanwhile: a row that is gone has nothing to seal, which the next pass finds.
    if (row === undefined) {
      total.held += 1
      continue
    }
    for (const [column, purpose] of Object.entries(table.columns)) {
      const value = row[column]
      if (!(value instanceof Uint8Array) || readBox(value)?.keyId === vault.keyIds[0]) continue
      const owner = table.owner(row as Record<string, string | number | Uint8Array>)
      const sealer = vault.for(purpose)
      const fresh = ifReadable(() => sealer.seal(sealer.open(value, owner), owner))
      if (fresh === undefined) {
        total.unopened += 1
        continue
      }
      await sql`
        update ${sql.table(table.name)} set ${sql.ref(column)} = ${fresh}
        where ${is(table, key)} and ${sql.ref(column)} = ${value}`.execute(tx)
      total.values += 1
    }
  }
  return total
}

/** The name of its key is at the beginning of a sealed value (sealed-box.ts). */
function anyStale(vault: Vault, { columns }: SealedTable): RawBuilder<boolean> {
  const header = boxHeader(vault.keyIds[0])
  const stale = Object.keys(columns).map(
    (column) => sql<boolean>`substring(${sql.ref(column)} from 1 for ${sql.lit(header.length)}) <> ${header}`,
  )
  return sql.join(stale, sql` or `)
}

function beyond({ key }: SealedTable, after: Row | undefined): RawBuilder<boolean> {
  return after === undefined ? sql`true` : sql`(${refs(key)}) > (${values(key, after)})`
}

function until({ key }: SealedTable, last: Row | undefined): RawBuilder<boolean> {
  return last === undefined ? sql`true` : sql`(${refs(key)}) <= (${values(key, last)})`
}

function is({ key }: SealedTable, row: Row): RawBuilder<boolean> {
  return sql`(${refs(key)}) = (${values(key, row)})`
}

function refs(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)))
}

function values(key: readonly string[], row: Row): RawBuilder<unknown> {
  return sql.join(key.map((column) => sql`${row[column]}`))
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200))
}
