import type { BankBalance } from '@raccord/connector-kit'

/** What is kept of uploads beside accounts and transactions, bound to a database transaction. */
export interface FileStore {
  /** Whose connection it is. */
  ownerOf(connectionId: number): Promise<number | undefined>
  /** How CSV files are read that came into this connection before, by their shape. */
  columns(connectionId: number): Promise<ReadonlyMap<string, unknown>>
  remember(connectionId: number, shape: string, columns: unknown): Promise<void>
  /** As the newest file told it; an older file's is left out. */
  keepBalance(accountId: number, balance: BankBalance, all: readonly BankBalance[], day: string): Promise<void>
  /** The channel of files was read: it and its connection say so. `unread`: by rule, what was in a file and could not be read. */
  ended(
    connection: { readonly id: number; readonly definitionId: string },
    unread: { readonly [rule: string]: number },
    at: Date,
  ): Promise<void>
}
