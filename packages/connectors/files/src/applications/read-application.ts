import type { DayOrder, DecimalMark } from '@raccord/contract'
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

/** What tells how days and amounts are written; rows beyond are read so. */
const rowsLookedAt = 20_000

/**
 * A table that a known program wrote, by its header. `undefined`: none of them, or one of which nobody can know how its days or amounts are to be
 * read; it is then a table like any other.
 *
 * @param said what somebody said of how it is written
 */
export function readApplication(
  text: string,
  currency = 'XXX',
  said: { readonly dayOrder?: DayOrder | undefined; readonly decimal?: DecimalMark | undefined } = {},
): Generator<FilePart> | undefined {
  const separator = separatorOf(text)
  if (separator === undefined) return undefined
  const [first] = csvRows(text, separator, 1)
  const header = (first ?? []).map(foldHeader)
  const known = applications.find(({ columns }) => columns.every((name) => header.includes(name)))
  if (!known) return undefined
  const plain = withoutSigns(known, header)
  const rows = function* (most?: number) {
    let head = true
    for (const cells of csvRows(text, separator, most)) {
      if (!head) yield { row: rowOf(header, cells.map(plain)), raw: JSON.stringify(cells) }
      head = false
    }
  }
  const [days, amounts]: [string[], string[]] = [[], []]
  for (const { row } of rows(rowsLookedAt)) {
    for (const name of known.days) days.push(...given(row(name)))
    for (const name of known.amounts) amounts.push(...given(row(name)))
  }
  const orders = said.dayOrder ? [said.dayOrder] : dayOrdersOf(days)
  const marks = said.decimal ? [said.decimal] : decimalMarksOf(amounts)
  const [order, mark] = [orders[0], marks[0]]
  const sure = orders.length === 1 && marks.length === 1
  if (known.days.length > 0 && !sure) return undefined
  return known.read(rows(), { order: order ?? 'ymd', mark: mark ?? '.', currency })
}

function rowOf(header: readonly string[], cells: readonly string[]): Row {
  return (column) => cells[header.indexOf(column)] || undefined
}

const given = (cell: string | undefined) => (cell === undefined ? [] : [cell])

/** A longer cell is no amount. */
const longestAmount = 60

/**
 * Amounts without what stands around them: signs and letters of a currency, blanks. What has letters among its digits, or a point between both
 * that may be either's, stays as it is and is no amount then.
 */
function withoutSigns({ amounts }: Application, header: readonly string[]) {
  return (cell: string, at: number): string => {
    const isAmount = amounts.includes(header[at] ?? '') && cell.length <= longestAmount && /\d/.test(cell)
    if (!isAmount || /\d\s*\p{L}[\p{L}\s+-]*\d|\p{L}\.\d+$/u.test(cell)) return cell
    return cell.replace(/\p{L}+(?:\.(?=\s|$|\d+[.,]))?|[\p{Sc}\s]+/gu, '')
  }
}
