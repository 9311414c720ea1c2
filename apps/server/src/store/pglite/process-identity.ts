import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Names one process so that another can tell later whether it still lives. A pid alone will not do: pids are reused
 * after a crash, and in a container every server is pid 1 of its own namespace.
 */
export interface ProcessIdentity {
  pid: number
  host: string
  /** Changes when the machine boots; undefined where the system does not tell. */
  boot: string | undefined
  /** The pid namespace (Linux containers): a pid means nothing outside its own. */
  namespace: string | undefined
  /** When the process began, in the system's own terms; undefined where it does not tell. */
  started: string | undefined
}

export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    boot: read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    namespace: read(() => readlinkSync('/proc/self/ns/pid')),
    started: startOf(process.pid),
  }
}

export type Liveness = 'alive' | 'dead' | 'unknown'

/** Whether the process named still runs, as far as it can be seen from here. Never `dead` on a guess. */
export function livenessOf(other: ProcessIdentity, own: ProcessIdentity = ownIdentity()): Liveness {
  if (other.host === own.host && other.boot !== undefined && own.boot !== undefined && other.boot !== own.boot) {
    return 'dead'
  }
  // Another container may hold the directory through a shared volume, another machine through a network file system.
  if (other.host !== own.host || other.namespace !== own.namespace) return 'unknown'
  if (!exists(other.pid)) return 'dead'
  const started = startOf(other.pid)
  if (started === undefined || other.started === undefined) return 'alive'
  return started === other.started ? 'alive' : 'dead'
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: there is one, of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Linux: clock ticks since boot, field 22 of `/proc/<pid>/stat`, counted after the name, which may hold blanks. */
function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return read(() => {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    })
  }
  if (process.platform === 'win32') return undefined
  return read(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined)
}

function read<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
