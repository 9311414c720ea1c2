// `npm test [-- vitest's own arguments]`: every test on both databases and in a real browser, as far as the machine has them.
// `--watch` first: again at each change, for who writes one (`npm run test:watch`). `--engines` first: Firefox and WebKitGTK (`npm run test:engines`).
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, findHeadlessShell } from './chromium.mjs'
import { findNode, noNodeSentence } from './node-runtime.mjs'
import { root } from './root.mjs'
import { scratchPlace } from './scratch-place.mjs'
import { tally, tallyLine } from './test-tally.mjs'
import { findPostgres, startThrowawayPostgres } from './throwaway-postgres.mjs'

const env = { ...process.env }
const engines = process.argv[2] === '--engines'
if (engines) env.RACCORD_TEST_ENGINES = 'true'
// A continuous-integration run that silently left out a database or the browser would prove nothing.
const mustHaveAll = Boolean(env.CI)
const missing = []

const node = findNode()
if (!node) {
  console.error(noNodeSentence())
  process.exit(1)
}

const chromium = findChromium()
if (chromium) {
  env.RACCORD_CHROMIUM = chromium
  env.RACCORD_HEADLESS_SHELL = findHeadlessShell() ?? chromium
} else if (!engines) missing.push('no Chromium: BROWSER TESTS ARE SKIPPED (install chromium, or set RACCORD_CHROMIUM)')

const scratch = scratchPlace()
let postgres
if (!env.TEST_DATABASE_URL) {
  const bin = findPostgres()
  if (bin) {
    postgres = await startThrowawayPostgres(bin, {}, scratch)
    env.TEST_DATABASE_URL = postgres.url
    console.log(`PostgreSQL for the tests: a throw-away one from ${bin}`)
  } else missing.push('no PostgreSQL: ITS TESTS ARE SKIPPED (install postgresql, or set TEST_DATABASE_URL)')
}

for (const sentence of missing) console.warn(`\n*** ${sentence}\n`)

const folder = mkdtempSync(join(scratch, 'raccord-test-'))
const reportPath = join(folder, 'report.json')
// What a test's process leaves behind when it ends with its parent goes with the folder.
env.TMPDIR = join(folder, 'tmp')
mkdirSync(env.TMPDIR)
// PostgreSQL, which will not run as root, has a folder of its own in it.
for (const path of [folder, env.TMPDIR]) chmodSync(path, 0o711)
// A server is started some hundred times, each time from the same sources.
env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'raccord', 'compiled')

async function cleanUp() {
  await postgres?.stop()
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    console.warn(`${folder} could not be removed: ${error.message}`)
  }
}

const watching = process.argv[2] === '--watch'

function runVitest() {
  const args = watching
    ? ['watch', ...process.argv.slice(3)]
    : [
        ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`],
        ...(engines ? ['--project', 'engines', ...process.argv.slice(3)] : process.argv.slice(2)),
      ]
  const child = spawn(
    node,
    ['--liftoff-only', '--no-maglev', join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args],
    {
      cwd: root,
      env,
      stdio: [watching ? 'inherit' : 'ignore', 'inherit', 'inherit'],
    },
  )
  // A terminal sends Ctrl-C to Vitest as well; we only have to outlive it and clean up.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

function readReport() {
  try {
    return JSON.parse(readFileSync(reportPath, 'utf8'))
  } catch {
    // Vitest died before it could write one.
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] }
  }
}

const exitCode = await runVitest()
const counts = tally(readReport(), exitCode)
await cleanUp()
// Who watched has seen what there was to see.
if (watching) process.exit(exitCode)

// Where neither engine is installed nothing can be run, and that has been said; under CI the suite itself fails.
if (engines && exitCode === 0 && counts.passed === 0 && counts.skipped > 0) counts.failed = 0
if (mustHaveAll) counts.failed += missing.length
for (const sentence of missing) console.warn(`*** ${sentence}`)
console.log(tallyLine(counts))
process.exitCode = counts.failed === 0 ? 0 : 1
