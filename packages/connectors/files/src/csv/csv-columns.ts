import { createHash } from 'node:crypto'
import { type CsvColumns, type CsvRole, type CsvSeparator, csvRoles } from '@raccord/contract'

export interface CsvGuess {
  readonly columns: CsvColumns
  /** Nothing in it is a guess between two. */
  readonly sure: boolean
  /** What is not known; empty where it is `sure`. */
  readonly doubts: readonly ('columns' | 'day_order' | 'decimal')[]
  /** Names the shape of the file, by its header: the next file of the bank has it too. */
  readonly shape: string
  /** Header and first rows, for whoever is asked. */
  readonly sample: readonly (readonly string[])[]
}

export function shapeOf(separator: CsvSeparator, header: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([separator, header]))
    .digest('base64url')
    .slice(0, 22)
}

/** Why nothing can be read by it; `undefined`: it can. */
export function columnsProblem({ columns, skipRows }: CsvColumns): string | undefined {
  const has = (role: CsvRole) => columns.includes(role)
  if (!['date', 'booking_date', 'value_date', 'transaction_date'].some((role) => has(role as CsvRole)))
    return 'no column is a date'
  if (!has('amount') && !has('debit') && !has('credit')) return 'no column is an amount'
  const twice = csvRoles.find((role) => role !== 'description' && columns.filter((one) => one === role).length > 1)
  if (twice !== undefined) return `two columns are ${twice}`
  return skipRows < 0 || skipRows > 100 ? 'too many rows above the entries' : undefined
}
