import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DirectoryInUseError, lockDirectory } from './directory-lock.ts'
import { livenessOf, ownIdentity, type ProcessIdentity } from './process-identity.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'raccord-lock-'))
  path = join(directory, 'pg.lock')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const hold = (owner: ProcessIdentity): void => writeFileSync(path, JSON.stringify(owner))

/** A process that has the lock and does nothing more, not even run timers. */
async function holder(): Promise<{ pid: number; kill: () => Promise<void> }> {
  const script = `const { lockDirectory } = await import(process.argv[1]); lockDirectory(process.argv[2]);
    process.stdout.write('locked'); for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)`
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', script, join(import.meta.dirname, 'directory-lock.ts'), path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { pid: child.pid!, kill }
}

describe('the lock of an embedded database', () => {
  it('keeps a second opening out and says what to do, even where the owner answers nothing', async () => {
    const owner = await holder()
    try {
      expect(() => lockDirectory(path)).toThrow(DirectoryInUseError)
      expect(() => lockDirectory(path)).toThrow(new RegExp(`process ${owner.pid} .*RACCORD_DATA.*DATABASE_URL`))
    } finally {
      await owner.kill()
    }
  })

  it('is taken over at once from an owner that was killed', async () => {
    const owner = await holder()
    await owner.kill()
    expect(existsSync(path)).toBe(true)
    const unlock = lockDirectory(path)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid })
    unlock()
    expect(existsSync(path)).toBe(false)
  })

  it('is not shared within one process either', () => {
    const unlock = lockDirectory(path)
    expect(() => lockDirectory(path)).toThrow(DirectoryInUseError)
    unlock()
    lockDirectory(path)()
  })

  it.runIf(process.platform === 'linux')('is taken over when the pid belongs to another process by now', () => {
    hold({ ...ownIdentity(), started: '1' })
    lockDirectory(path)()
  })

  it('is taken over after the machine was started anew', () => {
    hold({ ...ownIdentity(), boot: 'another boot' })
    if (ownIdentity().boot === undefined) expect(() => lockDirectory(path)).toThrow(DirectoryInUseError)
    else lockDirectory(path)()
  })

  it('stays with an owner on another machine or in another container, whom nobody can see from here', () => {
    hold({ ...ownIdentity(), host: 'elsewhere', pid: 1 })
    expect(() => lockDirectory(path)).toThrow(/elsewhere.*delete .*pg\.lock/)
    hold({ ...ownIdentity(), namespace: 'pid:[1]', pid: 999_999_999 })
    expect(() => lockDirectory(path)).toThrow(DirectoryInUseError)
  })

  it('is not taken over while its owner is just writing it', () => {
    writeFileSync(path, '')
    expect(() => lockDirectory(path)).toThrow(/cannot be read/)
  })

  it('is decided by one process when two find a dead owner', () => {
    hold({ ...ownIdentity(), pid: 999_999_999 })
    writeFileSync(`${path}.takeover`, JSON.stringify(ownIdentity()))
    expect(() => lockDirectory(path)).toThrow(/just taking over/)
    // The one that was taking over died in the middle: the next attempt finds the way free.
    writeFileSync(`${path}.takeover`, JSON.stringify({ ...ownIdentity(), pid: 999_999_999 }))
    expect(() => lockDirectory(path)).toThrow(/Try again/)
    lockDirectory(path)()
  })

  it('leaves alone, when given back, a lock that has become another owner’s', () => {
    const unlock = lockDirectory(path)
    hold({ ...ownIdentity(), pid: 1 })
    unlock()
    expect(existsSync(path)).toBe(true)
  })
})

describe('livenessOf', () => {
  it('calls a process dead only on proof', () => {
    const own = ownIdentity()
    expect(livenessOf(own)).toBe('alive')
    expect(livenessOf({ ...own, started: undefined })).toBe('alive')
    expect(livenessOf({ ...own, pid: 999_999_999 })).toBe('dead')
    expect(livenessOf({ ...own, host: 'elsewhere', boot: 'another' })).toBe('unknown')
  })
})
