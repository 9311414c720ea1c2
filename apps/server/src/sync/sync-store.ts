import type { ConnectorState, Grant, Psu } from '@raccord/connector-kit'
import type { AccountType, PersonErrorCode } from '@raccord/contract'

export type RunKind = 'ALL' | 'LIST_ACCOUNTS'
export type RequestedBy = 'journey' | 'api' | 'schedule'
export type RunStatus = 'success' | 'partial' | 'failed'
export type ChannelOutcomeStatus =
  | 'SUCCESS'
  | 'PARTIAL_SUCCESS'
  | 'EMPTY'
  | 'FAILED'
  | 'AUTH_FAILED'
  | 'TOKEN_EXPIRED'
  | 'PASSWORD_CHANGE_REQUIRED'
  | 'CHALLENGE_REQUIRED'
  | 'USER_ACTION_REQUIRED'

export interface SyncRequest {
  readonly connectionId: number
  readonly definitionIds: readonly string[]
  readonly kind: RunKind
  /** Only when the person is there: then the bank does not count the read against its daily quota. */
  readonly psu?: Psu
  readonly requestedBy: RequestedBy
}

/** How a run is put in line. */
export interface RunOrder {
  readonly runId: number
  /** Runs of one bank share the places. */
  readonly providerId: string
  /** A person waits for it. */
  readonly urgent: boolean
  /** Not before; absent: at once. */
  readonly runAt?: Date
}

/** A run that this worker holds. `claim` fences off an older worker of the same run. */
export interface HeldRun {
  readonly runId: number
  readonly claim: string
  readonly connectionId: number
}

export interface ClaimedRun extends HeldRun {
  readonly userId: number
  readonly providerId: string
  readonly kind: RunKind
  readonly requestedBy: RequestedBy
  readonly psu?: Psu
  readonly createdAt: Date
  /** A person waits for it. */
  readonly urgent: boolean
  /** How often it was taken up, this time included; being put off does not count. */
  readonly tries: number
}

export interface ChannelWork {
  readonly definitionId: string
  /** Absent: the channel was never authorised, was given up, or its state can't be opened any more. */
  readonly state?: ConnectorState
  /** Opaque: names the stored state that was read, so that a newer authorisation is never overwritten. */
  readonly stateVersion?: Uint8Array
  /** There is one, but it does not open: its key is gone, or the row was tampered with. */
  readonly unreadable?: true
  readonly accountTypes: readonly AccountType[]
  readonly consentPerAccount: boolean
  readonly accountsKnown: boolean
  /** Absent: the connection has no such channel. */
  readonly schedule?: ChannelSchedule
  /** How the last reading failed; gone once the person has authorised the channel anew. */
  readonly failure?: string
}

export interface Progress {
  readonly stage?: 'starting' | 'accounts' | 'transactions' | 'finishing'
  readonly accounts?: number
  /** Added to what is there. */
  readonly accountsDone?: number
  readonly transactions?: number
  readonly transactionsNew?: number
  /** Accounts whose entries do not make their balance. */
  readonly gaps?: number
  /** First day seen; the earliest stays. */
  readonly since?: string
}

export interface ChannelResult {
  readonly status: ChannelOutcomeStatus
  /** Transactions were read, not only the list of accounts. */
  readonly read: boolean
  readonly failure?: PersonErrorCode
  /** EMPTY: the permission that is to end at the bank. */
  readonly revoke?: ConnectorState
  readonly limitedUntil?: Date
  readonly nextSyncAt?: Date
  readonly unsupported?: readonly { readonly name: string; readonly type: string }[]
  /** What the bank sent and nobody could read, by rule. */
  readonly unread?: Unread
}

export type Unread = { readonly [rule: string]: number }

export interface EndedChannel {
  readonly definitionId: string
  readonly status: string
  /** At least one account was read to its end. */
  readonly partial: boolean
}

/** The channels of a run. */
export interface EndedChannels {
  readonly channels: readonly EndedChannel[]
  /** Whether others of the connection have accounts and succeeded. */
  readonly othersWork: boolean
  /** None is left. */
  readonly all: boolean
}

/** What the schedule needs to know of a channel. */
export interface ChannelSchedule {
  readonly autoSync: boolean
  readonly recurring: boolean
  readonly frequencyPerDay?: number
  readonly consentUntil?: string
  /** The bank takes no calls without the person until then. */
  readonly limitedUntil?: Date
  /** Where in the day it is read, from 0 to 1. */
  readonly turn: number
  /** Readings in a row that failed, up to the last one. */
  readonly failures: number
}

/** Runs, bound to a database transaction. Every method that a worker calls first makes sure that the run is still its own. */
/** Resolves to the new version. */
type SaveState = (
  run: HeldRun,
  definitionId: string,
  version: Uint8Array,
  state: ConnectorState,
  grant?: Grant,
) => Promise<Uint8Array | undefined>

export interface SyncStore {
  /** Serialises requests and the end of runs of a connection; `undefined` when it is gone. */
  lockConnection(connectionId: number): Promise<{ readonly providerId: string } | undefined>
  openRun(connectionId: number): Promise<{ id: number; kind: RunKind } | undefined>
  /** With its channels; they and the connection are RUNNING from now on. */
  createRun(request: SyncRequest, at: Date): Promise<number>
  /** Adds missing channels; `again` also those that were done already. */
  addChannels(runId: number, definitionIds: readonly string[], again: boolean): Promise<void>
  widenRun(run: { id: number; connectionId: number }, change: { kind: RunKind; psu?: Psu }): Promise<void>
  markRunning(connectionId: number, definitionIds: readonly string[]): Promise<void>
  enqueue(order: RunOrder): Promise<void>

  claim(runId: number, claim: string, at: Date): Promise<ClaimedRun | undefined>
  /** The run waits for its bank until then, and this worker lets it go; the try does not count. */
  putOff(run: HeldRun, until: Date): Promise<void>
  /** Channels not done. */
  unfinished(run: HeldRun): Promise<string[]>
  /** Keeps the connection from being removed until commit. False: it is gone, or another worker took the run over. */
  hold(run: HeldRun, at: Date): Promise<boolean>
  /** The same, and serialises ends of runs with requests, as `lockConnection` does. */
  holdAlone(run: HeldRun, at: Date): Promise<boolean>
  /** The same as `hold`, with the account's own lock; `shared` false: it is gone, or no longer shared. `undefined`: the run is not held. */
  holdAccount(run: HeldRun, accountId: number, at: Date): Promise<{ readonly shared: boolean } | undefined>
  /**
   * The next channel not done, REDIRECT before EMBEDDED; its figures begin anew. Without the person its list of accounts counts as asked for
   * or, where the bank takes no more, its schedule says until when.
   */
  nextChannel(run: HeldRun & Pick<ClaimedRun, 'psu'>, at: Date): Promise<ChannelWork | undefined>
  /** The same, held; a statement by itself. `undefined`: the run is not held. */
  firstChannel(
    run: HeldRun & Pick<ClaimedRun, 'psu'>,
    at: Date,
  ): Promise<{ readonly next: ChannelWork | undefined } | undefined>
  progress(run: HeldRun, definitionId: string, change: Progress): Promise<void>
  /** Seals the state, and keeps what came with a new permission; `undefined` when the stored one is no longer `version` (authorised again meanwhile). */
  readonly saveState: SaveState
  /** The same where the stored one is `version` to the byte; a statement by itself. */
  readonly replaceState: SaveState
  readSchedule(run: HeldRun, definitionId: string): Promise<ChannelSchedule | undefined>
  /** With the progress that was not written yet. EMPTY also erases state and credentials. */
  endChannel(
    run: HeldRun,
    definitionId: string,
    result: ChannelResult,
    at: Date,
    progress?: Progress,
  ): Promise<{ readonly newTransactions: boolean; readonly run: EndedChannels }>
  endedChannels(run: HeldRun): Promise<EndedChannels>
  endRun(
    run: HeldRun,
    end: { status: RunStatus; connection: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILED' },
    at: Date,
  ): Promise<void>
}
