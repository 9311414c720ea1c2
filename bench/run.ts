// `npm run bench -- <name> [arguments]`: one of the benchmarks of this folder; without a name all, one after another.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const names = [
  'first-screen',
  'usable-list',
  'search',
  'start',
  'journeys',
  'import',
  'steady-sync',
  'changes',
  'scan',
  'slow-bank',
  'crowd',
  'plans',
  'webhooks',
]
const [wanted, ...rest] = process.argv.slice(2)
/** Looks for faults, not for times: never among all. */
const byNameOnly = ['fuzz', 'year']
if (wanted !== undefined && ![...names, ...byNameOnly].includes(wanted)) {
  console.error(`There is no benchmark called ${wanted}; there are ${[...names, ...byNameOnly].join(', ')}.`)
  process.exit(1)
}
for (const name of wanted === undefined ? names : [wanted]) {
  const entry = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [entry, ...rest], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
