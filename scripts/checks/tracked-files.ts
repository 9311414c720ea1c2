import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'

/** Paths, relative to the root and with `/`, of all files git tracks or would track (new, not ignored). */
export function trackedFiles(folder = root): string[] {
  const options = { cwd: folder, encoding: 'utf8' as const, maxBuffer: 64 * 1024 * 1024 }
  const output = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], options)
  return [...new Set(output.split('\0'))].filter((path) => path && existsSync(join(folder, path))).sort()
}

/** Sample programs for the migration doctor: read as text, never built; the leak check reads them all the same. */
export const isSample = (path: string): boolean => path.startsWith('packages/migrate/corpus/')

/** Written by a test from the API document; nobody edits it. */
export const isGenerated = (path: string): boolean => path.startsWith('packages/sdk/src/generated/')

export const isSource = (path: string): boolean =>
  /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts') && !isSample(path)

/** Tests and what only tests use: their rules are looser. */
export const isTest = (path: string): boolean =>
  /\.test\.(ts|tsx|mjs)$/.test(path) || /(^|\/)(tests|bench|testing)\//.test(path) || /(^|\/)fixtures\.tsx?$/.test(path)
