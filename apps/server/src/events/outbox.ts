import type { NotificationType } from '@raccord/contract'

/** Something that clients are to be told of a connection. */
export interface News {
  readonly type: NotificationType
  readonly definitionId?: string
  readonly accountId?: number
  /** Of the channel, as its reading ended. */
  readonly status?: string
  readonly newTransactions?: boolean
  readonly daysLeft?: number
}

/** Bound to a database transaction: what is told is committed with what makes it true. */
export interface Outbox {
  /**
   * One statement. The connection must still be there. With `changedSince`, `transactions_changed` is told beside where anything of the
   * person's transactions was written since.
   */
  add(
    connectionId: number,
    news: readonly [News, ...News[]],
    at: Date,
    changes?: { readonly since: Date; readonly definitionId: string },
  ): Promise<void>
}
