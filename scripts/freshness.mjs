import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const skipped = new Set(['node_modules', 'dist', '.git'])

/**
 * Newest modification time (ms) at or below `path`; 0 where it does not exist.
 * Folders count too: removing a file touches nothing but its folder.
 */
export function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  let latest = stat.mtimeMs
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue
    latest = Math.max(latest, newest(join(path, entry.name)))
  }
  return latest
}

/** True when `output` is missing or older than anything in `sources`. */
export function isStale(output, sources) {
  const built = statSync(output, { throwIfNoEntry: false })
  return !built || sources.some((source) => newest(source) > built.mtimeMs)
}
