import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { readCandidate } from '../scan/read-candidate.ts'
import { applyEdits, type ScannedFile } from '../scan/scan-file.ts'

export type Written = { readonly written: true } | { readonly written: false; readonly why: string }

/**
 * Replaces one file as a whole or not at all: the new text goes to a file beside it, which then takes its name. Mode, line
 * ends and byte order mark stay. Refuses what changed since it was read, and any folder on the way that has become a link.
 */
export function writeScanned(root: string, scanned: ScannedFile): Written {
  const path = join(root, scanned.file)
  if (!isInside(root, path)) return { written: false, why: 'its folder leads out of the scanned one' }
  const now = readCandidate(path)
  if (now.kind !== 'text' || now.text !== scanned.text) return { written: false, why: 'it changed since it was read' }
  const stat = lstatSync(path)
  if (!stat.isFile()) return { written: false, why: 'it is a link now' }
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW = 0 } = constants
    const file = openSync(beside, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600)
    try {
      writeAll(file, Buffer.from(applyEdits(scanned.text, scanned.edits), 'utf8'))
      fchmodSync(file, stat.mode & 0o7777)
      fsyncSync(file)
      if (fstatSync(file).size === 0) throw new Error('nothing was written')
    } finally {
      closeSync(file)
    }
    if (!isInside(root, path)) throw new Error('its folder became a link')
    renameSync(beside, path)
    return { written: true }
  } catch (error) {
    rmSync(beside, { force: true })
    return { written: false, why: error instanceof Error ? error.message : String(error) }
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

function isInside(root: string, path: string): boolean {
  try {
    const real = realpathSync(dirname(path))
    const way = relative(realpathSync(root), real)
    return (
      way !== '..' && !way.startsWith(`..${sep}`) && join(realpathSync(root), dirname(relative(root, path))) === real
    )
  } catch {
    return false
  }
}
