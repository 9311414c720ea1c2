import type { Day } from './day.ts'
import type { Derived } from './derive.ts'
import type { IdentifiedEntry } from './identity.ts'
import type { Candidate, Link } from './plan-import.ts'
import type { RawEntry } from './raw-page.ts'

/** An entry ready to be stored. */
export interface TransactionToSave extends IdentifiedEntry {
  readonly derived: Derived
  /** Position in its raw page. */
  readonly rawIndex: number
}

/** Transactions of one account, bound to a database transaction. */
export interface TransactionStore {
  /** Serialises writers of the account; false when it is gone or no longer shared. */
  lockAccount(accountId: number): Promise<boolean>
  /** Stored rows that have one of these keys. */
  known(accountId: number, keys: readonly string[]): Promise<{ id: number; identityKey: string }[]>
  hasAny(accountId: number): Promise<boolean>
  /** Pending and expired rows of the last `linkDays`, booked ones from `from` on with one of the references, and those of `keys`. */
  candidates(
    accountId: number,
    query: {
      readonly openSince: Day
      readonly from: Day | undefined
      readonly references: readonly string[]
      readonly keys?: readonly string[]
    },
  ): Promise<Candidate[]>
  relink(links: readonly Link[]): Promise<void>
  /** The bank's entries as sent, sealed as one page. Resolves to its id. */
  saveRaw(accountId: number, entries: readonly RawEntry[], at: Date): Promise<number>
  dropRaw(rawPageId: number): Promise<void>
  /** Inserts, and updates what changed. Resolves to the number of rows written. */
  save(
    account: { readonly id: number; readonly userId: number },
    rows: readonly TransactionToSave[],
    rawPageId: number,
    at: Date,
  ): Promise<number>
  pending(accountId: number): Promise<{ id: number; identityKey: string }[]>
  /** Become EXPIRED; their keys are freed for a later payment of the same text and amount. */
  expire(ids: readonly number[], at: Date): Promise<void>
}
