import type { Database } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
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
