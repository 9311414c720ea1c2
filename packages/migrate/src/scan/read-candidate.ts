import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { needles } from './previous-names.ts'

export const largest = 1024 * 1024

export type ReadFile =
  | { readonly kind: 'text'; readonly text: string }
  /** Nothing of the previous widgets is in it: most files. */
  | { readonly kind: 'clean' }
  | { readonly kind: 'skipped'; readonly why: 'too large' | 'binary' | 'not UTF-8' | 'unreadable' }

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
let room = Buffer.allocUnsafe(256 * 1024)

/** Reads a file if it may hold anything; a link in its place is refused by the system (O_NOFOLLOW). */
export function readCandidate(path: string, wanted: readonly string[] = needles): ReadFile {
  let bytes: Buffer
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
  } catch {
    return { kind: 'skipped', why: 'unreadable' }
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) return { kind: 'skipped', why: 'unreadable' }
    if (stat.size > largest) return { kind: 'skipped', why: 'too large' }
    if (stat.size + 1 > room.length) room = Buffer.allocUnsafe(largest + 1)
    bytes = room.subarray(0, readSync(file, room, 0, stat.size + 1, 0))
  } catch {
    return { kind: 'skipped', why: 'unreadable' }
  } finally {
    closeSync(file)
  }
  if (!wanted.some((needle) => bytes.includes(needle))) return { kind: 'clean' }
  if (bytes.includes(0)) return { kind: 'skipped', why: 'binary' }
  try {
    return { kind: 'text', text: decoder.decode(bytes) }
  } catch {
    return { kind: 'skipped', why: 'not UTF-8' }
  }
}
