import type { ColumnType } from 'kysely'

// Tables of `schema.ts` that the operator's console reads (0120). Those of its own are in apps/console.

export interface ConsoleRows {
  tally: TallyTable
  standing_figure: StandingFigureTable
  standing_count: StandingCountTable
  bank_note: BankNoteTable
}

interface TallyTable {
  span: 'minutes' | 'hour'
  at: Date
  kind: string
  provider_id: string
  place: string
  label: string
  count: number
}

interface StandingFigureTable {
  name: string
  label: string
  value: number
}

/** One row. */
interface StandingCountTable {
  one: ColumnType<boolean, boolean | undefined, boolean>
  at: Date | null
  claimed_until: Date | null
}

interface BankNoteTable {
  provider_id: string
  switched_off: boolean
  message: ColumnType<Record<string, string>, string, string>
  closed_from: Date | null
  closed_until: Date | null
  changed_at: Date
}
