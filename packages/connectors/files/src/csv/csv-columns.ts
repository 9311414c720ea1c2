import { createHash } from 'node:crypto'
import type { DayOrder } from '../day-order.ts'
import type { DecimalMark } from '../decimal-mark.ts'
import type { CsvSeparator } from './csv-cells.ts'

/** What a column may hold. `debit` and `credit` are unsigned, or signed as they go. */
export const csvRoles = [
  ...(['date', 'bookingDate', 'valueDate', 'transactionDate', 'amount', 'debit', 'credit', 'currency'] as const),
  ...(['payee', 'description', 'counterpartyIban', 'iban', 'balance', 'status', 'reference'] as const),
] as const
export type CsvRole = (typeof csvRoles)[number]

/** How a CSV file is read, whole: what was guessed, or what somebody said. */
export interface CsvColumns {
  readonly separator: CsvSeparator
  /** Rows above the first entry: the header, and what a bank writes over it. */
  readonly skipRows: number
  readonly decimal: DecimalMark
  readonly dayOrder: DayOrder
  /** What each column holds, from the first on; `null`: not read. `description` may stand several times. */
  readonly columns: readonly (CsvRole | null)[]
}

export interface CsvGuess {
  readonly columns: CsvColumns
  /** Nothing in it is a guess between two. */
  readonly sure: boolean
  /** What is not known, in our words; empty where it is `sure`. */
  readonly doubts: readonly string[]
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
  if (!['date', 'bookingDate', 'valueDate', 'transactionDate'].some((role) => has(role as CsvRole)))
    return 'no column is a date'
  if (!has('amount') && !has('debit') && !has('credit')) return 'no column is an amount'
  const twice = csvRoles.find((role) => role !== 'description' && columns.filter((one) => one === role).length > 1)
  if (twice !== undefined) return `two columns are ${twice}`
  return skipRows < 0 || skipRows > 100 ? 'too many rows above the entries' : undefined
}
