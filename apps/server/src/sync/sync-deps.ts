import type { BankContext, Connector, Psu } from '@raccord/connector-kit'
import type { AccountStore } from '../accounts/account-store.ts'
import type { ConnectionStore } from '../connections/connection-store.ts'
import type { RevocationStore } from '../connections/revocation-store.ts'
import type { Outbox } from '../events/outbox.ts'
import type { TransactionStore } from '../transactions/transaction-store.ts'
import type { CallLedger } from './call-ledger.ts'
import type { SyncStore } from './sync-store.ts'

/** Stores bound to one database transaction. */
export interface SyncUnit {
  readonly sync: SyncStore
  readonly accounts: AccountStore
  readonly transactions: TransactionStore
  readonly revocations: RevocationStore
  readonly connections: Pick<ConnectionStore, 'credentials'>
  readonly events: Outbox
  readonly ledger: CallLedger
  /** What is written within goes out as one statement afterwards: different rows, none of which hangs on another one's. */
  readonly together: (work: (unit: SyncWrites) => Promise<unknown>) => Promise<void>
}

export type SyncWrites = Pick<SyncUnit, 'sync' | 'accounts' | 'events'>

/** Single statements, each a transaction of its own. */
export interface SyncStatements {
  readonly sync: Pick<SyncStore, 'claim' | 'firstChannel' | 'replaceState'>
  readonly transactions: Pick<TransactionStore, 'compare' | 'stillOpen'>
}

export type Transact<U> = <T>(work: (unit: U) => Promise<T>) => Promise<T>

/** How a channel of a bank is spoken to; `undefined` when the catalogue no longer has it or it is not configured. */
export type OpenBank = (channel: {
  readonly providerId: string
  readonly definitionId: string
  readonly psu?: Psu
}) => { readonly connector: Connector; readonly context: BankContext } | undefined

export interface SyncDeps {
  readonly transact: Transact<SyncUnit>
  readonly direct: SyncStatements
  readonly bank: OpenBank
  readonly now: () => Date
  /** Until when a bank is left alone, since it does not answer; absent: banks are never. */
  readonly pausedUntil?: (providerId: string) => Date | undefined
  /** Real waiting, between two tries at a bank that is unavailable. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Aborted when the process stops: the run ends at its next write by throwing, and goes on elsewhere. */
  readonly signal?: AbortSignal
  /** Metadata only. */
  readonly log: (event: string, fields: { readonly [key: string]: string | number | boolean | undefined }) => void
  /** After each channel, committed. */
  readonly channelEnded?: (event: ChannelEnded) => void
  /** After each run, committed. */
  readonly runEnded?: (event: { readonly providerId: string; readonly status: string }) => void
}

export interface ChannelEnded {
  readonly runId: number
  readonly connectionId: number
  readonly providerId: string
  readonly definitionId: string
  readonly status: string
  /** Code of the error table, where it did not work. */
  readonly failure?: string
  readonly newTransactions: boolean
}
