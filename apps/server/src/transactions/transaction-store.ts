import type { Day } from './day.ts'
import type { Derived } from './derive.ts'
import type { IdentifiedEntry } from './identity.ts'
import type { Candidate, Link } from './plan-import.ts'
import type { RawEntry } from './raw-page.ts'

/** An entry ready to be stored. */
export interface TransactionToSave extends IdentifiedEntry {
  readonly derived: Derived
  /** Position in its raw page; absent where the entry as sent is not kept again. */
  readonly rawIndex?: number
}

/** A row that is not stored in this form: never seen, changed, or known by another id of the bank's, which is no news. */
export interface RowChange {
  readonly identityKey: string
  readonly change: 'new' | 'changed' | 'silent'
}

/** Transactions of one account, bound to a database transaction. */
export interface TransactionStore {
  /** Serialises writers of the account; false when it is gone or no longer shared. */
  lockAccount(accountId: number): Promise<boolean>
  /** What `save` would do with each; rows that are stored as they are get no answer. */
  compare(accountId: number, rows: readonly TransactionToSave[]): Promise<RowChange[]>
  /**
   * Pending, expired and withdrawn rows of the last `linkDays`, booked ones from `from` on with one of the references or, where
   * they are given, of the amounts, and those of `keys`.
   */
  candidates(
    accountId: number,
    query: {
      readonly openSince: Day
      readonly from: Day | undefined
      readonly references: readonly string[]
      readonly keys?: readonly string[]
      /** In minor units. */
      readonly amounts?: readonly number[]
    },
  ): Promise<Candidate[]>
  relink(links: readonly Link[]): Promise<void>
  /**
   * Inserts, and updates what changed; resolves to the number of rows written. `sent`: the entries as the bank sent them, kept as one sealed page;
   * a silent change keeps the page that it has, and where none are sent all are silent.
   */
  save(
    account: { readonly id: number; readonly userId: number },
    rows: readonly TransactionToSave[],
    sent: readonly RawEntry[],
    at: Date,
  ): Promise<number>
  /** Rows that end when the bank no longer sends them: pending ones and, from a day on, those that are booked or to come. */
  stillOpen(accountId: number, covered: Day | undefined): Promise<OpenRow[]>
  /** Become EXPIRED; their keys are freed for a later payment of the same text and amount. */
  expire(ids: readonly number[], at: Date): Promise<void>
  /** Become CANCELLED; the key stays, so that the same entry sent again is the same row. */
  cancel(ids: readonly number[], at: Date): Promise<void>
}

export interface OpenRow {
  readonly id: number
  readonly identityKey: string
  readonly status: string
  readonly date: Day
}
