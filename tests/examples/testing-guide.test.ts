import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { example } from '../support/guide-example.ts'

const root = join(import.meta.dirname, '..', '..')
const node24 = join(root, 'node_modules', '.bin', 'node')

describe('a customer’s CI', () => {
  const app = mkdtempSync(join(tmpdir(), 'raccord-ci-'))
  beforeAll(async () => {
    const built = join(app, 'built')
    execFileSync(node24, [join(root, 'scripts', 'build-packages.mjs'), built], { stdio: 'pipe' })
    const sdk = join(app, 'node_modules', '@raccord', 'sdk')
    mkdirSync(sdk, { recursive: true })
    execFileSync('tar', ['-xzf', join(built, 'raccord-sdk-1.0.0.tgz'), '-C', sdk, '--strip-components=1'])
    writeFileSync(join(app, 'package.json'), JSON.stringify({ type: 'module' }))
    writeFileSync(join(app, 'bank.test.mjs'), await example('testing', 'half-a-year'))
  })
  afterAll(() => rmSync(app, { recursive: true, force: true }))

  async function sandbox(...command: string[]) {
    const child = spawn(node24, [join(root, 'scripts', 'sandbox.mjs'), ...command], { cwd: app })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
    const [code] = (await once(child, 'close')) as [number]
    return { code, output }
  }

  it('starts a sandbox, connects a bank, lets half a year pass and hears of it, as the guide has it', async () => {
    const { code, output } = await sandbox(node24, '--test', 'bank.test.mjs')
    expect([code, output]).toEqual([0, expect.stringMatching(/pass 1\n/)])
  })

  it('ends as its command ends, and leaves no server behind', async () => {
    const says = `console.log(process.env.RACCORD_URL); process.exit((await fetch(process.env.RACCORD_URL + '/health/ready')).status - 193)`
    const { code, output } = await sandbox(node24, '--input-type=module', '-e', says)
    expect(code).toBe(7)
    await expect(fetch(`${output.trim()}/health/live`)).rejects.toThrow()
    expect((await sandbox()).code).toBe(2)
    expect((await sandbox('no-such-program-anywhere')).code).toBe(1)
  })
})
