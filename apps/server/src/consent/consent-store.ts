import type { Json } from '@raccord/connector-kit'

/** What was shown and agreed to, or ended. */
export interface ConsentRecord {
  readonly clientId: string
  readonly userId: number
  readonly connectionId?: number
  readonly journeyId?: number
  /** Empty where it is about no one bank. */
  readonly providerId: string
  readonly definitionIds: readonly string[]
  /** Of the previous widgets: `terms_accepted` for every bank to come, and `under_terms` for one that came. */
  readonly action: 'accepted' | 'skipped_own_licence' | 'revoked' | 'terms_accepted' | 'under_terms'
  readonly locale: string
  /** Texts as the person saw them, or their version. */
  readonly shown: { readonly [key: string]: Json | undefined }
  readonly scope: { readonly [key: string]: Json | undefined }
  readonly at: Date
  /** Where it was said: the widget's origin, `api`, `cli`. */
  readonly origin: string
}

export interface ChainedConsent extends ConsentRecord {
  readonly id: number
  /** In its chain, from 1; undefined in records from before there were many chains. */
  readonly position?: number
  readonly previousHash: Uint8Array
  readonly hash: Uint8Array
}

/** Where a chain ends. */
export interface ChainHead {
  /** Empty: the one chain of the records from before there were many. */
  readonly name: string
  readonly length: number
  /** Id of the newest record, 0 without one. */
  readonly lastId: number
  readonly hash: Uint8Array
  /** Of the nameless chain: how many others there are. */
  readonly chains: number
  /** Id of the record at which it was found not to follow when something was added. Never taken back. */
  readonly brokenAt?: number
  /** When it was begun. */
  readonly since: Date
}

export interface FoundHead extends ChainHead {
  /** Its code is that of a key of ours. Undefined where the store has no keys to tell by. */
  readonly authentic: boolean | undefined
}

/** Nobody else adds to this chain. */
export interface LockedHead extends FoundHead {
  /** For the record that comes next, of whichever chain. */
  readonly nextId: number
}

/** The chains of consent records of this installation, bound to a database transaction. */
export interface ConsentStore {
  /** Until commit nobody else adds to this chain. Undefined: it has no head. */
  lockHead(name: string): Promise<LockedHead | undefined>
  /** Before the nameless head is made: one at a time, and none of an older release adds to its chain meanwhile. */
  lockLegacy(): Promise<void>
  saveHead(head: ChainHead): Promise<void>
  /** The record, and with it the heads as they are from then on. */
  add(record: ConsentRecord, link: ChainLink, heads: readonly ChainHead[]): Promise<void>
  /** Heads by name, after a name; `undefined` for the first. */
  heads(after: string | undefined, limit: number): Promise<FoundHead[]>
  /** Records of a chain in order: after a position, or, of the nameless one, after an id. */
  records(name: string, after: number, limit: number): Promise<ChainedConsent[]>
  /** The first record of a chain that has no head. */
  headless(): Promise<{ readonly id: number; readonly name: string } | undefined>
  /** Whether an older record of the nameless chain, or of any other, has this hash. */
  isEarlierHash(hash: Uint8Array, beforeId: number): Promise<boolean>
}

export interface ChainLink {
  readonly id: number
  readonly chain: string
  readonly position: number
  readonly previousHash: Uint8Array
  readonly hash: Uint8Array
}
