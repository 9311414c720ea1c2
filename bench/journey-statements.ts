// Statements that PostgreSQL is sent for one complete add_connection journey, one at a time, and which they are most: a count, the same on
// any machine but for the pages that wait. `node bench/journey-statements.ts [journeys]`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ApiClient } from '../tests/support/api-client.ts'
import { closeSockets } from './journeys/browser.ts'
import { startStubBank } from './journeys/stub-bank.ts'
import { walk } from './journeys/walk.ts'
import { startChild } from './support/child.ts'
import { durablePostgres, emptyDatabase } from './support/postgres.ts'
import { figure } from './support/report.ts'

const journeys = Number(process.argv[2] ?? 20)
const WARM_UP = 5
/** Those that are rarer are many, and each is little. */
const SHOWN = 2

const postgres = await durablePostgres({ shared_preload_libraries: 'pg_stat_statements' })
if (postgres) {
  const folder = await mkdtemp(join(tmpdir(), 'raccord-bench-'))
  const url = await emptyDatabase(postgres)
  const bank = await startStubBank()
  const raccord = await startChild('apps/server/dist/main.mjs', {
    flags: [],
    env: {
      ...{ RACCORD_DATA: folder, DATABASE_URL: url, RACCORD_PORT: '0', RACCORD_LOG_LEVEL: 'warn' },
      RACCORD_TESTBANK_URL: bank.url,
    },
    ready: /Raccord ready: (\S+)/,
  })
  const api = new ApiClient(raccord.url)
  const people: string[] = []
  while (people.length < journeys + WARM_UP) people.push((await api.newUser()).accessToken)
  const counter = new pg.Client({ connectionString: url })
  await counter.connect()
  await counter.query('create extension pg_stat_statements')
  for (const token of people.splice(0, WARM_UP)) await walk(raccord.url, token)
  await counter.query('select pg_stat_statements_reset()')
  let requests = 0
  for (const token of people) requests += (await walk(raccord.url, token)).requests
  // What is counted a moment later belongs to the last one.
  await sleep(1_500)
  const { rows } = await counter.query<{ calls: number; query: string }>(
    `select calls::int, query from pg_stat_statements join pg_database on pg_database.oid = dbid
     where datname = current_database()
       -- What it asks itself at a commit, for foreign keys of the queue, nobody sent.
       and query not like 'SELECT 1 FROM ONLY %' order by calls desc`,
  )
  const sent = rows.reduce((sum, { calls }) => sum + calls, 0)
  for (const { calls, query } of rows)
    if (calls >= journeys * SHOWN)
      console.log(`${figure(calls / journeys).padStart(8)}  ${query.replace(/\s+/g, ' ').slice(0, 160)}`)
  console.log(`\nA journey: ${figure(sent / journeys)} statements in ${figure(requests / journeys)} requests.`)
  await counter.end()
  await Promise.all([raccord.stop(), bank.stop()])
  closeSockets()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
