// A year of many connections with every fault mixed in, as `tests/life` lives it with a few: whether a promise was broken, and what happened.
// `node bench/year.ts [connections] [days] [seed]`, default 500, 365 and 7; on PostgreSQL where it is installed. Ends with 1 where one was.

import { liveYear } from '../tests/life/year.ts'
import { openFreshPglite, openFreshPostgres } from '../tests/support/databases.ts'
import { durablePostgres } from './support/postgres.ts'
import { figure } from './support/report.ts'

const [connections = 500, days = 365, seed = 7] = process.argv.slice(2).map(Number)
const postgres = await durablePostgres()
const opened: { close(): Promise<void> }[] = []
const began = performance.now()
const { faults, counts } = await liveYear(
  async (clock) => {
    const { database, remove } = postgres
      ? await openFreshPostgres(postgres.url, { clock })
      : await openFreshPglite({ clock, durable: true })
    opened.push({ close: () => database.close().then(remove) })
    return database
  },
  { connections, days, seed },
)
const seconds = (performance.now() - began) / 1000
console.log(`\n${connections} connections, ${days} days, ${postgres ? 'PostgreSQL' : 'embedded'}: ${figure(seconds)} s`)
for (const [what, count] of Object.entries(counts)) console.log(`  ${what.padEnd(40)} ${figure(count)}`)
for (const fault of faults) console.log(`BROKEN: ${fault}`)
for (const one of opened) await one.close()
await postgres?.stop()
process.exit(faults.length > 0 ? 1 : 0)
