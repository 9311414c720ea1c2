/** One thing that banks count by itself: without an account the list of accounts and their balances, else the entries of this one. */
export interface BankCall {
  readonly connectionId: number
  readonly definitionId: string
  readonly accountId?: number
}

/** What was asked of a bank without the person, bound to a database transaction. The first call of each reading is counted by `nextChannel` and `toFetch`. */
export interface CallLedger {
  count(call: BankCall, at: Date): Promise<void>
  /** The last one was not made, or the bank was not there. */
  giveBack(calls: readonly BankCall[]): Promise<void>
  /** The last one was beyond what the bank takes in a day; `limit`: as it says. */
  refused(call: BankCall, limit: number | undefined, at: Date): Promise<void>
}
