// `node scripts/release/sandbox-package.mjs [<folder> [<packages>]]`: raccord-sandbox-<version>.tgz, server and test bank as `npx` takes them: nothing is
// fetched beside it. Put where the other packages are (dist/packages), and into their index: the server that is started next serves it.
// The packed server serves <packages>, by default those of dist/packages, and not itself.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { bundleInto } from '../bundle.mjs'
import { tarball } from '../packages/tarball.mjs'
import { root } from '../root.mjs'

const built = join(root, 'dist', 'packages')
const [target = built, served = built] = process.argv.slice(2)
const name = '@raccord/sandbox'
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** What the two programs read beside themselves; sources are in the bundles. */
const parts = [
  'LICENSE',
  'docs/guide',
  'docs/reference',
  'apps/server/src',
  'apps/console/src',
  'apps/demo/src',
  'apps/home/src',
  'apps/testbank/src',
  'apps/testbank/scenarios',
  'packages/connectors/catalogue/src',
  'packages/embed/dist',
  'packages/widget/dist',
  'packages/widget/src/theme/tokens.css',
]
/** Packages that stay packages (scripts/bundle.mjs). Of the embedded database one build, without the extensions that nobody loads. */
const packages = {
  '@electric-sql/pglite':
    /^(package\.json|LICENSE|dist\/(fs\/)?[\w.-]+\.js|dist\/index\.cjs|dist\/(pglite|initdb)\.(wasm|data))$/,
  '@opentelemetry/api': /^(package\.json|LICENSE|dist\/.*\.[cm]js)$/,
  '@raccord/widget': /^(package\.json|src\/theme\/tokens\.css)$/,
  '@simplewebauthn/browser': /^(package\.json|LICENSE\.md|script\/index\.js|dist\/bundle\/index\.umd\.min\.js)$/,
  // Its version is a part of a name.
  'pg-boss': /^(package\.json|LICENSE|dist\/.*\.js)$/,
}
const never = /(^|\/)(testing|corpus|fixtures|__screenshots__)(\/|$)|\.(ts|tsx|map)$|raccord-sandbox-/

const inJson = (value) => `${JSON.stringify(value, null, 2)}\n`
const othersOf = (index) => JSON.parse(readFileSync(index, 'utf8')).filter((one) => one.name !== name)

const stage = mkdtempSync(join(tmpdir(), 'raccord-sandbox-package-'))
try {
  for (const part of parts)
    cpSync(join(root, part), join(stage, part), {
      recursive: true,
      filter: (from) => !never.test(relative(root, from)),
    })
  const beside = join(stage, 'dist', 'packages')
  cpSync(served, beside, { recursive: true, filter: (from) => !never.test(relative(served, from)) })
  // It may be there since the last time, and no package can hold itself: named in here, all of them would be missing.
  writeFileSync(join(beside, 'index.json'), inJson(othersOf(join(served, 'index.json'))))
  for (const [used, wanted] of Object.entries(packages)) {
    const from = realpathSync(join(root, 'node_modules', used))
    const inside = (path) => relative(from, path).replaceAll('\\', '/')
    const filter = (path) =>
      statSync(path).isDirectory() ? !inside(path).includes('node_modules') : wanted.test(inside(path))
    cpSync(from, join(stage, 'apps', 'node_modules', used), { recursive: true, filter })
  }
  const source = (...path) => join(root, 'apps', ...path)
  const dist = (app) => ({ folder: join(root, 'apps', app, 'dist'), sourcemap: false })
  const server = {
    main: source('server', 'src', 'main.ts'),
    sandbox: source('server', 'src', 'cli', 'sandbox', 'main.ts'),
  }
  await bundleInto(join(stage, 'apps', 'server', 'dist'), server, dist('server'))
  await bundleInto(
    join(stage, 'apps', 'testbank', 'dist'),
    { main: source('testbank', 'src', 'main.ts') },
    dist('testbank'),
  )
  execFileSync(process.execPath, [join(import.meta.dirname, 'bill-of-materials.mjs'), stage], { stdio: 'pipe' })
  mkdirSync(join(stage, 'bin'))
  writeFileSync(
    join(stage, 'bin', 'raccord-sandbox.mjs'),
    "#!/usr/bin/env node\nimport '../apps/server/dist/sandbox.mjs'\n",
    { mode: 0o755 },
  )
  const description = 'A Raccord server and its test bank, for tests of applications that connect banks.'
  const manifest = {
    ...{ name, version, description, license: 'Apache-2.0', type: 'module' },
    ...{ bin: { 'raccord-sandbox': 'bin/raccord-sandbox.mjs' }, engines: { node: '>=24' } },
  }
  writeFileSync(join(stage, 'package.json'), inJson(manifest))

  const file = `raccord-sandbox-${version}.tgz`
  const content = tarball(stage)
  mkdirSync(target, { recursive: true })
  writeFileSync(join(target, file), content)
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`
  const index = join(target, 'index.json')
  const own = { name, version, description, file, bytes: content.length, integrity }
  writeFileSync(index, inJson([...(existsSync(index) ? othersOf(index) : []), own]))
  console.log(`${join(target, file)}: ${(content.length / 1024 / 1024).toFixed(1)} MB`)
} finally {
  rmSync(stage, { recursive: true, force: true })
}
