import type { AccountRow, AccountType, ManagedChannel } from '@raccord/contract'

/** A connection with the channels that are in use, for `edit_credentials`, `user_input` and `manage_accounts`. */
export interface OpenedConnection {
  readonly id: number
  readonly providerId: string
  readonly channels: readonly {
    readonly definitionId: string
    readonly status: string
    readonly reads: readonly AccountType[]
    readonly keepsCredentials: boolean
  }[]
}

/** What the screens of a journey show of a connection. */
export interface ConnectionSummary {
  readonly accounts: readonly AccountRow[]
  readonly unsupported: readonly { readonly name: string; readonly type: string }[]
  /** Last day on which every channel may still be read, `YYYY-MM-DD`. */
  readonly until?: string
}

/** A connection as its owner manages it. */
export interface ManagedConnection extends ConnectionSummary {
  /** Booked and pending, of all its accounts. */
  readonly transactions: number
  readonly channels: readonly StoredChannel[]
}

export interface StoredChannel extends Pick<ManagedChannel, 'mode' | 'accountTypes' | 'until' | 'quota'> {
  readonly definitionId: string
  readonly status: string
  readonly grantedAt?: Date
  readonly lastSuccessAt?: Date
  readonly nextSyncAt?: Date
}
