// `npm run bench -- <name> [arguments]`: one of the benchmarks of this folder; without a name all, one after another.
// `--write` puts what they print into docs/reference/performance.md, with the machine and the day.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Printed, startedNow, writeFigures } from './support/write-figures.ts'

const names = [
  'first-screen',
  'usable-list',
  'search',
  'start',
  'journeys',
  'journey-statements',
  'import',
  'steady-sync',
  'changes',
  'scan',
  'slow-bank',
  'crowd',
  'console',
  'plans',
  'statements',
  'webhooks',
]
/** Looks for faults, not for times: never among all. */
const byNameOnly = ['fuzz', 'year']
const write = process.argv.includes('--write')
const [wanted, ...rest] = process.argv.slice(2).filter((argument) => argument !== '--write')
if (wanted !== undefined && ![...names, ...byNameOnly].includes(wanted)) {
  console.error(`There is no benchmark called ${wanted}; there are ${[...names, ...byNameOnly].join(', ')}.`)
  process.exit(1)
}

const page = new URL('../docs/reference/performance.md', import.meta.url)
for (const name of wanted === undefined ? names : [wanted]) {
  const printed = await run(name)
  // After each: a run of all takes an hour, and what it has is not lost if it is ended.
  if (write) writeFigures(page, [printed])
}

/** Shows what it prints as it comes. A benchmark that fails ends the run, and nothing of it is written. */
async function run(name: string): Promise<Printed> {
  const started = startedNow(name)
  const entry = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, [entry, ...rest], { stdio: ['inherit', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    process.stdout.write(chunk)
  })
  const [status] = (await once(child, 'close')) as [number | null]
  if (status !== 0) process.exit(status ?? 1)
  return { ...started, text }
}
