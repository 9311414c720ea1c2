import { cpSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { closeTree } from '../files/private-files.ts'
import { SettledFiles } from './settled-files.ts'

/** PGlite 0.5 is PostgreSQL 18; another major has another format on disk. */
const FORMAT = '18'

export type DirectoryState = 'absent' | 'ready'

/**
 * Looks at a store's directory before PostgreSQL does, whose own complaints about a damaged one end the process.
 *
 * @throws when there is something that is not a whole store of the right version; nothing is changed
 */
export async function inspectDataDirectory(directory: string): Promise<DirectoryState> {
  const entries = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (entries === undefined) return 'absent'
  const version = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(() => '')
  if (version.trim() !== '' && version.trim() !== FORMAT) {
    throw new Error(
      `${directory} was written by PostgreSQL ${version.trim()}, this release embeds ${FORMAT}. Export it with the release that wrote it (raccord db export) and import it into an empty directory with this one (raccord db import).`,
    )
  }
  for (const part of ['PG_VERSION', 'global/pg_control', 'pg_wal', 'base', 'postgresql.conf']) {
    const found = await stat(join(directory, part)).catch(() => undefined)
    if (found === undefined || (found.isFile() && found.size === 0)) {
      throw new Error(
        `${directory} is not a whole database: ${part} is missing. Restore it from a backup, or move it away to begin with an empty one.`,
      )
    }
  }
  return 'ready'
}

/**
 * Makes a store appear at `directory` all at once: `fill` writes beside it, then a rename. A crash on the way leaves
 * only the half-made neighbour, which the next attempt removes. The caller holds the directory's lock.
 */
export async function createDataDirectory(
  directory: string,
  fill: (directory: string) => Promise<void>,
  { durable }: { durable: boolean },
): Promise<void> {
  const half = `${directory}.new`
  await rm(half, { recursive: true, force: true })
  await fill(half)
  closeTree(half, 'RACCORD_DATA')
  // On disk before the rename that makes them visible is.
  if (durable) await new SettledFiles().settle(half)
  await rename(half, directory)
}

/** Copies a template: a thousand small files, five times quicker in one synchronous call than by as many promises. */
export async function copyTemplate(template: string, directory: string): Promise<void> {
  cpSync(template, directory, { recursive: true })
}
