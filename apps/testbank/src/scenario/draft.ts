import type { Day } from './day.ts'
import type { ScenarioRule } from './rules.ts'
import type {
  Approval,
  Fault,
  ScaMethod,
  ScenarioAccount,
  ScenarioEntry,
  ScenarioPending,
  SecondAct,
} from './scenario.ts'

export type DraftAccount = Omit<ScenarioAccount, 'entries' | 'pending' | 'facts'> & {
  readonly exponent: number
  readonly entries: ScenarioEntry[]
  readonly pending: ScenarioPending[]
  readonly facts: Record<string, string | number>
}

/** A challenge while its records are read. */
export type DraftChallenge = {
  code: string
  length: number
  attempts: number
  methods: readonly ScaMethod[]
  message?: string
  expiresSeconds?: number
  resends?: number
  approval?: Approval
}

/** What holds before, or after, a THEN record. */
export type DraftAct = { password?: string; expiredPassword?: string; challenges: DraftChallenge[]; faults: Fault[] }

/** What has been read so far; the readers of single records fill it. */
export type Draft = {
  credentials?: { login: string; password: string }
  owner?: string
  accounts: DraftAccount[]
  entryCount: number
  /** True right after a TRANSACTION: only there may REPEAT stand. */
  repeatable: boolean
  /** The list whose last entry a DETAIL belongs to: right after it, or after its REPEAT. */
  detailed?: (ScenarioEntry | ScenarioPending)[] | undefined
  relativeTo?: Day
  first: DraftAct
  later?: DraftAct & Pick<SecondAct, 'after' | 'consent'>
  /** SCA_METHODS before any CHALLENGE: taken by the first one. */
  methods?: readonly ScaMethod[]
  methodsLine: number
  numbers: Map<string, number>
}

/** Reads the fields after the keyword into the draft, or names the rule they break. */
export type RecordReader = (fields: readonly string[], draft: Draft) => ScenarioRule | undefined

/** The act whose records are being read. */
export const actOf = (draft: Draft): DraftAct => draft.later ?? draft.first

export const MAX_ENTRIES = 1_000_000
export const MAX_ACCOUNTS = 100
export const MAX_TEXT = 500
