// Rows per second of the real import (recognise, derive, seal, store) against COPY of the same rows into the same table on
// PostgreSQL, and the memory it takes. `node bench/import.ts [rows …]`, default 10000 100000 1000000.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { openFreshPostgres } from '../tests/support/databases.ts'
import { copyIn, emptyTable, takeOut } from './import/copy-rows.ts'
import type { Imported } from './import/import-rows.ts'
import { durablePostgres } from './support/postgres.ts'
import { compared, heading, row } from './support/report.ts'
import { type Compared, spread } from './support/rounds.ts'

/** So that a round takes about as long at every size. */
const roundsOf = (rows: number) => (rows <= 10_000 ? 7 : rows <= 100_000 ? 3 : 1)

const child = fileURLToPath(new URL('./import/import-rows.ts', import.meta.url))
const named = process.argv.slice(2).map(Number)
const sizes = named.length > 0 ? named : [10_000, 100_000, 1_000_000]
const postgres = await durablePostgres()
if (postgres) {
  const fresh = await openFreshPostgres(postgres.url)
  await fresh.database.close()
  const folder = await mkdtemp(join(tmpdir(), 'raccord-bench-'))
  for (const size of sizes) await measure(size, fresh.url, join(folder, 'rows.txt'))
  await fresh.remove()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}

async function measure(size: number, url: string, file: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const pairs: { ours: number; bare: number }[] = []
  const memory: Imported[] = []
  for (let round = 0; round < roundsOf(size); round += 1) {
    await emptyTable(client)
    const { stdout } = await promisify(execFile)(process.execPath, [child, String(size)], {
      env: { ...process.env, DATABASE_URL: url },
    })
    const imported = JSON.parse(stdout) as Imported
    memory.push(imported)
    await takeOut(client, imported.account, file)
    pairs.push({ ours: size / imported.seconds, bare: size / (await copyIn(client, file)) })
  }
  await emptyTable(client)
  await client.query('delete from raw_page')
  await client.end()
  const result: Compared = {
    ours: spread(pairs.map(({ ours }) => ours)),
    bare: spread(pairs.map(({ bare }) => bare)),
    ratio: spread(pairs.map(({ ours, bare }) => ours / bare)),
  }
  compared(`import, ${size.toLocaleString('en')} rows, bare is COPY`, result, 'rows/s', '≥ 0.5')
  heading('its memory')
  row('resident, warm', spread(memory.map(({ rssBefore }) => rssBefore)), 'MB')
  row('resident, most', spread(memory.map(({ rssPeak }) => rssPeak)), 'MB')
}
