// Makes a checkout ready for `npm start`, `npm test` or `npm run check`: npm runs it first (pre… scripts).
// Any Node from 16 on can run it: on a fresh clone it is the machine's own that does.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { isStale } from './freshness.mjs'
import { install, installNeeded } from './install.mjs'
import { findNode, noNodeSentence } from './node-runtime.mjs'
import { root } from './root.mjs'

const purpose = process.argv[2]
const say = (line) => console.log(`Raccord setup: ${line}`)
const inRoot = (...parts) => join(root, ...parts)

function stop(sentence) {
  console.error(`Raccord setup: ${sentence}`)
  process.exit(1)
}

/** Things built from sources: `output` is dated against `sources`. */
const builds = [
  {
    name: 'the widget',
    output: inRoot('packages', 'widget', 'dist', 'server', 'index.js'),
    entry: inRoot('packages', 'widget', 'vite.config.ts'),
    sources: ['src', 'package.json', 'vite.config.ts']
      .map((name) => inRoot('packages', 'widget', name))
      .concat(inRoot('packages', 'contract', 'src'), inRoot('package-lock.json')),
    args: [inRoot('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--logLevel', 'warn', '--config'],
  },
]

function runBuild(node, build) {
  if (!isStale(build.output, build.sources)) return
  const started = Date.now()
  say(`building ${build.name} …`)
  const { status } = spawnSync(node, [...build.args, build.entry], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) stop(`building ${build.name} failed; the message is above.`)
  if (isStale(build.output, build.sources)) stop(`building ${build.name} did not write ${build.output}.`)
  say(`built ${build.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

if (!['start', 'test', 'check'].includes(purpose)) stop('say what for: start, test or check.')

if (installNeeded()) {
  say('installing what package-lock.json names (once, then only when it changes) …')
  const status = install()
  if (status !== 0) stop('npm install failed; its message is above. Nothing was started.')
}

const node = findNode()
if (!node) stop(noNodeSentence())

for (const build of builds) if (existsSync(build.entry)) runBuild(node, build)

if (purpose === 'test' && !findChromium()) {
  say('NO CHROMIUM FOUND: the browser tests will be skipped. Install chromium, or set RACCORD_CHROMIUM to its path.')
}
