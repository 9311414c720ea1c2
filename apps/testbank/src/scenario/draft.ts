import type { Day } from './day.ts'
import type { ScenarioRule } from './rules.ts'
import type { Fault, OtpChallenge, ScaMethod, ScenarioAccount, ScenarioEntry, ScenarioPending } from './scenario.ts'

export type DraftAccount = Omit<ScenarioAccount, 'entries' | 'pending'> & {
  readonly exponent: number
  readonly entries: ScenarioEntry[]
  readonly pending: ScenarioPending[]
}

/** What has been read so far; the readers of single records fill it. */
export type Draft = {
  credentials?: { login: string; password: string }
  owner?: string
  accounts: DraftAccount[]
  entryCount: number
  /** True right after a TRANSACTION: only there may REPEAT stand. */
  repeatable: boolean
  relativeTo?: Day
  challenge?: OtpChallenge
  methods: ScaMethod[]
  methodsLine: number
  faults: Fault[]
  numbers: Map<string, number>
}

/** Reads the fields after the keyword into the draft, or names the rule they break. */
export type RecordReader = (fields: readonly string[], draft: Draft) => ScenarioRule | undefined

export const MAX_ENTRIES = 1_000_000
export const MAX_ACCOUNTS = 100
export const MAX_TEXT = 500
