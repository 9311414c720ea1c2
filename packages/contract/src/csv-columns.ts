/**
 * What a column of a CSV file may hold. `debit` and `credit` are unsigned, or signed as they go; `direction` is a word for which way the
 * `amount` went, which decides over its sign; a `fee` was taken besides the amount. `payer` is the other party where money came in, `payee`
 * where it went out, or either where there is no `payer`.
 */
export const csvRoles = [
  ...(['date', 'booking_date', 'value_date', 'transaction_date', 'amount', 'debit', 'credit'] as const),
  ...(['direction', 'fee', 'currency', 'payer'] as const),
  ...(['payee', 'description', 'counterparty_iban', 'iban', 'balance', 'status', 'reference'] as const),
] as const
export type CsvRole = (typeof csvRoles)[number]

/** In which order a file writes day, month and year. */
export const dayOrders = ['ymd', 'dmy', 'mdy'] as const
export type DayOrder = (typeof dayOrders)[number]

export const csvSeparators = [';', ',', '\t', '|'] as const
export type CsvSeparator = (typeof csvSeparators)[number]

export const decimalMarks = ['.', ','] as const
export type DecimalMark = (typeof decimalMarks)[number]

/** How a CSV file is read, whole: what was guessed, or what somebody said. */
export interface CsvColumns {
  readonly separator: CsvSeparator
  /** Rows above the first entry that are not empty: the header, and what a bank writes over it. */
  readonly skipRows: number
  readonly decimal: DecimalMark
  readonly dayOrder: DayOrder
  /** What each column holds, from the first on; `null`: not read. `description` may stand several times. */
  readonly columns: readonly (CsvRole | null)[]
}
