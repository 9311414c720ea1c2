// `npm start`: the server and, in the sandbox, the test bank in a process of its own. `npm run home`: the server of a household.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { leanWasm } from './lean-wasm.mjs'
import { findNode, noNodeSentence } from './node-runtime.mjs'
import { portProblem } from './port-check.mjs'
import { root } from './root.mjs'
import { createSupervisor } from './supervisor.mjs'

const { env } = process
if (process.argv[2] === 'home') {
  env.RACCORD_ENV = 'home'
  // By this name, and not by the address, browsers have passkeys.
  if (!env.RACCORD_HOME_URL && !env.RACCORD_HOST)
    env.RACCORD_HOME_URL = `http://localhost:${env.RACCORD_PORT || '4400'}`
}
const sandbox = (env.RACCORD_ENV || 'sandbox') === 'sandbox'
const host = env.RACCORD_HOST || '127.0.0.1'

// With PostgreSQL there is nothing to save. RACCORD_NODE_FLAGS replaces them.
const flags =
  env.RACCORD_NODE_FLAGS?.split(' ').filter(Boolean) ?? (env.DATABASE_URL || env.DATABASE_URL_FILE ? [] : leanWasm)

const services = [
  {
    name: 'Raccord',
    setting: 'RACCORD_PORT',
    port: env.RACCORD_PORT || '4400',
    entry: 'apps/server/dist/main.mjs',
    flags,
    onLine: sandbox ? announce : undefined,
  },
]
if (sandbox) {
  services.unshift({
    name: 'The test bank',
    setting: 'RACCORD_TESTBANK_PORT',
    port: env.RACCORD_TESTBANK_PORT || '4401',
    entry: 'apps/testbank/dist/main.mjs',
    flags: ['--max-semi-space-size=2'],
    // Consents that people gave at the bank are still there after a restart, as at any bank.
    // Its clock follows the server's (`POST /v2.1/sandbox/clock`); on loopback only.
    defaults: { RACCORD_TESTBANK_DATA: join(env.RACCORD_DATA || 'data', 'testbank'), RACCORD_TESTBANK_CONTROL: '1' },
    env: withoutSecrets(env),
  })
}

/** The bank is somebody else: keys, secrets and databases of the server are none of its business. */
function withoutSecrets(all) {
  const its = ['RACCORD_HOST', 'RACCORD_ENV']
  const ours = (name) => (name.startsWith('RACCORD_') && !its.includes(name)) || name.startsWith('DATABASE_URL')
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('RACCORD_TESTBANK_') || !ours(name)))
}

function portSentence({ name, setting, port }, problem) {
  if (problem === 'EADDRINUSE') {
    return `${name} can't start: port ${port} on ${host} is in use, perhaps by another Raccord. Stop that program, or choose another port: ${setting}=${Number(port) + 100} npm start`
  }
  if (problem === 'EACCES')
    return `${name} can't start: this user may not listen on port ${port}. Choose one above 1023 with ${setting}.`
  return `${name} can't start: ${host} port ${port} can't be listened on (${problem}). Check RACCORD_HOST and ${setting}.`
}

/** Under the server's own line that it is ready: what to open. */
function announce(line) {
  const url = /^Raccord ready: (\S+)/.exec(line)?.[1]
  if (!url) return
  const rows = [
    ['A client application to try it with', `${url}/demo`],
    ['API reference', `${url}/docs`],
    ['Every screen; your own design', `${url}/gallery  ${url}/studio`],
    ['An old link beside the new one', `${url}/compare`],
    // By this name, and not by the address, browsers have passkeys.
    ...(env.RACCORD_CONSOLE === 'off'
      ? []
      : [
          [
            'The operator’s console',
            `${(env.RACCORD_CONSOLE_URL ?? url).replace('//127.0.0.1:', '//localhost:')}/console`,
          ],
        ]),
    ['The test bank accepts', 'user dev, password dev'],
    ['Stop', 'Ctrl-C'],
  ]
  for (const [what, where] of rows) console.log(`  ${what.padEnd(36)} ${where}`)
}

const node = findNode()
if (!node) {
  console.error(noNodeSentence())
  process.exit(1)
}

let blocked = false
for (const service of services) {
  const problem = await portProblem(Number(service.port), host)
  if (!problem) continue
  console.error(portSentence(service, problem))
  blocked = true
}
if (blocked) process.exit(1)

const supervisor = createSupervisor()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => supervisor.stop(0))

// npm passes no signal on when it is stopped itself: whoever stops `npm start` means what it started.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) supervisor.stop(0)
}, 1000).unref()

const watch = ['--import', pathToFileURL(join(root, 'scripts', 'stop-with-parent.mjs')).href]
for (const { name, flags, entry, defaults, env: own = env, onLine } of services) {
  supervisor.start({
    name,
    command: node,
    args: [...flags, ...watch, join(root, entry)],
    env: { NODE_COMPILE_CACHE: join(root, '.cache', 'compile'), ...defaults, ...own },
    onLine,
  })
}

process.exitCode = await supervisor.ended
