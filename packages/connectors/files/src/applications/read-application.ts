import type { DayOrder } from '@raccord/contract'
import { csvRows, separatorOf } from '../csv/csv-cells.ts'
import { foldHeader } from '../csv/header-words.ts'
import { dayOrdersOf } from '../day-order.ts'
import { decimalMarksOf } from '../decimal-mark.ts'
import type { FilePart } from '../file-part.ts'
import { actual } from './actual.ts'
import type { Application, Row } from './application.ts'
import { firefly } from './firefly.ts'
import { gnucash, gnucashFull } from './gnucash.ts'
import { ynab } from './ynab.ts'

const applications: readonly Application[] = [firefly, ynab, gnucash, gnucashFull, actual]

/**
 * A table that a known program wrote, by its header. `undefined`: none of them, or one of which nobody can know how its days or amounts are to be
 * read; it is then a table like any other.
 *
 * @param said the order of days, where somebody said it
 */
export function readApplication(text: string, currency = 'XXX', said?: DayOrder): Generator<FilePart> | undefined {
  const separator = separatorOf(text)
  if (separator === undefined) return undefined
  const [first] = csvRows(text, separator, 1)
  const header = (first ?? []).map(foldHeader)
  const known = applications.find(({ columns }) => columns.every((name) => header.includes(name)))
  if (!known) return undefined
  const rows = function* () {
    let head = true
    for (const cells of csvRows(text, separator)) {
      if (!head) yield { row: rowOf(header, cells.map(withoutSigns(known, header))), raw: JSON.stringify(cells) }
      head = false
    }
  }
  const cellsOf = (names: readonly string[]) =>
    [...rows()].flatMap(({ row }) => names.flatMap((name) => row(name) ?? []))
  const orders = said ? [said] : dayOrdersOf(cellsOf(known.days))
  const marks = decimalMarksOf(cellsOf(known.amounts))
  const [order, mark] = [orders[0], marks[0]]
  const sure = orders.length === 1 && marks.length === 1
  if (known.days.length > 0 && !sure) return undefined
  return known.read(rows(), { order: order ?? 'ymd', mark: mark ?? '.', currency })
}

function rowOf(header: readonly string[], cells: readonly string[]): Row {
  return (column) => cells[header.indexOf(column)] || undefined
}

/** Amounts without what stands around them: signs and letters of a currency, blanks. */
function withoutSigns({ amounts }: Application, header: readonly string[]) {
  return (cell: string, at: number): string =>
    amounts.includes(header[at] ?? '') && /\d/.test(cell)
      ? cell.replace(/[\p{L}\p{Sc}\s]+\.?\s*(?=\d)|(?<=\d)[\p{L}\p{Sc}\s]+$/gu, '')
      : cell
}
