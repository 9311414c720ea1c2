// A child of `npm run mutants`: keeps one vitest warm, runs the tests with each mutant that it is sent, and answers whether they
// noticed. The file on disk is never changed: the mutant is what vite loads in its place.
import { defaultServerConditions } from 'vite'
import { createVitest } from 'vitest/node'
import { root } from './root.mjs'

const { path, tests } = JSON.parse(process.argv[2])
let source

const vitest = await createVitest(
  'test',
  {
    config: false,
    root,
    watch: false,
    include: tests,
    reporters: [{}],
    pool: 'threads',
    maxWorkers: 1,
    bail: 1,
    // A cache on disk would answer with the file as it was.
    fsModuleCache: false,
    testTimeout: 20_000,
  },
  {
    ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
    plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => (id === path ? source : undefined) }],
  },
)
process.on('message', async (mutant) => {
  source = mutant.source
  vitest.invalidateFile(path)
  vitest.state.filesMap.clear()
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    await vitest.globTestSpecifications(),
    true,
  )
  const passed = testModules.length > 0 && testModules.every((one) => one.ok()) && unhandledErrors.length === 0
  process.send({ passed, ran: testModules.length })
})
process.send('ready')
