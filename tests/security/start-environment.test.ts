import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { unique } from './support/canary-file.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

it.skipIf(process.platform !== 'linux')(
  'npm start: no secret on a command line, and none of the server’s in the test bank’s environment',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'raccord-start-'))
    const secrets = {
      RACCORD_SANDBOX_CLIENT_SECRET: `cs-${unique()}`,
      RACCORD_VAULT_KEY: randomBytes(32).toString('base64'),
      RACCORD_METRICS_TOKEN: `mt-${unique()}`,
    }
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: {
        ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], ...secrets },
        RACCORD_PORT: String(await freePort()),
        RACCORD_TESTBANK_PORT: String(await freePort()),
        RACCORD_DATA: dataDir,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    try {
      let written = ''
      child.stdout.on('data', (chunk: Buffer) => {
        written += chunk.toString('utf8')
      })
      await Promise.race([
        exited.then(([code]) => expect.unreachable(`npm start ended with ${code}: ${written}`)),
        expect.poll(() => written).toMatch(/Raccord ready: .*The test bank accepts/s),
      ])
      const running = childrenOf(child.pid ?? 0)
      const bank = running.find(({ argv }) => argv.includes('testbank'))
      const server = running.find(({ argv }) => argv.includes('apps/server'))
      expect(bank?.environment).toContain('RACCORD_TESTBANK_PORT')
      // The check can fail: the server has them.
      expect(server?.environment).toContain(secrets.RACCORD_VAULT_KEY)
      for (const [name, secret] of Object.entries(secrets)) {
        expect(bank?.environment.includes(secret), name).toBe(false)
        for (const { argv } of running) expect(argv.includes(secret), name).toBe(false)
        expect(written.includes(secret), name).toBe(false)
      }
    } finally {
      child.kill('SIGTERM')
      await exited
      await rm(dataDir, { recursive: true, force: true })
    }
  },
)

function childrenOf(pid: number): { argv: string; environment: string }[] {
  const read = (of: number, file: string) => readFileSync(`/proc/${of}/${file}`, 'utf8')
  const below = read(pid, `task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number)
  return below.flatMap((one) => [
    { argv: read(one, 'cmdline').replaceAll('\0', ' '), environment: read(one, 'environ') },
    ...childrenOf(one),
  ])
}
