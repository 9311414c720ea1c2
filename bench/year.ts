// A year of many connections with every fault mixed in, as `tests/life` lives it with a few: whether a promise was broken, and what happened.
// `node bench/year.ts [connections] [days] [seed] [embedded]`, default 500, 365 and 7; on PostgreSQL where it is installed and the last is not said.
// Ends with 1 where one was.

import { liveYear } from '../tests/life/year.ts'
import { openFreshPglite, openFreshPostgres } from '../tests/support/databases.ts'
import { durablePostgres } from './support/postgres.ts'
import { figure } from './support/report.ts'

const words = process.argv.slice(2)
const [connections = 500, days = 365, seed = 7] = words.filter((word) => word !== 'embedded').map(Number)
const postgres = words.includes('embedded')
  ? undefined
  : await durablePostgres({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
const opened: { close(): Promise<void> }[] = []
const began = performance.now()
const passed = () => (performance.now() - began) / 1000
let told = 0
const said = new Set<string>()
const { faults, counts } = await liveYear(
  async (clock) => {
    const { database, remove } = postgres
      ? await openFreshPostgres(postgres.url, { clock })
      : await openFreshPglite({ clock })
    opened.push({ close: () => database.close().then(remove) })
    return database
  },
  {
    ...{ connections, days, seed },
    lived: (day, runs, soFar) => {
      for (const fault of soFar) if (!said.has(fault)) console.log(`day ${day + 1}, BROKEN: ${fault}`)
      for (const fault of soFar) said.add(fault)
      if (passed() - told < 30) return
      told = passed()
      console.log(`day ${day + 1} of ${days}, ${runs} runs, ${figure(told)} s`)
    },
  },
)
const seconds = passed()
console.log(`\n${connections} connections, ${days} days, ${postgres ? 'PostgreSQL' : 'embedded'}: ${figure(seconds)} s`)
for (const [what, count] of Object.entries(counts)) console.log(`  ${what.padEnd(40)} ${figure(count)}`)
for (const fault of faults) console.log(`BROKEN: ${fault}`)
for (const one of opened) await one.close()
await postgres?.stop()
process.exit(faults.length > 0 ? 1 : 0)
