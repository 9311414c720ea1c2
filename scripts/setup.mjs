// Makes a checkout ready for `npm start`, `npm test` or `npm run check`: npm runs it first (pre… scripts).
// Any Node from 16 on can run it: on a fresh clone it is the machine's own that does.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { isStale } from './freshness.mjs'
import { install, installNeeded } from './install.mjs'
import { leanWasm } from './lean-wasm.mjs'
import { findNode, noNodeSentence } from './node-runtime.mjs'
import { root } from './root.mjs'
import { templateMarker } from './template-marker.mjs'

const purpose = process.argv[2]
const say = (line) => console.log(`Raccord setup: ${line}`)
const inRoot = (path) => join(root, path)

function stop(sentence) {
  console.error(`Raccord setup: ${sentence}`)
  process.exit(1)
}

const bundling = ['scripts/bundle.mjs', 'package-lock.json']

/** Things built from sources: `output` is dated against `sources`, `command` is for Node. */
const builds = [
  {
    name: 'the widget',
    output: inRoot('packages/widget/dist/server/index.js'),
    sources: [
      'packages/widget/src',
      'packages/widget/package.json',
      'packages/widget/vite.config.ts',
      'packages/contract/src',
      'package-lock.json',
    ],
    command: [
      'node_modules/vite/bin/vite.js',
      ...['build', '--app', '--logLevel', 'warn', '--config', 'packages/widget/vite.config.ts'],
    ],
  },
  {
    name: 'the embedding script',
    output: inRoot('packages/embed/dist/v1.json'),
    sources: ['packages/embed/src', 'packages/embed/build.ts', 'package-lock.json'],
    command: ['packages/embed/build.ts'],
  },
  {
    name: 'the server',
    output: inRoot('apps/server/dist/main.mjs'),
    sources: [
      'apps/server/src',
      'apps/console/src',
      'apps/demo/src',
      'apps/home/src',
      'packages',
      'packages/widget/dist/server',
      ...bundling,
    ],
    command: ['scripts/bundle.mjs', 'server'],
  },
  {
    name: 'the test bank',
    output: inRoot('apps/testbank/dist/main.mjs'),
    sources: ['apps/testbank/src', 'packages/contract/src', ...bundling],
    command: ['scripts/bundle.mjs', 'testbank'],
  },
  {
    name: 'the packages for integrators',
    output: inRoot('dist/packages/index.json'),
    sources: [
      ...['sdk', 'embed', 'react', 'migrate'].flatMap((name) => [
        `packages/${name}/src`,
        `packages/${name}/package.json`,
        `packages/${name}/README.md`,
      ]),
      ...['packages/embed/build.ts', 'packages/migrate/build.ts', 'packages/contract/src'],
      ...['scripts/packages', 'scripts/build-packages.mjs', 'package-lock.json'],
    ],
    command: ['scripts/build-packages.mjs'],
  },
  {
    name: 'the empty embedded database',
    output: templateMarker,
    sources: ['apps/server/src/store/sql', 'apps/server/src/store/pglite', 'package-lock.json'],
    command: [...leanWasm, 'scripts/build-template.mjs'],
  },
]

function runBuild(node, { name, output, sources, command }) {
  const paths = sources.map((source) => inRoot(source))
  if (!isStale(output, paths)) return
  const started = Date.now()
  say(`building ${name} …`)
  const { status } = spawnSync(node, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) stop(`building ${name} failed; the message is above.`)
  if (isStale(output, paths)) stop(`building ${name} did not write ${output}.`)
  say(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

if (!['start', 'test', 'check', 'dev'].includes(purpose)) stop('say what for: start, test, check or dev.')

if (installNeeded()) {
  say('installing what package-lock.json names (once, then only when it changes) …')
  const status = install()
  if (status !== 0) stop('npm install failed; its message is above. Nothing was started.')
}

const node = findNode()
if (!node) stop(noNodeSentence())

// Who works on the programs runs them from their sources.
const fromSources = ['check', 'dev'].includes(purpose)
for (const build of builds) if (!(fromSources && build.command[0] === 'scripts/bundle.mjs')) runBuild(node, build)

if (purpose === 'test' && !findChromium()) {
  say('NO CHROMIUM FOUND: the browser tests will be skipped. Install chromium, or set RACCORD_CHROMIUM to its path.')
}
