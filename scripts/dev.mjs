// `npm run dev`: as `npm start`, from the sources. What changes is built and started again by itself, and the open page loads anew.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, watch } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createFront } from './dev/front.mjs'
import { createProgram } from './dev/program.mjs'
import { leanWasm } from './lean-wasm.mjs'
import { findNode } from './node-runtime.mjs'
import { freePort, portProblem } from './port-check.mjs'
import { root } from './root.mjs'

/** An editor writes several files at once. */
const SETTLE_MS = 60

const { env } = process
const node = findNode()
const host = env.RACCORD_HOST || '127.0.0.1'
const port = Number(env.RACCORD_PORT || 4400)
const bankPort = env.RACCORD_TESTBANK_PORT || '4401'
for (const taken of [port, Number(bankPort)]) {
  const problem = await portProblem(taken, host)
  if (!problem) continue
  console.error(
    `Port ${taken} on ${host} can't be listened on (${problem}): stop what runs there, or set RACCORD_PORT and RACCORD_TESTBANK_PORT.`,
  )
  process.exit(1)
}

// Its own port is nobody's business: who works on it talks to the front, at the address that the server takes for its own.
const inside = await freePort()
const outside = `http://${host}:${port}`
const always = ['--import', pathToFileURL(join(root, 'scripts', 'stop-with-parent.mjs')).href]
const cache = { NODE_COMPILE_CACHE: join(root, '.cache', 'compile') }
const bank = createProgram({
  command: node,
  args: [...always, join(root, 'apps/testbank/src/main.ts')],
  env: {
    PATH: env.PATH,
    HOME: env.HOME,
    ...cache,
    RACCORD_TESTBANK_PORT: bankPort,
    RACCORD_TESTBANK_DATA: join(env.RACCORD_DATA || 'data', 'testbank'),
    RACCORD_TESTBANK_CONTROL: '1',
  },
  ready: /ready: (\S+)/,
})
const server = createProgram({
  command: node,
  args: [...(env.DATABASE_URL ? [] : leanWasm), ...always, join(root, 'apps/server/src/main.ts')],
  env: {
    ...cache,
    RACCORD_AUTH_URL: outside,
    RACCORD_API_URL: outside,
    RACCORD_EMBED_URL: outside,
    ...env,
    RACCORD_PORT: String(inside),
  },
  ready: /Raccord ready: (\S+)/,
})
const front = createFront(async () => (await server.url()) && `http://${host}:${inside}`)

/** Builds what is out of date; false where that failed, which it has said. */
async function build() {
  const child = spawn(node, [join(root, 'scripts', 'setup.mjs'), 'dev'], { cwd: root, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  return code === 0
}

const changed = new Set()
let timer
let acting = Promise.resolve()

function note(path) {
  if (/\.test\.|~$|\.sw.$/.test(path)) return
  changed.add(relative(root, path))
  clearTimeout(timer)
  timer = setTimeout(() => {
    acting = acting.then(act)
  }, SETTLE_MS)
}

async function act() {
  const began = Date.now()
  const paths = [...changed]
  changed.clear()
  if (paths.length === 0) return
  console.log(`\nChanged: ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ` and ${paths.length - 3} more` : ''}`)
  const ofBank = paths.filter((path) => path.startsWith(join('apps', 'testbank')))
  if (ofBank.length < paths.length && !(await build())) return
  const started = await Promise.all([
    ...(ofBank.length > 0 ? [bank.restart()] : []),
    ...(ofBank.length < paths.length ? [server.restart()] : []),
  ])
  if (started.includes(undefined))
    return console.error('It did not start; its message is above. It is tried again at the next change.')
  front.reload()
  console.log(`Up to date at ${outside} after ${((Date.now() - began) / 1000).toFixed(1)} s.`)
}

const workspaces = ['apps', 'packages', 'packages/connectors'].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => join(root, folder, name, 'src')),
)
for (const folder of workspaces.filter((path) => existsSync(path)))
  watch(folder, { recursive: true }, (_event, name) => name && note(join(folder, name)))

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    front.server.close()
    await Promise.all([server.stop(), bank.stop()])
    process.exit(0)
  })
}

front.server.listen(port, host)
await Promise.all([bank.restart(), server.restart()])
console.log(
  `Raccord is worked on at ${outside}: /demo, /gallery, /studio. What changes below src/ is there within seconds. Stop: Ctrl-C`,
)
