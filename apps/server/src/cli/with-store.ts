import type { Kysely } from 'kysely'
import type { Database } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { type OperatorAction, recordActions } from '../store/repositories/operator-actions.ts'
import type { Schema } from '../store/schema.ts'
import type { CliDeps } from './cli-deps.ts'

/** Runs one command on the database, brought up to date as the server would, and closes it whatever happens. */
export async function withStore(deps: CliDeps, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await deps.openDatabase()
  try {
    await migrate(database)
    await work(database)
  } finally {
    await database.close()
  }
}

/** One change of the operator's, in one transaction with the record of it. */
export function withRecord<T>(
  deps: CliDeps,
  work: (change: {
    readonly database: Pick<Database, 'clock'> & { readonly kysely: Kysely<Schema> }
    record(action: OperatorAction): Promise<unknown>
  }) => Promise<T>,
): Promise<T> {
  let answer: T | undefined
  return withStore(deps, async ({ transaction, clock }) => {
    answer = await transaction((tx) =>
      work({
        database: { kysely: tx, clock },
        record: (action) => recordActions(tx, 'cli', [action], clock.now()),
      }),
    )
  }).then(() => answer as T)
}
