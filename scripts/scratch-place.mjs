import { statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'

const GB = 2 ** 30
/** Measured at most 1.2 GB at once; what the tests' own processes need beside it is several times as much. */
const ROOM = 4 * GB
const MEMORY = 8 * GB

/**
 * Where the tests keep databases that live for seconds: in memory where there is plenty of it, for a disk is written to and waited for
 * in vain; else where temporary files go. TMPDIR decides where it is set.
 */
export function scratchPlace(env = process.env, memory = '/dev/shm') {
  if (env.TMPDIR || freemem() < MEMORY) return tmpdir()
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= ROOM ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}
