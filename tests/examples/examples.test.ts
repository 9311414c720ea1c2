import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { strollThrough } from '../durability/support/person.ts'
import { PlainBrowser } from '../durability/support/plain-browser.ts'
import { freePort } from '../support/free-port.ts'
import { type RaccordWorld, startWorld } from '../support/raccord-process.ts'

const root = join(import.meta.dirname, '..', '..')
const node24 = join(root, 'node_modules', '.bin', 'node')
const has = (command: string): boolean => spawnSync(command, ['--version']).status === 0

interface Example {
  readonly name: string
  readonly here: boolean
  readonly command: (folder: string, port: number) => readonly [string, ...string[]]
}

const examples: readonly Example[] = [
  { name: 'node', here: true, command: (folder) => [node24, join(folder, 'node', 'app.mjs')] },
  { name: 'express', here: true, command: (folder) => [node24, join(folder, 'express', 'app.mjs')] },
  { name: 'python', here: has('python3'), command: (folder) => ['python3', '-B', join(folder, 'python', 'app.py')] },
  {
    name: 'php',
    here: has('php'),
    command: (folder, port) => ['php', '-S', `127.0.0.1:${port}`, join(folder, 'php', 'app.php')],
  },
  {
    name: 'php, by a controller',
    here: has('php'),
    command: (folder, port) => [
      ...(['php', '-S', `127.0.0.1:${port}`] as const),
      join(folder, 'php-controllers', 'public', 'index.php'),
    ],
  },
]

describe('the examples', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raccord-examples-'))
  const children: ChildProcess[] = []
  let world: RaccordWorld
  beforeAll(async () => {
    world = await startWorld({ env: { RACCORD_OFFER_SECONDS: '900' } })
    cpSync(join(root, 'examples'), folder, { recursive: true })
    const built = join(folder, 'built')
    execFileSync(node24, [join(root, 'scripts', 'build-packages.mjs'), built], { stdio: 'pipe' })
    for (const example of ['node', 'express']) {
      const sdk = join(folder, example, 'node_modules', '@raccord', 'sdk')
      mkdirSync(sdk, { recursive: true })
      execFileSync('tar', ['-xzf', join(built, 'raccord-sdk-1.0.0.tgz'), '-C', sdk, '--strip-components=1'])
    }
    // In the release that its manifest names.
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'express', 'package.json'), 'utf8'))
    const express = join(root, 'node_modules', 'express')
    expect(JSON.parse(readFileSync(join(express, 'package.json'), 'utf8')).version).toBe(dependencies.express)
    symlinkSync(express, join(folder, 'express', 'node_modules', 'express'))
  })
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await world?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = async ({ command }: Example): Promise<string> => {
    const port = await freePort()
    const [program, ...args] = command(folder, port)
    const child = spawn(program, args, {
      env: {
        ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: folder },
        ...{ RACCORD_URL: world.url, PORT: String(port) },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(child)
    let written = ''
    const ready = new Promise<void>((resolve) => {
      const take = (chunk: Buffer) => {
        written += chunk.toString()
        if (/^ready: |Development Server/m.test(written)) resolve()
      }
      child.stdout.on('data', take)
      child.stderr.on('data', take)
    })
    await Promise.race([ready, once(child, 'exit').then(() => Promise.reject(new Error(`it ended:\n${written}`)))])
    return `http://127.0.0.1:${port}`
  }

  it.each(examples)('$name: home, widget, bank, accounts, webhook', async (example) => {
    if (!example.here) {
      console.log(`left out: ${example.name} is not on this machine`)
      return
    }
    const shop = await start(example)
    const home = await fetch(shop)
    expect(await home.text()).toContain('Connect my bank')
    const cookie = home.headers.get('set-cookie')?.split(';')[0] ?? ''
    const signedIn = { headers: { cookie }, redirect: 'manual' as const }
    const out = await fetch(`${shop}/connect`, { method: 'POST', ...signedIn })
    expect(out.status).toBe(303)
    const link = out.headers.get('location') ?? ''
    expect(new URL(link).searchParams.get('redirect_url')).toBe(`${shop}/accounts`)
    const person = { login: 'success', password: 'success', otp: '', configurationUrl: '', provider: '101' }
    await strollThrough(new PlainBrowser(), link, person)
    await expect.poll(async () => (await fetch(`${shop}/accounts`, signedIn)).text()).toMatch(/<li>.+ EUR<\/li>/)
    await expect.poll(async () => (await fetch(`${shop}/told`)).json()).toContain('connection_created')

    // Nobody else's events, and nobody who is not signed in.
    const forged = { 'webhook-id': '1', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) }
    const headers = { ...forged, 'webhook-signature': 'v1,AAAA' }
    expect((await fetch(`${shop}/webhook`, { method: 'POST', headers, body: '{"id":"9","type":"x"}' })).status).toBe(
      400,
    )
    expect((await fetch(`${shop}/accounts`, { redirect: 'manual' })).status).toBe(303)
  })
})
