// Server time of the console's pages with the figures of many connections: `node bench/console.ts [connections] [banks]`. Each page is asked
// over HTTP in this process, and so is, in the same run, the same question counted at each visit from the tables themselves.
import { sql } from 'kysely'
import { openConsoleHarness } from '../apps/server/src/wiring/console/testing/console-harness.ts'
import { openFreshPglite, openFreshPostgres } from '../tests/support/databases.ts'
import { fillDatabase } from '../tests/support/fill-database.ts'
import { durablePostgres } from './support/postgres.ts'
import { compared } from './support/report.ts'
import { interleave } from './support/rounds.ts'

const [connections = 10_000, banks = 200] = process.argv.slice(2).map(Number)
const rounds = 15
const postgres = await durablePostgres()
const kinds = [
  ['PGlite', openFreshPglite] as const,
  ...(postgres ? [['PostgreSQL', (options: object) => openFreshPostgres(postgres.url, options)] as const] : []),
]
for (const [name, openFresh] of kinds) {
  let remove: () => Promise<void> = async () => {}
  const at = await openConsoleHarness(async (options) => {
    const fresh = await openFresh({ ...options })
    remove = fresh.remove
    return fresh.database
  })
  const { kysely: db } = at.database
  await fillDatabase(at.database, connections)
  // A day of every bank, with what usually goes wrong there.
  await sql`insert into tally (span, at, kind, provider_id, place, label, count)
    select 'hour', ${at.clock.now()}::timestamptz - hour * interval '1 hour', kind, bank::text, '', label, 1 + bank % 7
    from generate_series(0, 23) hour, generate_series(1, ${sql.lit(banks)}) bank,
      (values ('run', 'success'), ('run', 'failed'), ('run_failure', 'bank_unavailable'), ('ended', 'success'), ('error', 'wrong_credentials')) as t (kind, label)`.execute(
    db,
  )
  await sql`update channel set next_sync_at = '2026-03-01', failure = 'bank_unavailable', last_end_at = '2026-03-01'
    where connection_id % 10 = 0`.execute(db)
  await sql`analyze`.execute(db)
  const cookie = await at.signIn('olga', 'operator')
  await at.get('/console', cookie)
  console.log(`\n${name}: ${connections} connections, ${banks} banks`)
  for (const path of ['', '/connections', '/webhooks', '/clients', '/banks', '/audit', '/migration'])
    compared(
      `/console${path}`,
      await interleave(
        rounds,
        timed(() => at.get(`/console${path}`, cookie)),
        timed(() => countedAnew(db)),
      ),
      'ms',
    )
  // What stands was counted too long ago to be shown: this visit waits for the count.
  compared(
    '/console, the first visit after a while',
    await interleave(
      rounds,
      () => {
        at.clock.advance(6 * 60_000)
        return timed(() => at.get('/console', cookie))()
      },
      timed(() => countedAnew(db)),
    ),
    'ms',
  )
  await at.database.close()
  await remove()
}
await postgres?.stop()

/** What the overview would ask if nothing were kept: outcomes by bank from the runs themselves, states from the connections. */
async function countedAnew(db: Awaited<ReturnType<typeof openConsoleHarness>>['database']['kysely']): Promise<void> {
  await sql`select provider_id, sync_run.status, count(*) from sync_run join connection on connection.id = connection_id group by 1, 2`.execute(
    db,
  )
  await sql`select status, count(*) from connection group by 1`.execute(db)
  await sql`select status, failure, count(*) from channel group by 1, 2`.execute(db)
}

function timed(work: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
}
