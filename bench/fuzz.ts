// `npm run bench -- fuzz [requests] [seed] [api|pages]`: hostile requests to every operation, on the embedded database. Ends with 1 on a fault.

import { requestsOf } from '../tests/fuzz/operations.ts'
import { pageRequests } from '../tests/fuzz/pages.ts'
import { type FuzzReport, runFuzz } from '../tests/fuzz/run-fuzz.ts'
import { openFuzzWorld } from '../tests/fuzz/world.ts'
import { openFreshPglite } from '../tests/support/databases.ts'

const [sent = '100000', seed = String(Date.now() % 1_000_000), face] = process.argv.slice(2)
const { database, dataDir, remove } = await openFreshPglite()
const world = await openFuzzWorld(database, { RACCORD_DATA: dataDir }, remove)
const options = { sent: Number(sent), seed: Number(seed) }

function tell(name: string, report: FuzzReport): void {
  console.log(`\n${name}: ${report.sent} requests, seed ${options.seed}, ${report.faults.length} faults`)
  for (const [operation, statuses] of [...report.statuses].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`  ${operation.padEnd(36)} ${[...statuses].map(([status, times]) => `${status}×${times}`).join(' ')}`)
  for (const fault of report.faults) console.log(`\n  ${fault}`)
  if (report.faults.length > 0) process.exitCode = 1
}

if (face !== 'pages') {
  const document = (await world.raccord.app.inject('/openapi.json')).json()
  tell('API', await runFuzz(world, 'api', requestsOf(document, world.known), options))
}
if (face !== 'api') tell('pages', await runFuzz(world, 'pages', pageRequests(world.known), options))
await world.stop()
