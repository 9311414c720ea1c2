import type { BankAccount, BankBalance } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'
import type { BookedSums, Books } from './reconcile.ts'

/** Wire status of an account (WIRE §3), and `DELETED`: removed by the person, hidden until a rediscovery. */
export type AccountStatus = 'ACTIVE' | 'ERROR' | 'NOT_FOUND' | 'CLOSED' | 'SUSPENDED' | 'PENDING_CONSENT' | 'DELETED'

/** What matching needs to know of an account that we already have. */
export interface KnownAccount {
  readonly id: number
  readonly identityKey: string
  readonly definitionId: string
  readonly bankId: string
  readonly resource: 'account' | 'card-account'
  readonly name: string
  readonly number: string
  readonly iban?: string
  readonly currency: string
  readonly type: AccountType
  readonly status: AccountStatus
  readonly shared: boolean
}

/** A bank account of a type that we read, with the identity it was given. */
export interface AccountToSave {
  /** Absent: never seen before. */
  readonly id?: number
  readonly identityKey: string
  readonly definitionId: string
  readonly found: BankAccount & { readonly type: AccountType }
  readonly status: AccountStatus
  readonly shared: boolean
  readonly balance?: BankBalance
}

/** An account whose transactions are to be fetched. */
export interface AccountToFetch {
  readonly id: number
  readonly bankId: string
  readonly resource: 'account' | 'card-account'
  readonly type: AccountType
  readonly currency: string
  readonly iban?: string
  readonly number?: string
  /** False: an earlier first fetch did not get to its end, or there was none. */
  readonly historyComplete: boolean
  /** Anything of it is stored. */
  readonly stored: boolean
  /** What is stored came from files, and the bank's own history is not in yet. */
  readonly uploaded?: true
  /** It is closed, or listed no longer: what the bank sends no longer may be gone with it, and says nothing about the entries. */
  readonly last?: true
  /** Newest booked day known. */
  readonly lastBooked?: string
  /** Newest booked day of the last reading that got to its end; absent: none did. */
  readonly readUntil?: string
  /** Where the unread part of the first history lies, after a reading that was cut off: up to this day, or from it on. */
  readonly unreadBefore?: string
  readonly unreadAfter?: string
  /** Day of the oldest pending entry known. */
  readonly oldestPending?: string
  /** As they were after the last reading. */
  readonly books?: Books
  /** As the bank told them in this run. */
  readonly balances?: readonly BankBalance[]
}

/** How far a first history has been read: what is missing lies before `from`, or after `until`; `unknown`: anywhere. */
export type HistoryReached =
  | { readonly gap: 'before'; readonly from: string; readonly until: string }
  | { readonly gap: 'after'; readonly until: string }
  | { readonly gap: 'unknown' }

export interface AccountRead {
  readonly until?: string | undefined
  readonly history?: Date | undefined
  readonly last?: true | undefined
  /** As they are from now on; `undefined`: there are none. */
  readonly books?: { readonly now: Books | undefined } | undefined
}

export interface SummedDays {
  readonly from: string
  readonly until: string
  readonly today: string
  readonly later?: string | undefined
}

/** Accounts of one connection, bound to a transaction. */
export interface AccountStore {
  known(connectionId: number): Promise<KnownAccount[]>
  /** Shared accounts of the person, of all connections or of one channel, each with the connection that it is in. */
  ofUser(userId: number, definitionId?: string): Promise<(KnownAccount & { readonly connectionId: number })[]>
  /**
   * From connections of files into one of the bank, with all that is stored, under the same ids; by the bank's own number from now on, so that
   * the account is recognised.
   */
  adopt(
    accounts: readonly { readonly id: number; readonly iban?: string; readonly number?: string }[],
    into: { readonly connectionId: number; readonly definitionId: string },
  ): Promise<void>
  /** Entries of files are stored, where the bank's own history is not in. */
  markUploaded(accountId: number): Promise<void>
  /** Inserts, and updates what changed; resolves to the ids in the order given. */
  save(owner: { connectionId: number; userId: number; at: Date }, accounts: readonly AccountToSave[]): Promise<number[]>
  setStatus(ids: readonly number[], status: AccountStatus): Promise<void>
  /** Those that end are asked for their last entries, until then. */
  setLastReading(ids: readonly number[], until: Date): Promise<void>
  /** Nothing more is to be had of it. */
  endLastReading(accountId: number): Promise<void>
  /**
   * Shared accounts of a channel that the bank listed, and, after them, those that end and whose last entries are still to be asked for. `counted`:
   * their entries count as asked for without the person.
   */
  toFetch(connectionId: number, definitionId: string, at: Date, counted: boolean): Promise<AccountToFetch[]>
  /** Of a first history, with each page: so that a reading that is cut off goes on there. */
  markReached(accountId: number, reached: HistoryReached): Promise<void>
  /** A reading got to its end: the newest booked day, and when with it the whole first history was in; `last`: it was the last one. */
  markRead(accountId: number, read: AccountRead): Promise<void>
  /** Over the same days, and where `later` is given from that one on as well. */
  bookedSums(accountId: number, days: SummedDays): Promise<{ readonly all: BookedSums; readonly later: BookedSums }>
}
