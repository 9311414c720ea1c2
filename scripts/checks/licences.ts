import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.mjs'
import type { CheckResult } from './check-result.ts'

/** SPDX ids under which a package may come with Raccord: they ask for a notice and nothing more. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Unlicense',
  'Zlib',
])

/** `A OR B` needs one permissive side, `A AND B` both. Nested expressions are refused rather than guessed. */
export function isPermissive(licence: string): boolean {
  const flat = licence.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(flat)) return false
  return flat.split(/ or /i).some((side) => side.split(/ and /i).every((id) => permissive.has(id.trim())))
}

/** Of the lock file, and of a manifest. */
interface Entry {
  readonly license?: unknown
  readonly dev?: boolean
  readonly link?: boolean
  readonly optional?: boolean
}

/** Licences of everything a production install brings, read from the packages themselves. */
export function checkLicences(folder = root): CheckResult {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>
  }
  const entries = Object.entries(packages).filter(
    ([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link,
  )
  const problems: string[] = []
  let seen = 0
  for (const [path, { optional, license }] of entries) {
    const manifest = join(folder, path, 'package.json')
    if (!existsSync(manifest) && !optional) problems.push(`${path}: not installed`)
    // A binary of another platform is not here to be read; the lock repeats what it states.
    const stated = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as Entry).license : license
    seen += 1
    if (typeof stated !== 'string') problems.push(`${path}: states no licence`)
    else if (!isPermissive(stated)) problems.push(`${path}: ${stated}`)
  }
  return { seen, expected: entries.length, problems }
}
