import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, sep } from 'node:path'
import { readMigrations } from '../migration-files.ts'

/** Raise it when `build-template.ts` changes what a template holds. */
const LAYOUT = 2

/**
 * Where the template of this very release belongs: a directory that the first start of a store copies instead of
 * initialising PostgreSQL, which takes seconds and hundreds of megabytes. The name changes with all that went in.
 */
export function templateLocation(): string {
  const pglite = installed('@electric-sql/pglite')
  const key = createHash('sha256')
  for (const part of [LAYOUT, pglite.version, installed('pg-boss').version]) key.update(`${part}\n`)
  for (const { checksum } of readMigrations()) key.update(`${checksum}\n`)
  return join(pglite.modules, '.cache', 'raccord', `pg-${key.digest('hex').slice(0, 16)}`)
}

/** The template, where set-up has built it. */
export function findTemplate(): string | undefined {
  const location = templateLocation()
  return existsSync(join(location, 'PG_VERSION')) ? location : undefined
}

/** Read from disk: the packages do not export their package.json. */
function installed(name: string): { modules: string; version: string } {
  const entry = createRequire(import.meta.url).resolve(name)
  const marker = `${sep}node_modules${sep}`
  const modules = entry.slice(0, entry.lastIndexOf(marker) + marker.length - 1)
  const { version } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as { version: string }
  return { modules, version }
}
