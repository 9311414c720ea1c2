// Every statement of a steady synchronisation, explained and run among many connections: which tables it reads from end to end,
// how long it takes, how many pages it touches. `node bench/plans.ts [connections]`, default 20000; ten transactions each, so a
// million of them make ten million rows (some minutes, 6 GB).
import { CompiledQuery } from 'kysely'
import { AdjustableClock } from '../apps/server/src/clock.ts'
import { openFreshPostgres } from '../tests/support/databases.ts'
import { fillDatabase } from '../tests/support/fill-database.ts'
import { bankAccount, entry } from '../tests/support/scripted-bank.ts'
import { SyncWorld } from '../tests/support/sync-world.ts'
import { durablePostgres } from './support/postgres.ts'

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly Plan[]
}

const [connections = 20_000] = process.argv.slice(2).map(Number)
const postgres = await durablePostgres()
if (postgres) {
  const clock = AdjustableClock.running()
  const sent: { text: string; parameters: readonly unknown[] }[] = []
  const onStatement = (text: string, parameters: readonly unknown[]) => void sent.push({ text, parameters })
  const { database, remove } = await openFreshPostgres(postgres.url, { clock, onStatement })
  const world = await SyncWorld.create(database, clock)
  world.bank.pageSize = 100
  const ids = ['a', 'b', 'c']
  world.bank.accounts = ids.map((id) => bankAccount(id))
  const entries = Array.from({ length: 30 }, (_, n) => entry('2026-05-30', -n - 1, `SHOP ${n}`))
  for (const id of ids) world.bank.transactions.set(id, entries)
  const { connectionId, runId } = await world.connect()
  await world.run(runId)
  await fillDatabase(database, connections)
  const next = await world.request(connectionId)
  sent.length = 0
  await world.run(next.runId)
  const statements = sent.filter(({ text }) => !/^(begin|commit|rollback)/.test(text))
  console.log(`\n${sent.length} statements a steady synchronisation, ${connections * 10} transactions in the table`)
  console.log('  ms      pages  scans            statement')
  for (const { text, parameters } of statements) {
    const rows = await database.transaction(async (tx) => {
      const query = CompiledQuery.raw(`explain (analyze, buffers, format json) ${text}`, [...parameters])
      return (await tx.executeQuery<{ 'QUERY PLAN': [{ Plan: Plan; 'Execution Time': number }] }>(query)).rows
    })
    const [top] = rows[0]?.['QUERY PLAN'] ?? []
    if (!top) continue
    const pages = top.Plan['Shared Hit Blocks'] + top.Plan['Shared Read Blocks']
    const line = [
      top['Execution Time'].toFixed(2).padStart(6),
      String(pages).padStart(8),
      scans(top.Plan).join(' ').padEnd(16),
    ]
    console.log(`  ${line.join('  ')} ${text.replaceAll(/\s+/g, ' ').slice(0, 90)}`)
  }
  await database.close()
  await remove()
  await postgres.stop()
}

function scans(plan: Plan): string[] {
  const here = plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? '?'] : []
  return [...here, ...(plan.Plans ?? []).flatMap(scans)]
}
