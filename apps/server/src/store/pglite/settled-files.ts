import { fstatSync } from 'node:fs'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Longer than the coarsest clock tick that file systems stamp with: a change within it might go unseen. */
const TICK_MS = 2500

/**
 * Files that are known to be on disk, unchanged since.
 *
 * After a crash PostgreSQL syncs every file of the cluster, one after the other, before it recovers: a thousand waits
 * for the disk, several seconds. The same files synced by four threads at once take a fraction of it, and an fsync of a
 * file that was synced and not touched since has nothing left to do.
 */
export class SettledFiles {
  readonly #changed = new Map<bigint, bigint>()

  /** Syncs all files of a directory, and remembers those that nobody has touched lately. */
  async settle(directory: string): Promise<void> {
    const entries = await readdir(directory, { withFileTypes: true, recursive: true })
    const next = [directory, ...entries.map((entry) => join(entry.parentPath, entry.name))].values()
    const limit = BigInt(Date.now() - TICK_MS) * 1_000_000n
    const worker = async (): Promise<void> => {
      for (const path of next) {
        // Windows cannot open a directory, and needs no sync of one.
        const handle = await open(path, 'r').catch(() => undefined)
        if (handle === undefined) continue
        try {
          // Looked at before the sync: a change that comes later shows, one in between is synced twice.
          const { ino, ctimeNs } = await handle.stat({ bigint: true })
          await handle.sync()
          if (ctimeNs < limit) this.#changed.set(ino, ctimeNs)
        } catch {
          // Not remembered: PostgreSQL will sync it, and say what is wrong.
        } finally {
          await handle.close()
        }
      }
    }
    await Promise.all(Array.from({ length: 4 }, worker))
  }

  /** Whether the open file was settled and is as it was then. */
  holds(descriptor: number): boolean {
    if (this.#changed.size === 0) return false
    const { ino, ctimeNs } = fstatSync(descriptor, { bigint: true })
    return this.#changed.get(ino) === ctimeNs
  }

  /** Once the store is open nothing is skipped any more. */
  forget(): void {
    this.#changed.clear()
  }
}

/** Whether the cluster was closed properly: `pg_control` says so in its third field (`DBState`, 1 = shut down). */
export async function wasClosed(directory: string): Promise<boolean> {
  const control = await readFile(join(directory, 'global', 'pg_control'))
  return control.length > 20 && control.readUInt32LE(16) === 1
}
