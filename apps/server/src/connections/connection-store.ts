import type { ConnectorState, Secret } from '@raccord/connector-kit'
import type { AccountType } from '@raccord/contract'

export interface ConnectionRef {
  readonly id: number
  readonly userId: number
  readonly clientId: string
  readonly providerId: string
}

export interface ChannelPermission {
  readonly definitionId: string
  readonly accountTypes: readonly AccountType[]
  /** Absent: EMPTY, nothing to revoke. */
  readonly state?: ConnectorState
  /** In use, but what is stored of its permission does not open. */
  readonly unreadable?: true
}

export interface NewConnection {
  readonly userId: number
  readonly providerId: string
  readonly name: string
  readonly autoSync: boolean
  readonly consentPerAccount: boolean
}

export interface Authorisation {
  readonly definitionId: string
  readonly accountTypes: readonly AccountType[]
  readonly state: ConnectorState
  readonly credentials: { readonly [fieldId: string]: Secret }
  readonly recurring: boolean
  readonly consentUntil?: string
  readonly frequencyPerDay?: number
  readonly at: Date
}

export interface Shared {
  readonly count: number
  readonly added: readonly ChangedAccount[]
  readonly dropped: readonly ChangedAccount[]
}

interface ChangedAccount {
  readonly accountId: number
  readonly definitionId: string
}

/** Connections and their channels, bound to a database transaction. */
export interface ConnectionStore {
  create(connection: NewConnection, at: Date): Promise<number>
  /** FOR UPDATE: waits for pages being imported, keeps new ones out. Only the user's own. */
  lock(userId: number, connectionId: number): Promise<ConnectionRef | undefined>
  all(userId: number): Promise<ConnectionRef[]>
  channels(connectionId: number): Promise<ChannelPermission[]>
  /** What the channel keeps of the person's credentials, for a challenge that waits; empty when nothing. */
  credentials(
    userId: number,
    connectionId: number,
    definitionId: string,
  ): Promise<{ readonly [fieldId: string]: Secret }>
  /** Adds those that are not there, EMPTY but for the one that is `authorised`: as `authorise`, where it is sure to be a new one. */
  ensureChannels(
    connectionId: number,
    channels: readonly { readonly definitionId: string; readonly accountTypes: readonly AccountType[] }[],
    authorised?: Authorisation,
  ): Promise<void>
  authorise(connectionId: number, authorisation: Authorisation): Promise<void>
  /** EMPTY, without state and credentials; an open run is through with it. */
  clearChannel(connectionId: number, definitionId: string): Promise<void>
  remove(connectionId: number): Promise<void>
  findAccount(userId: number, accountId: number): Promise<{ connectionId: number; definitionId: string } | undefined>
  /** It counts no longer for its channel; to be erased in the same transaction. */
  stopSharing(accountId: number): Promise<void>
  /** Its data go; what recognises it stays, so that it is not taken for a new one. */
  eraseAccount(accountId: number): Promise<void>
  sharedAccounts(connectionId: number, definitionId: string): Promise<number>
  /** Shares exactly these of the connection's accounts; what is no longer shared loses its data. Resolves to their number, and what changed. */
  share(connectionId: number, accountIds: readonly number[]): Promise<Shared>
  removeUser(userId: number): Promise<boolean>
}
