import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'

/** The lock names no address to download from, and a checksum for everything that is downloaded. */
export function checkLockFile(folder = root): CheckResult {
  const { packages = {} } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages?: Record<string, { link?: boolean; resolved?: string; integrity?: string }>
  }
  const problems: string[] = []
  let seen = 0
  for (const [path, entry] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || entry.link) continue
    seen += 1
    if (/^[a-z+]+:\/\//.test(entry.resolved ?? '')) problems.push(`${path}: resolved to an address`)
    if (!entry.integrity) problems.push(`${path}: no checksum`)
  }
  return { seen, expected: 1, problems }
}
