import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from './root.mjs'

let folder
let parent

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raccord-supervisor-'))
})
afterEach(() => {
  parent?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a supervisor over two children given as source; answers what it prints, its end, and its children's ids. */
function run(first, second) {
  const driver = join(folder, 'driver.mjs')
  const children = [first, second].map((source, at) => {
    const path = join(folder, `child-${at}.mjs`)
    writeFileSync(path, `console.log('pid ' + process.pid)\n${source}`)
    return path
  })
  writeFileSync(
    driver,
    `import { createSupervisor } from ${JSON.stringify(join(root, 'scripts/supervisor.mjs'))}
    const supervisor = createSupervisor()
    process.on('SIGTERM', () => supervisor.stop(0))
    for (const path of ${JSON.stringify(children)}) supervisor.start({
      name: path, command: process.execPath, env: process.env, onLine() {},
      args: ['--import', ${JSON.stringify(join(root, 'scripts/stop-with-parent.mjs'))}, path],
    })
    process.exitCode = await supervisor.ended`,
  )
  parent = spawn(process.execPath, [driver], { stdio: ['ignore', 'pipe', 'ignore'] })
  const pids = []
  const bothUp = new Promise((resolve) => {
    let text = ''
    parent.stdout.on('data', (chunk) => {
      text += chunk
      pids.splice(0, pids.length, ...[...text.matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid)))
      if (pids.length === 2) resolve()
    })
  })
  const ended = new Promise((resolve) => parent.once('exit', (code, signal) => resolve({ code, signal })))
  return { bothUp, ended, pids }
}

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const idle = 'setInterval(() => {}, 1000)'

describe('npm start', () => {
  it('stops the other process when one ends, and passes its exit code on', async () => {
    const { ended, pids } = run(idle, 'setTimeout(() => process.exit(7), 300)')
    expect(await ended).toEqual({ code: 7, signal: null })
    expect(pids.filter(alive)).toEqual([])
  })

  it('stops both on SIGTERM, each in good order, and ends with 0', async () => {
    const orderly = `process.on('SIGTERM', () => setTimeout(() => process.exit(0), 100))\n${idle}`
    const { bothUp, ended, pids } = run(orderly, orderly)
    await bothUp
    parent.kill('SIGTERM')
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(pids.filter(alive)).toEqual([])
  })

  it('leaves no orphan when it is killed without a word', async () => {
    const { bothUp, ended, pids } = run(idle, idle)
    await bothUp
    parent.kill('SIGKILL')
    await ended
    await expect.poll(() => pids.filter(alive)).toEqual([])
  })
})
