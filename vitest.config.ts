import { totalmem } from 'node:os'
import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

/** Whole processes, browsers, kill -9: run last, and left out of `vitest run --project unit`. */
const slow = [
  'tests/e2e/**/*.test.ts',
  'tests/frames/**/*.test.ts',
  'tests/widget/**/*.test.ts',
  'packages/widget/browser/**/*.test.ts',
  'tests/previous/**/*.test.ts',
  'tests/migration/{server,packed}.test.ts',
  'tests/durability/**/*.test.ts',
  'tests/hosting/**/*.test.ts',
  'tests/examples/**/*.test.ts',
]
const security = ['tests/security/**/*.test.ts']
/** In other engines than Chromium: `npm run test:engines`, no part of `npm test`. */
const engines = ['tests/engines/**/*.test.ts']
const asksEngines = process.env['RACCORD_TEST_ENGINES'] === 'true'
// The corpus: programs of others, as samples; their tests are not ours.
const never = ['**/node_modules/**', '**/dist/**', 'packages/migrate/corpus/**']

export default defineConfig({
  // `source`: packages of this workspace are tested from their sources, without a build. Naming `import` too breaks `pg`.
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  test: {
    pool: 'forks',
    // A process serves many files: modules, browser (packages/widget/browser/chromium.ts), server and test bank
    // (tests/support/shared-world.ts) are made once in it. So a test leaves nothing behind in a module.
    isolate: false,
    // A worker with its browser, server and embedded PostgreSQL takes up to 1.5 GB. More than two cores have: most of the time each waits.
    maxWorkers: totalmem() > 12e9 ? 6 : 4,
    // Without it the optimising compiler adds as much again for one huge WASM function (docs/adr/0004).
    execArgv: ['--liftoff-only', '--no-maglev'],
    // Nothing is asserted about speed: only a hang takes as long, on a machine that is slow and busy.
    expect: { poll: { timeout: 180_000, interval: 50 } },
    globalSetup: ['tests/support/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx,mjs}'],
          exclude: [...never, ...slow, ...security, ...engines],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: slow,
          exclude: never,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'security',
          include: security,
          exclude: never,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: asksEngines ? engines : [],
          exclude: never,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
