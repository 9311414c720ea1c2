import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Whether the database can be read and takes writes: one row changed and committed, and room on the disk for some 150 kB more. The
 * row alone would not tell: its page and its piece of the log are there already, while whatever has to grow is refused. A
 * sort area of 64 kB makes PostgreSQL write the numbers to a temporary file, which no vacuum has to clear away.
 *
 * @throws DatabaseUnavailableError
 */
export async function probeDatabase(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await sql`set local work_mem = '64kB'`.execute(tx)
    await sql`select count(*) from generate_series(1, 8000)`.execute(tx)
    await sql`insert into pulse (at) values (now()) on conflict (id) do update set at = excluded.at`.execute(tx)
  })
}
