import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../database.ts'
import { privateFolder } from '../files/private-files.ts'
import { recordActions } from '../repositories/operator-actions.ts'
import { exportToFile } from './export-database.ts'

/** In the data directory: asks the server that has the embedded database open, as no other process can, for a backup. */
export const BACKUP_REQUEST = 'backup.request'

/** Nightly ones have a day in their name, those that were asked for an instant: only the former are ever deleted. */
const nightly = /^raccord-\d{4}-\d\d-\d\d\.jsonl\.gz$/

/** The hour, UTC, from which on the night's backup is made; where the machine slept, when it wakes. */
const HOUR = 2

export interface BackupPlace {
  readonly folder: string
  /** Nightly ones; 0 makes none. */
  readonly kept: number
}

const nameOf = (stamp: string): string => `raccord-${stamp}.jsonl.gz`

/** Writes everything into a new file of its owner's alone, and answers its path. It is read back by `raccord db import`. */
export async function writeBackup(
  database: Database,
  { folder }: BackupPlace,
  source: 'cli' | 'server',
  stamp = database.clock
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', ''),
): Promise<string> {
  privateFolder(folder, 'RACCORD_BACKUPS')
  const path = join(folder, nameOf(stamp))
  const { rows } = await exportToFile(database, path)
  const action = { action: 'data.exported', subject: path, detail: { rows } } as const
  await recordActions(database.kysely, source, [action], database.clock.now())
  return path
}

/** Tonight's backup, unless it is there, and those that are too many away. Undefined when there was nothing to do. */
export async function backUpNightly(database: Database, place: BackupPlace): Promise<string | undefined> {
  const now = database.clock.now()
  const day = now.toISOString().slice(0, 10)
  if (place.kept === 0 || now.getUTCHours() < HOUR) return undefined
  const tonight = join(place.folder, nameOf(day))
  const there = await stat(tonight).catch(() => undefined)
  if (there !== undefined && there.size > 0) return undefined
  // A name that was reserved by a process that died before it wrote.
  if (there !== undefined) await rm(tonight)
  const path = await writeBackup(database, place, 'server', day)
  // After the new one is whole.
  const all = (await readdir(place.folder)).filter((name) => nightly.test(name)).sort()
  for (const name of all.slice(0, -place.kept)) await rm(join(place.folder, name))
  return path
}
