// `node scripts/sandbox.mjs <command …>`: what is needed installed and built, then `raccord sandbox -- <command …>` on free ports.
// Ends with the command's exit code. For tests of applications, on a machine or in CI; any Node from 16 on can run it.
import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import { findNode, noNodeSentence } from './node-runtime.mjs'
import { root } from './root.mjs'

const command = process.argv.slice(2)
if (command.length === 0) {
  console.error('Say what to run: node scripts/sandbox.mjs <command …>')
  process.exit(2)
}
const setup = spawnSync(process.execPath, [join(root, 'scripts', 'setup.mjs'), 'start'], {
  cwd: root,
  encoding: 'utf8',
})
if (setup.status !== 0) {
  console.error(setup.stdout + setup.stderr)
  process.exit(1)
}
const node = findNode()
if (!node) {
  console.error(noNodeSentence())
  process.exit(1)
}
const cli = join(root, 'apps', 'server', 'src', 'cli', 'main.ts')
const sandbox = spawn(node, [cli, 'sandbox', '--', ...command], { stdio: 'inherit' })
// Ctrl-C at a terminal reaches everybody there; we only have to outlive it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => (signal === 'SIGINT' && isatty(0)) || sandbox.kill(signal))
sandbox.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
