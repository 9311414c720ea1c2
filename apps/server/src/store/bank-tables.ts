import type { ColumnType } from 'kysely'

/** What was asked of a bank without the person, by account and endpoint (0100). */
export interface BankCallTable {
  connection_id: number
  definition_id: string
  account_id: number | null
  calls: ColumnType<Date[], Date[] | undefined>
  learned: number | null
  learned_at: Date | null
}

/** Banks that did not answer (0101). */
export interface BankPauseTable {
  provider_id: string
  failures: number
  pauses: number
  until: Date | null
  trial_until: Date | null
}
