import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the setting names, or the first of these that the system has; undefined without one. */
export function findProgram(setting: string, names: readonly string[]): string | undefined {
  const named = process.env[setting]
  if (named) return existsSync(named) ? named : undefined
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}
