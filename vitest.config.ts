import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

// The embedded database's one huge WASM function costs V8's optimising compiler 700 MB a worker (docs/adr/0004).
const leanWasm = ['--liftoff-only']

export default defineConfig({
  // The widget is tested from its sources, not from its build. (Adding `import` here would break `pg`.)
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  test: {
    pool: 'forks',
    execArgv: leanWasm,
    // Two cores are the smallest machine meant; more workers than that cost memory, not time.
    maxWorkers: '50%',
    minWorkers: 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['apps/**/*.test.ts', 'packages/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          // Whole processes and browsers: one file at a time, or they starve each other of the two cores.
          name: 'system',
          include: ['tests/**/*.test.ts', 'bench/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
