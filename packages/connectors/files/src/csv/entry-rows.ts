import { dayOrders, decimalMarks } from '@raccord/contract'
import { readDay } from '../day-order.ts'
import { readAmount } from '../decimal-mark.ts'

export const isDay = (cell: string): boolean => dayOrders.some((order) => readDay(cell, order, '30 days') !== undefined)

export const isAmount = (cell: string): boolean =>
  cell.length < 25 && !isDay(cell) && decimalMarks.some((mark) => readAmount(cell, mark, 'EUR') !== undefined)

export function isEntry(row: readonly string[]): boolean {
  return row.some(isDay) && row.some(isAmount)
}

/** The width that most of the rows have, the wider of two; what stands above a table may look like an entry too. */
export function usualWidth(rows: Iterable<readonly string[]>): { readonly width: number; readonly rows: number } {
  const widths = new Map<number, number>()
  for (const { length } of rows) widths.set(length, (widths.get(length) ?? 0) + 1)
  let best = { width: 0, rows: 0 }
  for (const [width, count] of widths)
    if (count > best.rows || (count === best.rows && width > best.width)) best = { width, rows: count }
  return best
}
