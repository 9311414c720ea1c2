import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../support/api-client.ts'
import { passedOn } from '../support/child-process.ts'

const root = join(import.meta.dirname, '..', '..')
const cli = join(root, 'apps', 'server', 'src', 'cli', 'main.ts')

/** `script` of util-linux gives a program a terminal. */
const terminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true

describe('raccord sandbox', () => {
  const temp = mkdtempSync(join(tmpdir(), 'raccord-command-'))
  afterAll(() => rmSync(temp, { recursive: true, force: true }))

  function run(args: readonly string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [cli, 'sandbox', ...args], {
      // Settings of another Raccord, which this is not to be.
      env: {
        ...passedOn(),
        TMPDIR: temp,
        RACCORD_ENV: 'production',
        RACCORD_PORT: '1',
        DATABASE_URL: 'postgres://x/y',
        ...env,
      },
    })
    const written = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => (written.out += chunk))
    child.stderr.on('data', (chunk: Buffer) => (written.err += chunk))
    return { child, written, ended: once(child, 'close').then(([code]) => code as number | null) }
  }

  async function ready(started: ReturnType<typeof run>) {
    const line = await Promise.race([
      once(started.child.stdout, 'data').then(() => true),
      started.ended.then(() => Promise.reject(new Error(started.written.err))),
    ])
    expect(line).toBe(true)
    await expect.poll(() => started.written.out).toMatch(/\n$/)
    return JSON.parse(started.written.out) as Record<string, string>
  }

  const programsOf = ({ pid }: ChildProcess): number[] =>
    execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)])
      .toString()
      .trim()
      .split(/\s+/)
      .map(Number)

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says in one line where it is, works, and ends by %s with nothing left',
    async (signal) => {
      const started = run(['--port', '0', '--bank-port', '0', '--json'])
      const told = await ready(started)
      expect(told).toMatchObject({
        client_id: 'sandbox',
        client_secret: 'sandbox-secret',
        demo_url: `${told['url']}/demo`,
      })
      const asked = {
        grant_type: 'client_credentials',
        client_id: told['client_id'],
        client_secret: told['client_secret'],
      }
      const body = JSON.stringify(asked)
      const token = await fetch(`${told['url']}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(token.status).toBe(200)
      const user = await new ApiClient(told['url'] ?? '').newUser()
      expect(user).toBeDefined()
      expect((await fetch(told['test_bank_url'] ?? '')).status).toBeLessThan(500)
      started.child.kill(signal)
      expect([await started.ended, started.written.out.trim().split('\n').length]).toEqual([0, 1])
      for (const name of ['url', 'test_bank_url']) await expect(fetch(told[name] ?? '')).rejects.toThrow()
      expect(readdirSync(temp)).toEqual([])
    },
  )

  it('keeps what is in a folder that is named, and says which port is taken', async () => {
    const data = join(temp, 'kept', 'deep')
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const refused = run(['--port', String(port), '--bank-port', '0', '--data', data])
    expect([await refused.ended, refused.written.out, refused.written.err]).toEqual([
      1,
      '',
      expect.stringContaining(String(port)),
    ])
    taken.close()
    for (const args of [
      ['--data', data],
      ['--data', data, '--json'],
    ]) {
      const again = run(['--port', '0', '--bank-port', '0', ...args])
      await expect.poll(() => again.written.out, { timeout: 180_000 }).toMatch(/http:.*\n/)
      again.child.kill('SIGTERM')
      expect(await again.ended).toBe(0)
    }
    expect(readdirSync(data)).toContain('testbank')
    rmSync(join(temp, 'kept'), { recursive: true })
    for (const wrong of [
      ['--port', 'many'],
      ['--port', '70000'],
    ])
      expect(await run(wrong).ended).toBe(2)
  })

  it('ends with a sentence when one of the two is gone, and takes the other one along', async () => {
    const started = run(['--port', '0', '--bank-port', '0', '--json'])
    const told = await ready(started)
    const [bank] = programsOf(started.child)
    process.kill(bank ?? 0, 'SIGKILL')
    expect([await started.ended, started.written.err]).toEqual([1, expect.stringContaining('The test bank ended')])
    await expect(fetch(told['url'] ?? '')).rejects.toThrow()
  })

  it('runs a command with the addresses, in the environment that it would have without, and ends as it ends', async () => {
    const script = `const { RACCORD_URL, RACCORD_CLIENT_ID, RACCORD_CLIENT_SECRET, RACCORD_TESTBANK_URL, DATABASE_URL } = process.env
const { status } = await fetch(RACCORD_URL + '/health/ready')
console.log(JSON.stringify({ status, id: RACCORD_CLIENT_ID, secret: RACCORD_CLIENT_SECRET, bank: (await fetch(RACCORD_TESTBANK_URL)).status < 500,
  DATABASE_URL, umask: process.umask() }))
process.exit(7)`
    const node = [process.execPath, '--input-type=module', '-e', script]
    const { ended, written } = run(['--', ...node])
    expect([await ended, written.err]).toEqual([7, ''])
    expect(JSON.parse(written.out)).toEqual({
      ...{ status: 200, id: 'sandbox', secret: 'sandbox-secret', bank: true },
      ...{ DATABASE_URL: 'postgres://x/y', umask: process.umask() },
    })
    const missing = run(['--', 'no-such-program-anywhere'])
    expect([await missing.ended, missing.written.err]).toEqual([
      1,
      expect.stringContaining('could not be started (ENOENT)'),
    ])
  })

  it('hands a signal to the command, and waits for it', async () => {
    const script = `process.on('SIGTERM', () => { console.log('put away'); process.exit(5) }); setInterval(() => {}, 1000); console.log('up')`
    const { child, ended, written } = run(['--', process.execPath, '-e', script])
    await expect.poll(() => written.out, { timeout: 180_000 }).toContain('up')
    child.kill('SIGTERM')
    expect([await ended, written.out]).toEqual([5, 'up\nput away\n'])
    expect(readdirSync(temp)).toEqual([])
  })

  it.each([
    ['with a command that never runs', ['--', process.execPath, '-e', 'console.log("ran")'], 128 + 15],
    ['alone', ['--port', '0', '--bank-port', '0'], 0],
  ] as const)('told to end while it starts, %s, says by its exit code what came of it', async (_how, args, code) => {
    const beside = mkdtempSync(join(tmpdir(), 'raccord-held-'))
    const [held, reached] = [join(beside, 'held.mjs'), join(beside, 'reached')]
    // The test bank is never ready.
    writeFileSync(
      held,
      `import { writeFileSync } from 'node:fs'
if (/testbank.dist.main/.test(process.argv[1])) {
  writeFileSync(${JSON.stringify(reached)}, '')
  setInterval(() => {}, 1000)
  await new Promise(() => {})
}`,
    )
    const { child, ended, written } = run(args, { NODE_OPTIONS: `--import ${pathToFileURL(held).href}` })
    await expect.poll(() => existsSync(reached), { timeout: 180_000 }).toBe(true)
    child.kill('SIGTERM')
    expect([await ended, written.out]).toEqual([code, ''])
    expect(readdirSync(temp)).toEqual([])
    rmSync(beside, { recursive: true })
  })

  it('counts a signal that ended the command as shells do', async () => {
    const { ended, written } = run(['--', process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")'])
    expect([await ended, written.err]).toEqual([128 + 9, expect.stringContaining('was ended by SIGKILL')])
  })

  it.skipIf(!terminal)('lets Ctrl-C at a terminal reach the command once', async () => {
    const script = `let count = 0
process.on('SIGINT', () => console.log('interrupted', ++count))
process.on('SIGTERM', () => setImmediate(() => process.exit(10 + count)))
setInterval(() => {}, 1000)
console.log('up', process.ppid)`
    const beside = mkdtempSync(join(tmpdir(), 'raccord-counts-'))
    const file = join(beside, 'counts.cjs')
    writeFileSync(file, script)
    const line = [process.execPath, cli, 'sandbox', '--', process.execPath, file].map((word) => `'${word}'`).join(' ')
    const at = spawn('script', ['-qefc', `exec ${line}`, '/dev/null'], { env: { ...passedOn(), TMPDIR: temp } })
    let out = ''
    at.stdout.on('data', (chunk: Buffer) => (out += chunk))
    const ended = once(at, 'close')
    await expect.poll(() => out, { timeout: 180_000 }).toMatch(/up \d+\r?\n/)
    at.stdin.write('\x03')
    await expect.poll(() => out, { timeout: 180_000 }).toContain('interrupted 1')
    // It goes the way that another one would have gone, and behind it; of two that wait the kernel may tell the later one first.
    process.kill(Number(/up (\d+)/.exec(out)?.[1]), 'SIGTERM')
    expect((await ended)[0]).toBe(11)
    rmSync(beside, { recursive: true })
  })
})
