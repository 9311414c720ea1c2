import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { livenessOf, ownIdentity, type ProcessIdentity } from './process-identity.ts'

/** Another process has the embedded database open. */
export class DirectoryInUseError extends Error {
  override readonly name = 'DirectoryInUseError'
}

/**
 * Keeps a second process out of an embedded database: PGlite itself does not, and two of them on one directory lose
 * rows without an error.
 *
 * The lock is a file made with O_EXCL that names its owner. It is taken over only from an owner that is known to be
 * dead, never because it has been silent for a while: a long query blocks every timer of a living owner.
 *
 * @param path the lock file
 * @returns the function that gives the lock back
 * @throws DirectoryInUseError with what to do about it
 */
export function lockDirectory(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true })
  const own = `${JSON.stringify({ ...ownIdentity(), since: new Date().toISOString() })}\n`
  if (!create(path, own)) takeOver(path, own)
  return () => {
    // Somebody may have removed it by hand, and another process made its own.
    if (readOwner(path)?.text === own) rmSync(path, { force: true })
  }
}

function takeOver(path: string, own: string): void {
  // Two processes that both find a dead owner must not both replace it: whoever makes this file decides alone.
  const guard = `${path}.takeover`
  if (!create(guard, own)) {
    const other = readOwner(guard)
    if (other !== undefined && livenessOf(other.identity) === 'dead') rmSync(guard, { force: true })
    throw new DirectoryInUseError(`Another process is just taking over ${path}. Try again.`)
  }
  try {
    const owner = readOwner(path)
    if (owner === undefined) throw new DirectoryInUseError(unreadable(path))
    refuseUnlessDead(path, owner.identity)
    const fresh = `${path}.new`
    writeFileSync(fresh, own, { mode: 0o600 })
    renameSync(fresh, path)
  } finally {
    rmSync(guard, { force: true })
  }
}

function refuseUnlessDead(path: string, owner: ProcessIdentity): void {
  const liveness = livenessOf(owner)
  if (liveness === 'dead') return
  const who = `process ${owner.pid} on ${owner.host}`
  throw new DirectoryInUseError(
    liveness === 'alive'
      ? `The embedded database is in use by ${who}. Stop that process, or give this one another data directory (RACCORD_DATA), or use PostgreSQL (DATABASE_URL), which serves any number of processes.`
      : `The embedded database is locked by ${who}, which cannot be seen from here (another machine or container). If you are sure that it no longer runs, delete ${path} and start again. The embedded database serves one process at a time; for replicas use PostgreSQL (DATABASE_URL).`,
  )
}

// Its owner may be about to write it, this very millisecond; or a full disk cut it short.
function unreadable(path: string): string {
  return `The lock file ${path} cannot be read. Try again; if it stays so and no other process uses this directory, delete it.`
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Undefined where the file is gone or not whole. */
function readOwner(path: string): { text: string; identity: ProcessIdentity } | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('host' in value)) return undefined
    const { pid, host, boot, namespace, started } = value as Record<keyof ProcessIdentity, unknown>
    if (typeof pid !== 'number' || typeof host !== 'string') return undefined
    return { text, identity: { pid, host, boot: word(boot), namespace: word(namespace), started: word(started) } }
  } catch {
    return undefined
  }
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
