import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'

// No container engine is here: what the Dockerfile does is done as plain commands, in a folder that holds nothing else.
const root = fileURLToPath(new URL('../../', import.meta.url))
let folder: string
let release: string
let asMade: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raccord-release-'))
  release = join(folder, 'release')
  assemble(release)
  asMade = await hashOf(release)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function assemble(into: string): void {
  for (const script of ['assemble', 'bill-of-materials'])
    execFileSync(process.execPath, [join(root, `scripts/release/${script}.mjs`), into], { stdio: 'pipe' })
}

/** Every byte, mode and link of a tree, as one hash. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  const walk = async (at: string): Promise<void> => {
    for (const name of (await readdir(join(path, at))).sort()) {
      const inner = join(at, name)
      const { mode } = await lstat(join(path, inner))
      const found = await lstat(join(path, inner))
      hash.update(`${inner} ${mode.toString(8)}\n`)
      if (found.isDirectory()) await walk(inner)
      else hash.update(found.isSymbolicLink() ? await readlink(join(path, inner)) : await readFile(join(path, inner)))
    }
  }
  await walk('.')
  return hash.digest('hex')
}

/** What the image sets, and nothing of this machine but where Node is. */
const bare = () => ({ PATH: `${join(process.execPath, '..')}:/usr/bin:/bin`, HOME: folder, NODE_ENV: 'production' })

it('holds no test and no tool of development, and is the same each time', async () => {
  const files = await readdir(release, { recursive: true })
  expect(files.filter((file) => /\.test\.tsx?$|vitest|playwright|typescript\/lib/.test(file))).toEqual([])
  expect(files).toEqual(expect.arrayContaining(['bin/raccord', 'sbom.cdx.json', 'licences.txt', 'LICENSE']))
  const again = join(folder, 'again')
  assemble(again)
  expect(await hashOf(again)).toBe(asMade)
  await rm(again, { recursive: true, force: true })
})

it('runs a sandbox for a command, with the test bank in it', () => {
  const ask = "const r = await fetch(process.env.RACCORD_URL + '/demo'); process.exit(r.status === 200 ? 5 : 1)"
  const args = ['sandbox', '--', process.execPath, '--input-type=module', '-e', ask]
  // As in the image: settings of production are there, and another server's.
  const env = { ...bare(), TMPDIR: folder, RACCORD_HOST: '0.0.0.0', RACCORD_DATA: '/nowhere' }
  const ran = spawnSync(join(release, 'bin/raccord'), args, { env, cwd: '/', encoding: 'utf8' })
  expect([ran.status, ran.stderr]).toEqual([5, ''])
})

it('serves in production from a tree that it does not write to, is healthy, and ends when it is told to', async () => {
  const data = join(folder, 'data')
  await writeFile(join(folder, 'vault.key'), randomBytes(32).toString('base64'), { mode: 0o400 })
  await writeFile(join(folder, 'metrics.token'), 'metrics-token-of-the-image', { mode: 0o400 })
  const port = String(await freePort())
  const env = {
    ...bare(),
    RACCORD_ENV: 'production',
    RACCORD_HOST: '0.0.0.0',
    RACCORD_PORT: port,
    RACCORD_DATA: data,
    RACCORD_AUTH_URL: 'https://auth.example',
    RACCORD_API_URL: 'https://api.example',
    RACCORD_EMBED_URL: 'https://embed.example',
    RACCORD_REFERENCE: 'on',
    RACCORD_VAULT_KEY_FILE: join(folder, 'vault.key'),
    RACCORD_METRICS_TOKEN_FILE: join(folder, 'metrics.token'),
  }
  const healthy = () => spawnSync(join(release, 'bin/raccord-healthy'), { env, cwd: '/' }).status
  expect(healthy()).toBe(1)
  const { server, ended } = await started(env)
  try {
    expect(healthy()).toBe(0)
    const status = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status
    expect(await status('/health/ready')).toBe(200)
    expect(await status('/docs/guide/production')).toBe(200)
    const packages = (await (await fetch(`http://127.0.0.1:${port}/packages/index.json`)).json()) as { file: string }[]
    expect(packages.map(({ file }) => file.replace(/-[\d.]+tgz$/, '')).sort()).toEqual([
      'raccord-embed',
      'raccord-migrate',
      'raccord-react',
      'raccord-sdk',
    ])
    expect(await status(`/packages/${packages[0]?.file}`)).toBe(200)
  } finally {
    server.kill('SIGTERM')
  }
  expect(await ended).toBe(0)
  const listed = execFileSync(join(release, 'bin/raccord'), ['clients', 'list', '--json'], {
    env,
    cwd: '/',
    encoding: 'utf8',
  })
  expect(JSON.parse(listed)).toEqual([])
  expect(await hashOf(release)).toBe(asMade)
})

async function started(env: NodeJS.ProcessEnv) {
  const { spawn } = await import('node:child_process')
  const server = spawn(join(release, 'bin/raccord-server'), { env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve))
  let said = ''
  await new Promise<void>((ready, failed) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (said.includes('Raccord ready: https://embed.example')) ready()
    }
    server.stdout.on('data', read)
    server.stderr.on('data', read)
    server.once('exit', () => failed(new Error(said)))
  })
  return { server, ended }
}

describe('the bill of materials', () => {
  it('names every package that is in the release, with its licence', async () => {
    const bom = JSON.parse(await readFile(join(release, 'sbom.cdx.json'), 'utf8')) as {
      bomFormat: string
      components: { name: string; version: string; purl: string; licenses: object[]; hashes?: object[] }[]
    }
    expect(bom.bomFormat).toBe('CycloneDX')
    const listed = new Set(bom.components.map(({ name, version }) => `${name}@${version}`))
    const files = await readdir(join(release, 'node_modules'), { recursive: true })
    const manifests = files.filter(
      (file) => /^(@[^/]+\/)?[^/]+\/package\.json$/.test(file) && !file.startsWith('@raccord/'),
    )
    expect(manifests.length).toBeGreaterThan(50)
    for (const file of manifests) {
      const { name, version } = JSON.parse(await readFile(join(release, 'node_modules', file), 'utf8'))
      expect(listed, file).toContain(`${name}@${version}`)
    }
    for (const { purl, licenses } of bom.components)
      expect([purl, licenses.length]).toEqual([expect.stringMatching(/^pkg:npm\//), 1])
    const texts = await readFile(join(release, 'licences.txt'), 'utf8')
    for (const one of listed) expect(texts).toContain(`${one.replace(/@(?=[^@]*$)/, ' ')} (`)
  })
})
