import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const corpus = join(root, 'packages', 'migrate', 'corpus')
const node24 = join(root, 'node_modules', '.bin', 'node')

/** The machine's own Node, where it has one from 20 on: what an integrator's machine may have. */
const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .find((path) => existsSync(path) && Number(/^v(\d+)/.exec(spawnSync(path, ['-v']).stdout.toString())?.[1]) >= 20)

describe('the package as it is published', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raccord-packed-'))
  const cli = join(folder, 'package', 'cli.mjs')

  beforeAll(() => {
    const dist = join(folder, 'dist')
    execFileSync(node24, [join(root, 'packages', 'migrate', 'build.ts'), dist], { stdio: 'pipe' })
    const npm = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder]
    execFileSync('npm', npm, { cwd: dist, stdio: 'pipe', env: { ...process.env, npm_config_loglevel: 'error' } })
    const packed = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
    execFileSync('tar', ['-xzf', join(folder, packed), '-C', folder])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('holds what is needed, needs nothing else, and can be started', () => {
    expect(readdirSync(join(folder, 'package')).sort()).toEqual([
      ...['LICENSE', 'LICENSE-ignore', 'README.md', 'cli.mjs', 'index.d.mts', 'index.mjs', 'package.json'],
    ])
    const manifest = JSON.parse(readFileSync(join(folder, 'package', 'package.json'), 'utf8')) as object
    expect(manifest).toMatchObject({ name: '@raccord/migrate', bin: { 'raccord-migrate': 'cli.mjs' } })
    expect(manifest).not.toHaveProperty('dependencies')
    expect(statSync(cli).mode & 0o111).not.toBe(0)
    for (const file of ['cli.mjs', 'index.mjs']) {
      const imports = readFileSync(join(folder, 'package', file), 'utf8').matchAll(/^import .* from "([^"]+)"/gm)
      for (const [, name] of imports) expect(name).toMatch(/^node:/)
    }
    // The index runs in a page as well: it knows nothing of Node.
    expect(readFileSync(join(folder, 'package', 'index.mjs'), 'utf8')).not.toMatch(/node:|process\./)
  })

  const runtimes = [['of this repository', node24] as const, ...(oldNode ? [['of the machine', oldNode] as const] : [])]
  it.each(runtimes)('translates, scans and writes on the Node %s', (_, node) => {
    const run = (...args: string[]) => spawnSync(node, [cli, ...args], { encoding: 'utf8', cwd: folder })
    const url = run('url', 'https://h/widget/user_input?session_id=1&captive_mode=true')
    expect([url.stderr, url.status]).toEqual(['', 0])
    expect(url.stdout.split('\n')[0]).toBe('https://h/v2.1/widget/user_input?session_id=1&wait_sync_end=true')
    const tree = mkdtempSync(join(folder, 'tree-'))
    cpSync(join(corpus, 'php-curl', 'before'), tree, { recursive: true })
    const written = run('scan', tree, '--write', '--force')
    expect([written.stderr, written.status]).toEqual(['', 0])
    const golden = readFileSync(join(corpus, 'php-curl', 'after', 'src', 'Widget.php'), 'utf8')
    expect(readFileSync(join(tree, 'src', 'Widget.php'), 'utf8')).toBe(golden)
    const refused = run('check', 'http://bank.example.com', '--client', 'x', '--secret-env', 'PATH')
    expect([refused.status, refused.stderr.includes('clear text')]).toEqual([2, true])
    const module =
      "import { translateUrl } from './package/index.mjs'; console.log(translateUrl('/widget/user_input').url)"
    const imported = spawnSync(node, ['--input-type=module', '-e', module], { encoding: 'utf8', cwd: folder })
    expect(imported.stdout.trim()).toBe('/v2.1/widget/user_input')
  })
})
