import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createHttpServer } from '../../apps/server/src/http/http-server.ts'
import { readPackages } from '../../apps/server/src/http/packages/read-packages.ts'
import { registerPackages } from '../../apps/server/src/http/packages/register-packages.ts'
import { example } from '../support/guide-example.ts'

const root = join(import.meta.dirname, '..', '..')

interface Workflow {
  readonly jobs: { readonly test: { readonly steps: readonly { readonly run?: string }[] } }
}

describe('a sandbox by npx, as the workflow for CI has it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raccord-npx-'))
  const built = join(folder, 'packages')
  const app = join(folder, 'app')
  let host: FastifyInstance
  let address = ''
  const made = join(built, 'raccord-sandbox-0.1.0.tgz')
  /** As in a clone: into the index of the packages that it serves. */
  const pack = () =>
    execFileSync(process.execPath, [join(root, 'scripts', 'release', 'sandbox-package.mjs'), built, built], {
      stdio: 'pipe',
    })
  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'scripts', 'build-packages.mjs'), built], { stdio: 'pipe' })
    pack()
    host = createHttpServer()
    registerPackages(host, readPackages(pathToFileURL(`${built}/`)))
    address = await host.listen({ host: '127.0.0.1', port: 0 })
    mkdirSync(app)
    writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module' }))
    writeFileSync(join(app, 'bank.test.mjs'), await example('testing', 'half-a-year'))
  })
  afterAll(async () => {
    await host?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('installs, starts, lets half a year pass, and ends as the tests end, with no registry in reach', async () => {
    const workflow = parse(readFileSync(join(root, 'examples', 'ci', 'github-actions.yml'), 'utf8')) as Workflow
    const steps = workflow.jobs.test.steps.flatMap(({ run }) => run ?? [])
    expect(steps).toHaveLength(2)
    const env = {
      ...{ PATH: [join(process.execPath, '..'), process.env['PATH']].join(delimiter), HOME: folder, TMPDIR: folder },
      ...{ RACCORD_PACKAGES: `${address}/packages`, npm_config_cache: join(folder, 'cache') },
      ...{ npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' },
      ...{ npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' },
    }
    const ran: string[] = []
    for (const step of steps) ran.push((await promisify(execFile)('bash', ['-ec', step], { cwd: app, env })).stdout)
    expect(ran.at(-1)).toMatch(/pass 1\n/)
    writeFileSync(join(app, 'bank.test.mjs'), 'throw new Error("of the application")')
    const failed = promisify(execFile)('bash', ['-ec', steps.at(-1) ?? ''], { cwd: app, env })
    await expect(failed).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('fail 1') })
  })

  it('holds what its code comes with, no source of ours, serves the other packages, and is the same each time', () => {
    const first = readFileSync(made)
    pack()
    expect(readFileSync(made).equals(first)).toBe(true)
    const files = execFileSync('tar', ['-tzf', made], { encoding: 'utf8' }).split('\n')
    expect(files).toEqual(expect.arrayContaining(['package/LICENSE', 'package/licences.txt', 'package/sbom.cdx.json']))
    expect(files.filter((file) => /\.tsx?$|\.map$|\.test\.|raccord-sandbox/.test(file))).toEqual([
      'package/bin/raccord-sandbox.mjs',
    ])
    execFileSync('tar', ['-xzf', made, '-C', folder, 'package/dist/packages'])
    const names = (below: string) => readPackages(pathToFileURL(`${below}/`)).map(({ name }) => name)
    const [own, served] = [names(built), names(join(folder, 'package', 'dist', 'packages'))]
    expect([served.length > 0, [...served, '@raccord/sandbox']]).toEqual([true, own])
  })
})
