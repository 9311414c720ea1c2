import { ibanOf } from '@raccord/connector-kit'
import {
  type CsvColumns,
  type CsvRole,
  type CsvSeparator,
  type DayOrder,
  type DecimalMark,
  dayOrders,
} from '@raccord/contract'
import { dayOrdersOf, readDay } from '../day-order.ts'
import { decimalMarksOf, readAmount } from '../decimal-mark.ts'
import { FileError } from '../file-part.ts'
import { csvRows, separatorOf } from './csv-cells.ts'
import { type CsvGuess, columnsProblem, shapeOf } from './csv-columns.ts'
import { roleOfHeader } from './header-words.ts'

const dateRoles: readonly CsvRole[] = ['booking_date', 'date', 'transaction_date', 'value_date']
const amountRoles: readonly CsvRole[] = ['amount', 'debit', 'credit']
const single = new Set<CsvRole>(['iban', 'payee', 'currency', 'balance', 'status', 'reference', 'counterparty_iban'])

/**
 * Separator, header, columns, order of days and mark of decimals of a CSV file, by its header where the words are known, else by
 * what the columns hold. What two readings fit is a doubt, and told as one. @throws FileError for what is no table of entries
 */
export function guessColumns(text: string): CsvGuess {
  const separator = separatorOf(text)
  if (separator === undefined) throw new FileError('no table')
  const rows = [...csvRows(text, separator)]
  const first = rows.findIndex(isEntry)
  if (first === -1) throw new FileError('no row with a day and an amount')
  if (first > 100) throw new FileError('too many rows above the first entry')
  const header = rows[first - 1] ?? []
  const width = rows[first]?.length ?? 0
  const entries = rows.slice(first).filter((row) => row.length >= Math.min(width, 3) && isEntry(row))
  const doubts: CsvGuess['doubts'][number][] = []
  const column = (at: number) => entries.flatMap((row) => (row[at] ? [row[at]] : []))
  const columns = byHeader(header, width, column)
  if (columnsProblem({ ...fixed(separator, first), columns }) !== undefined) {
    byContent(columns, width, column)
    doubts.push('columns')
  }
  const days = columns.flatMap((role, at) => (role !== null && dateRoles.includes(role) ? [column(at)] : []))
  const orders = intersect(days.map(dayOrdersOf))
  const money = columns.flatMap((role, at) => (role !== null && amountRoles.includes(role) ? column(at) : []))
  const marks = decimalMarksOf(money)
  if (orders.length !== 1) doubts.push('day_order')
  if (marks.length !== 1) doubts.push('decimal')
  const guessed: CsvColumns = {
    ...fixed(separator, first),
    columns,
    dayOrder: orders.at(0) ?? 'dmy',
    decimal: marks.at(0) ?? (separator === ';' ? ',' : '.'),
  }
  const sample = rows.slice(Math.max(0, first - 1), first + 3)
  return { columns: guessed, sure: doubts.length === 0, doubts, shape: shapeOf(separator, header), sample }
}

function fixed(separator: CsvSeparator, skipRows: number) {
  return { separator, skipRows, decimal: '.' as DecimalMark, dayOrder: 'ymd' as DayOrder }
}

const isDay = (cell: string): boolean => dayOrders.some((order) => readDay(cell, order) !== undefined)
const isAmount = (cell: string): boolean =>
  cell.length < 25 && !isDay(cell) && (['.', ','] as const).some((mark) => readAmount(cell, mark, 'EUR') !== undefined)

function isEntry(row: readonly string[]): boolean {
  return row.some(isDay) && row.some(isAmount)
}

/** A header's word counts only where the column holds what it says. */
function byHeader(
  header: readonly string[],
  width: number,
  column: (at: number) => readonly string[],
): (CsvRole | null)[] {
  const taken = new Set<CsvRole>()
  const roles = Array.from({ length: width }, (_, at): CsvRole | null => {
    const role = roleOfHeader(header[at] ?? '')
    if (role === undefined || !holds(role, column(at))) return null
    if (role !== 'description' && taken.has(role)) return single.has(role) && role === 'payee' ? 'description' : null
    taken.add(role)
    return role
  })
  // One amount that says all is better than two halves of which one is a guess.
  if (taken.has('amount')) return roles.map((role) => (role === 'debit' || role === 'credit' ? null : role))
  return roles
}

function holds(role: CsvRole, cells: readonly string[]): boolean {
  if (dateRoles.includes(role)) return cells.length > 0 && cells.every(isDay)
  if (amountRoles.includes(role) || role === 'balance') return cells.every(isAmount)
  if (role === 'iban') return cells.length > 0 && cells.every((cell) => /\d{4}/.test(cell.replace(/\s/g, '')))
  if (role === 'currency') return cells.every((cell) => /^[A-Za-z]{3}$/.test(cell))
  if (role === 'counterparty_iban') return cells.every((cell) => /^[A-Z]{2}\d{2}/i.test(cell) || cell.length < 35)
  return true
}

/** Fills what the header left open: the first days, the first amount that is no balance, the longest words. */
function byContent(roles: (CsvRole | null)[], width: number, column: (at: number) => readonly string[]): void {
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
