// A child of `npm run mutants`: one vitest that runs the tests with many mutants at once, and answers for each whether they noticed.
// The file on disk is never changed. The driver, a test that is nowhere on disk, imports the tests once a mutant; each time what lies
// between them and the mutant is loaded anew, told apart by `?mutant=<n>`, and everything else once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultServerConditions } from 'vite'
import { createVitest } from 'vitest/node'
import { root } from './root.mjs'

const { path, tests } = JSON.parse(process.argv[2])
const driver = join(root, 'scripts', 'mutants', 'driver.mjs')
const mark = /\?mutant=(\d+)$/
/** Number → source with one fault. */
let mutants = new Map()
/** Files by which the tests come to the mutant; the first run tells. */
const reaching = new Set([path, ...tests])

const plugin = {
  name: 'mutant',
  enforce: 'pre',
  async resolveId(name, importer) {
    const [, n] = mark.exec(importer ?? '') ?? mark.exec(name) ?? []
    if (n === undefined) return
    const found = await this.resolve(name.replace(mark, ''), importer?.replace(mark, ''), { skipSelf: true })
    return found && reaching.has(found.id) ? `${found.id}?mutant=${n}` : found
  },
  load(id) {
    const file = id.replace(mark, '')
    if (file === driver) return driverOf([...mutants.keys()])
    if (file === id) return
    return file === path ? mutants.get(mark.exec(id)[1]) : readFileSync(file, 'utf8')
  },
}

/** A mutant that cannot even be loaded is one that was noticed. */
function driverOf(numbers) {
  const suites = numbers.map((n) => {
    const imports = tests.map((one) => `await import(${JSON.stringify(`${one}?mutant=${n}`)})`).join('\n')
    const caught = "catch (error) { test('cannot be loaded', () => { throw error }) }"
    return `describe('${n}', async () => {\ntry {\n${imports}\n} ${caught}\n})`
  })
  return `import { describe, test } from 'vitest'\n${suites.join('\n')}`
}

const vitest = await createVitest(
  'test',
  {
    config: false,
    root,
    watch: false,
    include: [driver],
    reporters: [
      {
        onTestSuiteResult(suite) {
          if (suite.parent.type === 'module') process.send({ n: suite.name, passed: suite.ok() })
        },
      },
    ],
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
    // A cache on disk would answer with the file as it was.
    fsModuleCache: false,
    testTimeout: 10_000,
  },
  { ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } }, plugins: [plugin] },
)

process.on('message', async (message) => {
  mutants = new Map(message.mutants)
  for (const file of [driver, path]) vitest.invalidateFile(file)
  vitest.state.filesMap.clear()
  await vitest.runTestSpecifications([vitest.getRootProject().createSpecification(driver)], true)
  for (const { moduleGraph } of Object.values(vitest.vite.environments)) {
    climb(moduleGraph.getModuleById(path))
    for (const n of mutants.keys()) climb(moduleGraph.getModuleById(`${path}?mutant=${n}`))
  }
  process.send({ ended: true })
})

/** Importers of a module, and theirs. */
function climb(module, seen = new Set()) {
  if (!module?.id || seen.has(module) || module.id.startsWith(driver)) return
  seen.add(module)
  reaching.add(module.id.replace(mark, ''))
  for (const importer of module.importers) climb(importer, seen)
}
process.send({ ended: true })
