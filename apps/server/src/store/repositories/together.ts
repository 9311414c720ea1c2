import {
  type CompiledQuery,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import type { Tx } from '../database.ts'
import type { Schema } from '../schema.ts'

/**
 * What `work` writes by the handle that it is given goes out as one statement, when `work` has returned. For writes of different rows, none of
 * which looks at what another one writes: all of them see the database as it was before (PostgreSQL, "Data-Modifying Statements in WITH").
 * They answer nothing: a store's method that needs a row back fails.
 */
export async function together(tx: Tx, work: (collecting: Tx) => Promise<unknown>): Promise<void> {
  const writes: CompiledQuery[] = []
  const collecting = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverInto(writes),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  await work(collecting as Tx)
  const last = writes.pop()
  if (last === undefined) return
  const before = writes.map((write, at) => sql`${sql.ref(`write_${at}`)} as (${nodeOf(write)})`)
  await sql`${before.length === 0 ? sql`` : sql`with ${sql.join(before)}`} ${nodeOf(last)}`.execute(tx)
}

const nodeOf = ({ query }: CompiledQuery) => ({ toOperationNode: () => query })

function driverInto(writes: CompiledQuery[]): Driver {
  const executeQuery = async (query: CompiledQuery) => {
    writes.push(query)
    return { rows: [] }
  }
  const refuse = () => Promise.reject(new Error('Writes that go out together are one transaction already'))
  return {
    init: async () => {},
    acquireConnection: async () => ({
      executeQuery,
      // biome-ignore lint/correctness/useYield: Kysely demands the method; writes answer nothing.
      async *streamQuery() {
        await refuse()
      },
    }),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
}
