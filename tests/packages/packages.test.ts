import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttpServer } from '../../apps/server/src/http/http-server.ts'
import { type PublicPackage, readPackages } from '../../apps/server/src/http/packages/read-packages.ts'
import { registerPackages } from '../../apps/server/src/http/packages/register-packages.ts'

const root = join(import.meta.dirname, '..', '..')
const node24 = join(root, 'node_modules', '.bin', 'node')
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

/** The machine's own Node, where it has one from 20 on: what an integrator's machine may have. */
const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .find((path) => existsSync(path) && Number(/^v(\d+)/.exec(spawnSync(path, ['-v']).stdout.toString())?.[1]) >= 20)

/** No registry answers here: what a package needs it has, or the install fails. */
const offline = {
  ...process.env,
  npm_config_registry: 'http://127.0.0.1:9/',
  npm_config_fetch_retries: '0',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
}

interface Trial {
  /** Runs on Node. */
  readonly run: string
  readonly prints: string
  /** Type-checks under the strictest settings. */
  readonly typed: string
}

const trials: Readonly<Record<string, Trial>> = {
  '@raccord/sdk': {
    run: `import { createRaccord, verifyWebhook, WebhookError } from '@raccord/sdk'
const raccord = createRaccord({ url: 'http://127.0.0.1:9', clientId: 'c', clientSecret: 's' })
const result = await raccord.listProviders({ q: 'x' }).result()
const fault = await verifyWebhook('whsec_eA==', {}, '').catch((error) => error instanceof WebhookError && error.fault)
console.log(result.error.code, fault)`,
    prints: 'unreachable missing_header',
    typed: `import { createRaccord, type Account, type ErrorCode } from '@raccord/sdk'
export async function read(): Promise<readonly Account[]> {
  const raccord = createRaccord({ url: 'https://raccord.example', clientId: 'c', clientSecret: 's' })
  const user = await raccord.signIn('a@example.com', 'p')
  const link = await user.widgetLink('add_connection', { expected_account_types: 'PAYMENT', wait_sync_end: false })
  // @ts-expect-error a connection is not chosen where one is added
  await user.widgetLink('add_connection', { connection_id: '1' })
  // @ts-expect-error there is no such type of account
  await user.listAccounts({ type: ['GOLD'] })
  const made = await raccord.createUser({ email: link.url, password: 'p' }).result()
  if (!made.ok) {
    const code: ErrorCode | 'unreachable' | 'timed_out' | 'unreadable_answer' = made.error.code
    // @ts-expect-error this call never answers so
    if (made.error.code === 'sync_running') return []
    throw new Error(code)
  }
  for await (const transaction of user.eachTransaction({ account_id: made.value.id })) transaction.amount.toFixed(2)
  return user.listAccounts()
}`,
  },
  '@raccord/embed': {
    run: `import { done, open } from '@raccord/embed'
console.log(typeof open, typeof done)`,
    prints: 'function function',
    typed: `import { type Handle, open, type RaccordEvent } from '@raccord/embed'
export const begin = (url: string): Handle =>
  open({ url, mode: 'popup', onEvent: (event: RaccordEvent) => void (event.type === 'step' && event.step === 'consent') })`,
  },
  '@raccord/react': {
    run: `import { RaccordFrame, useRaccord } from '@raccord/react'
console.log(typeof RaccordFrame, typeof useRaccord)`,
    prints: 'function function',
    typed: `import { RaccordFrame, useRaccord } from '@raccord/react'
export function Page({ url }: { url: string }) {
  const { open, isOpen } = useRaccord()
  return isOpen ? <RaccordFrame url={url} onSuccess={({ connectionId }) => connectionId.length} /> : <button onClick={() => open({ url })} />
}`,
  },
  '@raccord/migrate': {
    run: `import { translateUrl } from '@raccord/migrate'
console.log(translateUrl('/widget/user_input').url)`,
    prints: '/v2.1/widget/user_input',
    typed: `import { type Translation, translateUrl } from '@raccord/migrate'
export const read = (link: string): Translation => translateUrl(link)`,
  },
}

describe('the packages for integrators', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raccord-packages-test-'))
  const built = join(folder, 'built')
  let packages: readonly PublicPackage[]
  let server: FastifyInstance
  let url: string

  beforeAll(async () => {
    execFileSync(node24, [join(root, 'scripts', 'build-packages.mjs'), built], { stdio: 'pipe' })
    packages = readPackages(new URL(`${pathToFileURL(built)}/`))
    server = createHttpServer()
    registerPackages(server, packages)
    url = await server.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    await server?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const emptyFolder = (): string => {
    const empty = mkdtempSync(join(folder, 'app-'))
    writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'app', type: 'module', private: true }))
    return empty
  }
  // Not awaited by a blocked process: it is this one that serves the packages.
  const npm = (cwd: string, ...args: string[]) =>
    promisify(execFile)('npm', args, { cwd, encoding: 'utf8', env: offline, timeout: 250_000 })

  it('are these, of one version, with a README and a licence, and nothing of this machine', () => {
    expect(packages.map(({ name }) => name).sort()).toEqual(Object.keys(trials).sort())
    for (const { content, file, integrity, name, version } of packages) {
      expect(file).toBe(`${name.slice(1).replace('/', '-')}-${version}.tgz`)
      expect(integrity).toBe(`sha512-${createHash('sha512').update(content).digest('base64')}`)
      const out = mkdtempSync(join(folder, 'unpacked-'))
      execFileSync('tar', ['-xzf', join(built, file), '-C', out])
      const own = join(out, 'package')
      expect(readdirSync(own)).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']))
      const text = readdirSync(own, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
        .join('\n')
      expect(text).not.toContain(root)
      const manifest = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as Record<string, unknown>
      expect(manifest).not.toHaveProperty('dependencies')
      expect(manifest).not.toHaveProperty('scripts')
      expect(readFileSync(join(own, 'README.md'), 'utf8')).toContain(`/packages/${file}`)
    }
  })

  it('are the same bytes when they are built again', () => {
    const again = join(folder, 'again')
    execFileSync(node24, [join(root, 'scripts', 'build-packages.mjs'), again], { stdio: 'pipe' })
    expect(readFileSync(join(again, 'index.json'), 'utf8')).toBe(readFileSync(join(built, 'index.json'), 'utf8'))
  })

  it.each(Object.entries(trials))(
    '%s: installed from its file in an empty folder, it runs and is typed',
    async (name, trial) => {
      const app = emptyFolder()
      const { file } = packages.find((one) => one.name === name)!
      // React itself is the application's.
      const installed = await npm(
        app,
        'install',
        '--offline',
        '--legacy-peer-deps',
        '--ignore-scripts',
        join(built, file),
      )
      expect(installed.stderr).toBe('')
      for (const peer of ['react', '@types/react', 'csstype'])
        if (name === '@raccord/react' && existsSync(join(root, 'node_modules', peer))) {
          mkdirSync(join(app, 'node_modules', '@types'), { recursive: true })
          symlinkSync(join(root, 'node_modules', peer), join(app, 'node_modules', peer))
        }
      writeFileSync(join(app, 'run.mjs'), trial.run)
      for (const node of [node24, ...(oldNode ? [oldNode] : [])]) {
        const ran = spawnSync(node, ['run.mjs'], { cwd: app, encoding: 'utf8' })
        expect([ran.stderr, ran.stdout.trim()]).toEqual(['', trial.prints])
      }
      writeFileSync(join(app, 'typed.tsx'), trial.typed)
      for (const module of ['nodenext', 'bundler'] as const) {
        const compilerOptions = {
          ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, jsx: 'react-jsx', target: 'es2022' },
          ...{ lib: ['es2023', 'dom', 'dom.iterable'], types: [] },
          ...(module === 'nodenext' ? { module: 'nodenext' } : { module: 'esnext', moduleResolution: 'bundler' }),
        }
        writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.tsx'] }))
        const checked = spawnSync(node24, [tsc, '-p', app], { cwd: app, encoding: 'utf8' })
        expect([checked.stdout, checked.status]).toEqual(['', 0])
      }
    },
  )

  it('are installed by their address alone, before any registry has them, and the lock names their hash', async () => {
    const app = emptyFolder()
    const { file, integrity } = packages.find(({ name }) => name === '@raccord/sdk')!
    const installed = await npm(app, 'install', '--ignore-scripts', `${url}/packages/${file}`)
    expect(installed.stderr).toBe('')
    const lock = JSON.parse(readFileSync(join(app, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved: string; integrity: string }>
    }
    expect(lock.packages['node_modules/@raccord/sdk']).toMatchObject({ resolved: `${url}/packages/${file}`, integrity })
    const doctor = packages.find(({ name }) => name === '@raccord/migrate')!
    const link = ['url', 'https://h/widget/user_input?session_id=1']
    const ran = await npm(
      app,
      'exec',
      '--yes',
      '--offline=false',
      `--package=${url}/packages/${doctor.file}`,
      '--',
      'raccord-migrate',
      ...link,
    )
    expect(ran.stdout).toContain('https://h/v2.1/widget/user_input?session_id=1')
  })

  it('are served as what they are', async () => {
    const listed = (await (await fetch(`${url}/packages/index.json`)).json()) as { file: string; content?: unknown }[]
    expect(listed.map(({ file }) => file)).toEqual(packages.map(({ file }) => file))
    expect(listed[0]).not.toHaveProperty('content')
    const answer = await fetch(`${url}/packages/${packages[0]?.file}`)
    expect(answer.headers.get('content-type')).toBe('application/gzip')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(Buffer.from(await answer.arrayBuffer()).equals(packages[0]!.content)).toBe(true)
    expect((await fetch(`${url}/packages/raccord-sdk-0.0.0.tgz`)).status).toBe(404)
  })
})
