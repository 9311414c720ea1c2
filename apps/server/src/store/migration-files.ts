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
 * The numbered `.sql` files of a directory, in order.
 *
 * @throws when a number is missing or taken twice: two branches that each added a migration met here
 */
export function readMigrations(directory: string = MIGRATIONS_DIRECTORY): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const match = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)
    if (match === null) throw new Error(`${file}: a migration is called NNNN_what_it_does.sql`)
    const number = Number(match[1])
    if (number !== index + 1) throw new Error(`${file}: expected migration number ${index + 1} here`)
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
