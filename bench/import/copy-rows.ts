import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** Writes the stored transactions of an account into a file, as COPY will read them again, and empties the table. */
export async function takeOut(client: pg.Client, account: number, file: string): Promise<void> {
  const columns = await columnsOf(client)
  await pipeline(
    client.query(
      copyTo(`copy (select ${columns} from transaction where account_id = ${account} order by id) to stdout`),
    ),
    createWriteStream(file),
  )
  await emptyTable(client)
}

/** The same rows into the same empty table with the same indexes, by one COPY. Resolves to seconds. */
export async function copyIn(client: pg.Client, file: string): Promise<number> {
  const columns = await columnsOf(client)
  const started = performance.now()
  await pipeline(createReadStream(file), client.query(copyFrom(`copy transaction (${columns}) from stdin`)))
  return (performance.now() - started) / 1000
}

export async function emptyTable(client: pg.Client): Promise<void> {
  await client.query('truncate transaction')
  await client.query('checkpoint')
}

async function columnsOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(column_name, ', ' order by ordinal_position) as names
     from information_schema.columns where table_name = 'transaction' and column_name <> 'id'`,
  )
  return rows[0]?.names ?? ''
}
