// `node scripts/sandbox.mjs <command …>`: a fresh sandbox on free ports, the command with its address in the environment,
// and nothing left afterwards. Ends with the command's exit code. For tests of applications, on a machine or in CI.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './root.mjs'

const [command, ...args] = process.argv.slice(2)
if (!command) {
  console.error('Say what to run: node scripts/sandbox.mjs <command …>')
  process.exit(2)
}

// What the settings of this shell say is about another Raccord than this one.
const own = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('RACCORD_') && name !== 'DATABASE_URL'),
)
const setup = spawnSync(process.execPath, [join(root, 'scripts', 'setup.mjs'), 'start'], {
  cwd: root,
  encoding: 'utf8',
})
if (setup.status !== 0) {
  console.error(setup.stdout + setup.stderr)
  process.exit(1)
}

const data = mkdtempSync(join(tmpdir(), 'raccord-sandbox-'))
const [port, bankPort] = await freePorts(2)
const sandbox = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
  cwd: data,
  env: { ...own, RACCORD_DATA: data, RACCORD_PORT: String(port), RACCORD_TESTBANK_PORT: String(bankPort) },
  stdio: ['ignore', 'pipe', 'pipe'],
})
let written = ''
const ended = once(sandbox, 'exit')
const ready = new Promise((resolve) => {
  const take = (chunk) => {
    written += chunk
    if (/^Raccord ready: /m.test(written)) resolve(true)
  }
  sandbox.stdout.on('data', take)
  sandbox.stderr.on('data', take)
  void ended.then(() => resolve(false))
})

let running
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (running ?? sandbox).kill(signal))

let code = 1
if (await ready) {
  const address = `http://127.0.0.1:${port}`
  const given = { RACCORD_URL: address, RACCORD_CLIENT_ID: 'sandbox', RACCORD_CLIENT_SECRET: 'sandbox-secret' }
  // A program's name and arguments, not a shell's line, but for npm on Windows.
  running = spawn(command, args, { stdio: 'inherit', env: { ...own, ...given }, shell: process.platform === 'win32' })
  const [status, signal] = await Promise.race([once(running, 'exit'), once(running, 'error')])
  if (status instanceof Error) console.error(`${command} could not be started: ${status.message}`)
  code = typeof status === 'number' ? status : 1
  if (signal) console.error(`${command} was ended by ${signal}`)
} else console.error(`The sandbox did not start. It wrote:\n${written}`)

sandbox.kill('SIGTERM')
await ended
rmSync(data, { recursive: true, force: true })
process.exit(code)

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => server.address().port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
