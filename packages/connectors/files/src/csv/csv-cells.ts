import { type CsvSeparator, csvSeparators } from '@raccord/contract'
import { FileError } from '../file-part.ts'
import { isEntry, usualWidth } from './entry-rows.ts'

/** More is no statement. */
const most = { cells: 120, cell: 4_000, rows: 200_000 }

/** RFC 4180 with any separator, row by row; rows of nothing are left out. A quote that never ends is one line's. */
export function* csvRows(text: string, separator: CsvSeparator, rows = most.rows): Generator<readonly string[]> {
  let at = text.startsWith('\ufeff') ? 1 : 0
  for (let count = 0; at < text.length; ) {
    const row: string[] = []
    for (let over = false; !over; ) {
      const [cell, next] = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, separator)
      if (row.length >= most.cells) throw new FileError('a row of too many columns')
      row.push(cell.slice(0, most.cell).trim())
      over = text[next] !== separator
      at = next + 1
      if (over && text[next] === '\r' && text[at] === '\n') at += 1
    }
    if (row.every((cell) => cell === '')) continue
    if (count >= rows) return
    count += 1
    yield row
  }
}

function plainCell(text: string, from: number, separator: CsvSeparator): [string, number] {
  let end = from
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
  return [text.slice(from, end), end]
}

/** A longer one than any bank writes was no quote: then it is a plain cell. */
function quotedCell(text: string, from: number, separator: CsvSeparator): [string, number] {
  for (let at = from + 1, end = Math.min(text.length, from + 2 * most.cell); at < end; at += 1) {
    if (text[at] !== '"') continue
    if (text[at + 1] === '"') at += 1
    else {
      const [rest, next] = plainCell(text, at + 1, separator)
      return [text.slice(from + 1, at).replaceAll('""', '"') + rest.trim(), next]
    }
  }
  return plainCell(text, from, separator)
}

/**
 * The one whose rows hold a day and an amount; what stands above a table, and the decimals of its amounts, have others in them. Where none does,
 * or several, the one that makes the most rows of one width.
 */
export function separatorOf(text: string): CsvSeparator | undefined {
  let best: { separator: CsvSeparator; score: number } | undefined
  for (const separator of csvSeparators) {
    const rows = [...csvRows(text, separator, 200)]
    const entries = usualWidth(rows.filter(isEntry))
    const all = usualWidth(rows)
    if (all.width < 2 && entries.width < 2) continue
    const [most, width] = entries.width < 2 ? [0, 0] : [entries.rows, Math.min(entries.width, 99)]
    const score = (most * 100 + width) * 10_000 + all.rows * 10 + Math.min(all.width, 9)
    if (score > (best?.score ?? 0)) best = { separator, score }
  }
  return best?.separator
}
