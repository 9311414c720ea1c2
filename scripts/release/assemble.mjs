// `node scripts/release/assemble.mjs <folder>`: what a server needs to run, and nothing else, into a new folder: sources without
// tests, what is built, and of node_modules what the lock says that production needs. No network; the same clone gives the same bytes.
import { chmodSync, cpSync, existsSync, lutimesSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { leanWasm } from '../lean-wasm.mjs'
import { root } from '../root.mjs'
import { productionPackages, readLock } from './lock.mjs'

const target = resolve(process.argv[2] ?? '')
if (process.argv[2] === undefined) stop('say where: node scripts/release/assemble.mjs <folder>')
if (existsSync(target) && readdirSync(target).length > 0) stop(`${target} is not empty.`)

/** Left out wherever they are. */
const never = /(^|\/)(node_modules|testing|corpus|fixtures|__screenshots__)(\/|$)|\.test\.tsx?$/
/** Of packages of others: their tests, and what the lock puts into them, which is named by itself. */
const unused = /(^|\/)(node_modules|tests?|__tests__)(\/|$)|\.test\.[cm]?[jt]sx?$/
/** Beside sources: what pages and brands are made of, the guides that are served, and the packages for integrators. */
const parts = [
  'package.json',
  'LICENSE',
  'dist/packages',
  'docs/guide',
  'docs/reference',
  'apps/server',
  'apps/console',
  'apps/demo',
  'apps/home',
  // For `raccord sandbox`: the bank is one file, and what it reads.
  'apps/testbank/dist/main.mjs',
  'apps/testbank/scenarios',
  'apps/testbank/src/pages/bank.css',
  'packages/contract',
  'packages/connector-kit',
  'packages/connectors',
  'packages/embed',
  'packages/formats',
  'packages/migrate',
  'packages/widget/package.json',
  'packages/widget/dist',
  'packages/widget/src/theme/tokens.css',
]
for (const built of [
  'apps/server/dist/main.mjs',
  'apps/testbank/dist/main.mjs',
  'packages/widget/dist/server/index.js',
  'packages/embed/dist/embed.mjs',
  'dist/packages/index.json',
])
  if (!existsSync(join(root, built))) stop(`${built} is not built: node scripts/setup.mjs start`)

mkdirSync(target, { recursive: true })
for (const part of parts)
  cpSync(join(root, part), join(target, part), { recursive: true, filter: (from) => !leftOut(relative(root, from)) })

const lock = readLock()
for (const { path } of productionPackages(lock)) {
  if (!existsSync(join(root, path))) stop(`${path} is not installed: node scripts/setup.mjs start`)
  cpSync(join(root, path), join(target, path), {
    recursive: true,
    dereference: false,
    filter: (from) => !unused.test(relative(join(root, path), from)),
  })
}
for (const [path, { link, resolved }] of Object.entries(lock.packages)) {
  if (!link || !existsSync(join(target, resolved))) continue
  mkdirSync(dirname(join(target, path)), { recursive: true })
  symlinkSync(relative(dirname(join(target, path)), join(target, resolved)), join(target, path))
}

// The embedded database wants V8 small (docs/adr/0004); with PostgreSQL there is nothing to save.
const here = 'here=$(dirname "$(dirname "$(readlink -f "$0")")")'
script(
  'raccord-server',
  `flags="\${RACCORD_NODE_FLAGS-${leanWasm.join(' ')}}"\n[ -n "\${DATABASE_URL:-}\${DATABASE_URL_FILE:-}" ] && flags="\${RACCORD_NODE_FLAGS-}"\nexec node $flags "$here/apps/server/dist/main.mjs"`,
)
script('raccord', `exec node --liftoff-only --no-maglev "$here/apps/server/src/cli/main.ts" "$@"`)
script('raccord-healthy', `exec node "$here/bin/healthy.mjs"`)
writeFileSync(
  join(target, 'bin', 'healthy.mjs'),
  `// For a container's health check: no shell tools are needed.
const { RACCORD_HOST: host = '127.0.0.1', RACCORD_PORT: port = '4400' } = process.env
const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
const at = \`http://\${own.includes(':') ? \`[\${own}]\` : own}:\${port}/health/live\`
const answer = await fetch(at, { signal: AbortSignal.timeout(3000) }).catch(() => undefined)
process.exit(answer?.status === 200 ? 0 : 1)
`,
)
settle(target, new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000))
console.log(`Assembled in ${target}.`)

function leftOut(path) {
  // Of what is built nothing is a test, whatever it is called; the connectors' template is for who writes one.
  if (/(^|\/)dist(\/|$)/.test(path)) return path.startsWith('packages/migrate/')
  return never.test(path) || path.startsWith('packages/connectors/template')
}

function script(name, body) {
  mkdirSync(join(target, 'bin'), { recursive: true })
  writeFileSync(join(target, 'bin', name), `#!/bin/sh\n${here}\n${body}\n`)
}

/** One time and one mode for all: who built it, and when, is in none of the bytes. */
function settle(path, when) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) settle(inner, when)
    else if (!entry.isSymbolicLink())
      chmodSync(inner, join(target, 'bin') === path && !entry.name.endsWith('.mjs') ? 0o755 : 0o644)
    lutimesSync(inner, when, when)
  }
  chmodSync(path, 0o755)
  lutimesSync(path, when, when)
}

function stop(sentence) {
  console.error(`assemble: ${sentence}`)
  process.exit(1)
}
