// The cost that never ends: a synchronisation that finds nothing new. Connections with 3 accounts and 90 days of entries each at a bank that is
// asked over no wire, on both databases: statements, transactions, processor time of this process, bytes of PostgreSQL's log and
// dead rows, each for one synchronisation. `node bench/steady-sync.ts [connections] [days]`, default 40 and 5.
// RACCORD_BENCH_STATEMENTS=1 prints each statement of one synchronisation.
import { sql } from 'kysely'
import { AdjustableClock } from '../apps/server/src/clock.ts'
import type { Database } from '../apps/server/src/store/database.ts'
import { startDueSyncs } from '../apps/server/src/sync/schedule.ts'
import { addDays } from '../apps/server/src/transactions/day.ts'
import { openFreshPglite, openFreshPostgres } from '../tests/support/databases.ts'
import { bankAccount, entry } from '../tests/support/scripted-bank.ts'
import { SyncWorld } from '../tests/support/sync-world.ts'
import { durablePostgres } from './support/postgres.ts'
import { heading, row } from './support/report.ts'
import { spread } from './support/rounds.ts'

const [connections = 40, days = 5] = process.argv.slice(2).map(Number)
const HOURS_24 = 24 * 3_600_000

async function measure(name: string, database: Database, clock: AdjustableClock, sent: string[]): Promise<void> {
  const world = await SyncWorld.create(database, clock)
  world.bank.pageSize = 1_000
  world.bank.accounts = ['a', 'b', 'c'].map((id) => bankAccount(id))
  for (const id of ['a', 'b', 'c'])
    world.bank.transactions.set(
      id,
      Array.from({ length: 90 }, (_, day) => entry(addDays('2026-05-31', -day), -day - 1, `SHOP ${id} ${day}`)),
    )
  for (let made = 0; made < connections; made += 1) await world.run((await world.connect()).runId)
  const figures = { statements: [] as number[], transactions: [] as number[], ms: [] as number[], log: [] as number[] }
  const dead: number[] = []
  for (let day = 0; day < days; day += 1) {
    clock.advance(HOURS_24)
    world.jobs.length = 0
    await startDueSyncs({ transact: world.transact, now: () => clock.now() })
    sent.length = 0
    const logAt = await position(database)
    const asked = sent.length
    const cpu = process.cpuUsage()
    for (const { id } of world.jobs) await world.run(id)
    const used = process.cpuUsage(cpu)
    const done = world.jobs.length
    const all = sent.slice(asked)
    if (day === 0 && process.env['RACCORD_BENCH_STATEMENTS'])
      console.log(all.slice(0, Math.ceil(all.length / done)).join('\n'))
    figures.statements.push(all.length / done)
    figures.transactions.push(all.filter((text) => text === 'begin').length / done)
    figures.ms.push((used.user + used.system) / 1000 / done)
    const logTo = await position(database)
    if (logAt !== undefined && logTo !== undefined) figures.log.push((logTo - logAt) / done)
    dead.push(await deadRows(database))
  }
  heading(`a synchronisation that finds nothing new, ${name}: ${connections} connections, ${days} days`)
  row('statements', spread(figures.statements), '')
  row('transactions', spread(figures.transactions), '')
  row('processor time of this process', spread(figures.ms), 'ms')
  if (figures.log.length > 0) row("written to PostgreSQL's log", spread(figures.log), 'bytes')
  row('dead rows after each day, for one connection', spread(dead.map((rows) => rows / connections)), '')
}

async function position(database: Database): Promise<number | undefined> {
  if (database.kind !== 'postgres') return undefined
  const { rows } = await sql<{ at: string }>`select pg_current_wal_insert_lsn() - '0/0' as at`.execute(database.kysely)
  return Number(rows[0]?.at)
}

async function deadRows(database: Database): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(database.kysely)
  const { rows } = await sql<{
    dead: string
  }>`select coalesce(sum(n_dead_tup), 0) as dead from pg_stat_user_tables`.execute(database.kysely)
  return Number(rows[0]?.dead)
}

const sent: string[] = []
const clock = () => AdjustableClock.fixed('2026-06-01T10:00:00Z')
const note = (text: string) => void sent.push(text)

const embeddedClock = clock()
const embedded = await openFreshPglite({ clock: embeddedClock, durable: true, onStatement: note })
await measure('embedded', embedded.database, embeddedClock, sent)
await embedded.database.close()
await embedded.remove()

const postgres = await durablePostgres()
if (postgres) {
  const ownClock = clock()
  const { database, remove } = await openFreshPostgres(postgres.url, { clock: ownClock, onStatement: note })
  await measure('PostgreSQL', database, ownClock, sent)
  await database.close()
  await remove()
  await postgres.stop()
}
