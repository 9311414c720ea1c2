import { ibanOf } from '@raccord/connector-kit'
import { type CsvColumns, type CsvRole, type CsvSeparator, type DayOrder, dayOrders } from '@raccord/contract'
import { dayOrdersOf } from '../day-order.ts'
import { decimalMarksOf } from '../decimal-mark.ts'
import { FileError } from '../file-part.ts'
import { csvRows, separatorOf } from './csv-cells.ts'
import { type CsvGuess, columnsProblem, shapeOf } from './csv-columns.ts'
import { moneyDoubts } from './doubts-of-money.ts'
import { isAmount, isDay, isEntry, usualWidth } from './entry-rows.ts'
import { amountRoles, type Cells, dateRoles, rolesByHeader } from './roles-by-header.ts'

/**
 * Separator, header, columns, order of days and mark of decimals of a CSV file, by its header where the words are known, else by
 * what the columns hold. What two readings fit is a doubt, and told as one. @throws FileError for what is no table of entries
 */
export function guessColumns(text: string): CsvGuess {
  const separator = separatorOf(text)
  if (separator === undefined) throw new FileError('no table')
  const rows = [...csvRows(text, separator)]
  const { width } = usualWidth(rows.filter(isEntry))
  const first = rows.findIndex((row) => row.length === width && isEntry(row))
  if (first === -1) throw new FileError('no row with a day and an amount')
  if (first > 100) throw new FileError('too many rows above the first entry')
  const header = rows[first - 1] ?? []
  const entries = rows.slice(first).filter((row) => row.length >= Math.min(width, 3) && isEntry(row))
  const doubts = new Set<CsvGuess['doubts'][number]>()
  const columns = Array.from({ length: width }, (_, at) => entries.flatMap((row) => (row[at] ? [row[at]] : [])))
  const cells: Cells = (at) => columns[at] ?? []
  const { roles, doubtful } = rolesByHeader(header, width, cells, entries)
  const open = columnsProblem({ ...fixed(separator, first), columns: roles }) !== undefined
  if (open) byContent(roles, width, cells)
  if (open || doubtful) doubts.add('columns')
  const days = roles.flatMap((role, at) =>
    role !== null && dateRoles.includes(role) ? [cells(at).filter((cell) => isDay(cell))] : [],
  )
  const orders = intersect(days.map(dayOrdersOf))
  const money = roles.flatMap((role, at) =>
    role !== null && (amountRoles.includes(role) || role === 'fee') ? cells(at) : [],
  )
  const marks = decimalMarksOf(money)
  if (orders.length !== 1) doubts.add('day_order')
  if (marks.length !== 1) doubts.add('decimal')
  const decimal = marks.at(0) ?? (separator === ';' ? ',' : '.')
  const doubted = moneyDoubts(roles, header, entries, decimal)
  if (doubted.doubtful) doubts.add('columns')
  const guessed: CsvColumns = {
    ...fixed(separator, first),
    ...{ columns: doubted.roles, dayOrder: orders.at(0) ?? 'dmy', decimal },
  }
  const sample = rows.slice(Math.max(0, first - 1), first + 3)
  const told = { doubts: [...doubts], sure: doubts.size === 0 }
  return { columns: guessed, ...told, shape: shapeOf(separator, header), sample }
}

function fixed(separator: CsvSeparator, skipRows: number) {
  return { separator, skipRows, decimal: '.', dayOrder: 'ymd' } as const
}

/** Fills what the header left open: the first days, the first amount that is no balance, the longest words. */
function byContent(roles: (CsvRole | null)[], width: number, column: Cells): void {
  const open = () => roles.flatMap((role, at) => (role === null && at < width ? [at] : []))
  const find = (fits: (cells: readonly string[]) => boolean) =>
    open().find((at) => column(at).length > 0 && fits(column(at)))
  if (!roles.some((role) => role !== null && dateRoles.includes(role))) {
    const at = find((cells) => cells.every(isDay))
    if (at !== undefined) roles[at] = 'date'
  }
  if (!roles.some((role) => role !== null && amountRoles.includes(role))) {
    const at = find((cells) => cells.every(isAmount) && cells.some((cell) => /[-+.,(]/.test(cell)))
    const any = at ?? find((cells) => cells.every(isAmount))
    if (any !== undefined) roles[any] = 'amount'
  }
  if (!roles.includes('currency')) {
    const at = find((cells) => cells.every((cell) => /^[A-Z]{3}$/.test(cell)))
    if (at !== undefined) roles[at] = 'currency'
  }
  if (!roles.includes('iban')) {
    const at = find((cells) => new Set(cells).size === 1 && ibanOf(cells[0]) !== undefined)
    if (at !== undefined) roles[at] = 'iban'
  }
  if (!roles.includes('description')) {
    const length = (at: number) => column(at).reduce((sum, cell) => sum + cell.length, 0)
    const words = open().filter((at) => column(at).some((cell) => /\p{L}{3}/u.test(cell)))
    const [longest] = words.toSorted((a, b) => length(b) - length(a))
    if (longest !== undefined) roles[longest] = 'description'
  }
}

function intersect(all: readonly (readonly DayOrder[])[]): readonly DayOrder[] {
  const told = all.filter((orders) => orders.length > 0)
  return dayOrders.filter((order) => told.length > 0 && told.every((orders) => orders.includes(order)))
}
