import { sql } from 'kysely'
import type { Tx } from '../database.ts'

export interface TableShape {
  name: string
  columns: { name: string; type: string }[]
}

export interface SequenceShape {
  table: string
  column: string
  /** Its name, quoted where need be. */
  sequence: string
}

/** Which migrations are in is checked, not carried; what readiness writes, and what was last counted here, is of this database alone. */
const OWN_RECORDS = ['schema_migration', 'pulse', 'standing_count', 'standing_figure']

/**
 * Our tables, each after those it refers to, as the database itself describes them: a table that a later migration adds
 * is carried without anybody having to think of it.
 */
export async function readTables(tx: Tx): Promise<TableShape[]> {
  const { rows } = await sql<{ table: string; column: string; type: string }>`
    select class.relname as "table", attribute.attname as "column",
      format_type(attribute.atttypid, attribute.atttypmod) as type
    from pg_class as class
    join pg_attribute as attribute on attribute.attrelid = class.oid
    where class.relnamespace = current_schema()::regnamespace and class.relkind = 'r' and class.relname <> all(${OWN_RECORDS}::text[])
      and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
    order by class.relname, attribute.attnum`.execute(tx)
  const shapes = new Map<string, TableShape>()
  for (const { table, column, type } of rows) {
    const shape = shapes.get(table) ?? { name: table, columns: [] }
    shape.columns.push({ name: column, type })
    shapes.set(table, shape)
  }
  return inOrder([...shapes.values()], await readReferences(tx))
}

/** Identity columns: after an import no id may be given out a second time, not even one whose row is long gone. */
export async function readSequences(tx: Tx): Promise<SequenceShape[]> {
  const { rows } = await sql<SequenceShape>`
    select class.relname as "table", attribute.attname as "column",
      pg_get_serial_sequence(quote_ident(class.relname), attribute.attname) as sequence
    from pg_class as class
    join pg_attribute as attribute on attribute.attrelid = class.oid
    where class.relnamespace = current_schema()::regnamespace and class.relkind = 'r' and class.relname <> all(${OWN_RECORDS}::text[])
      and attribute.attnum > 0 and not attribute.attisdropped
      and pg_get_serial_sequence(quote_ident(class.relname), attribute.attname) is not null
    order by class.relname, attribute.attnum`.execute(tx)
  return rows
}

export async function readAppliedMigrations(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by number`.execute(tx)
  return rows.map(({ name }) => name)
}

async function readReferences(tx: Tx): Promise<{ from: string; to: string }[]> {
  const { rows } = await sql<{ from: string; to: string }>`
    select child.relname as "from", parent.relname as "to"
    from pg_constraint as rule
    join pg_class as child on child.oid = rule.conrelid
    join pg_class as parent on parent.oid = rule.confrelid
    where rule.contype = 'f' and child.relnamespace = current_schema()::regnamespace and rule.conrelid <> rule.confrelid`.execute(
    tx,
  )
  return rows
}

function inOrder(shapes: TableShape[], references: { from: string; to: string }[]): TableShape[] {
  const ordered: TableShape[] = []
  const placed = new Set<string>()
  let waiting = shapes
  while (waiting.length > 0) {
    const free = waiting.filter(({ name }) => references.every(({ from, to }) => from !== name || placed.has(to)))
    if (free.length === 0)
      throw new Error(`Tables that refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    for (const shape of free) placed.add(shape.name)
    ordered.push(...free)
    waiting = waiting.filter(({ name }) => !placed.has(name))
  }
  return ordered
}
