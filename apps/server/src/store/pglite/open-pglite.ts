import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { NodeFS } from '@electric-sql/pglite/nodefs'
import { columnParsers } from '../column-types.ts'
import { closeTree, privateFolder, unwritable } from '../files/private-files.ts'
import { copyTemplate, createDataDirectory, inspectDataDirectory } from './data-directory.ts'
import { lockDirectory } from './directory-lock.ts'
import { DurableFs, durableStartParams } from './durable-fs.ts'
import { PrivateFs } from './private-fs.ts'
import { wasClosed } from './settled-files.ts'

const SETTING = 'RACCORD_DATA'

export interface OpenPgliteOptions {
  /** The store is `<dataDir>/pg`, its lock `<dataDir>/pg.lock`. */
  dataDir: string
  /** Every commit reaches the disk. Off only where losing the data is no loss: tests. */
  durable: boolean
  /** A directory to copy when there is no store yet; without one PostgreSQL initialises itself, slowly. */
  template: string | undefined
}

export interface OpenedPglite {
  pglite: PGlite
  /** True when the store was made by this call. */
  created: boolean
  /** fsync calls since opening; undefined when not durable. */
  fsyncs(): number | undefined
  /** Gives the directory back. After closing PGlite. */
  unlock(): void
}

/** Opens the embedded database, making it at the first time. */
export async function openPglite({ dataDir, durable, template }: OpenPgliteOptions): Promise<OpenedPglite> {
  privateFolder(dataDir, SETTING)
  const unlock = lock(dataDir)
  try {
    const directory = join(dataDir, 'pg')
    const created = (await inspectDataDirectory(directory)) === 'absent'
    if (created) {
      const fill = (half: string) => (template === undefined ? initialise(half) : copyTemplate(template, half))
      await createDataDirectory(directory, fill, { durable })
    }
    // Of every store: one that an older release made, or a restored backup, may be open to all.
    closeTree(directory, SETTING)
    const fs = durable ? new DurableFs(directory) : new PrivateFs(directory)
    if (fs instanceof DurableFs && !(await wasClosed(directory))) await fs.settled.settle(directory)
    const pglite = await start(fs, durable)
    if (fs instanceof DurableFs) {
      fs.settled.forget()
      await testDurability(pglite, fs)
    }
    return { pglite, created, fsyncs: () => (fs instanceof DurableFs ? fs.fsyncs : undefined), unlock }
  } catch (error) {
    unlock()
    throw error
  }
}

/** An empty database cluster at `directory`. */
export async function initialise(directory: string): Promise<void> {
  privateFolder(directory, SETTING)
  await (await start(new PrivateFs(directory), false)).close()
  closeTree(directory, SETTING)
}

function lock(dataDir: string): () => void {
  try {
    return lockDirectory(join(dataDir, 'pg.lock'))
  } catch (error) {
    throw unwritable(error, dataDir, SETTING)
  }
}

async function start(fs: NodeFS, durable: boolean): Promise<PGlite> {
  const params = durable ? durableStartParams(PGlite.defaultStartParams) : PGlite.defaultStartParams
  return PGlite.create({
    fs,
    parsers: { ...columnParsers },
    // One session has no use for the default of 128 MB, and the WASM heap never shrinks.
    startParams: [...params, '-c', 'shared_buffers=8MB', '-c', 'wal_buffers=1MB'],
    // Segments of 1 MB instead of 16 make a fresh store a third smaller, and quicker to copy.
    initDbStartParams: ['--wal-segsize=1'],
  })
}

/** The hook relies on PGlite's inside: a release that moves it must not pass unseen. */
async function testDurability(pglite: PGlite, fs: DurableFs): Promise<void> {
  const before = fs.fsyncs
  await pglite.exec(`select pg_logical_emit_message(true, 'raccord', 'durability')`)
  if (fs.fsyncs > before) return
  await pglite.close()
  throw new Error(
    'The embedded database does not write its commits through to the disk: this PGlite release is not supported. Use the pinned one, or PostgreSQL (DATABASE_URL).',
  )
}
