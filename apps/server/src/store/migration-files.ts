import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Migration {
  /** `0001`, … */
  number: number
  /** The file's name without its ending. */
  name: string
  sql: string
  /** SHA-256 of the text, hex. */
  checksum: string
}

export const MIGRATIONS_DIRECTORY = join(import.meta.dirname, 'sql')

/**
 * The numbered `.sql` files of a directory, in order. Numbers may be left out: branches that are written side by side take
 * ranges of their own.
 *
 * @throws when a number is taken twice: two branches that each added a migration met here
 */
export function readMigrations(directory: string = MIGRATIONS_DIRECTORY): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  let before = 0
  return files.map((file) => {
    const match = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)
    if (match === null) throw new Error(`${file}: a migration is called NNNN_what_it_does.sql`)
    const number = Number(match[1])
    if (number <= before) throw new Error(`${file}: migration number ${number} is taken`)
    before = number
    // A checkout with CRLF endings is the same migration.
    const sql = readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n')
    return {
      number,
      name: file.slice(0, -'.sql'.length),
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
    }
  })
}
