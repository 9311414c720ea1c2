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
  readonly previousHash: Uint8Array
  readonly hash: Uint8Array
}

/** The chain of consent records of this installation, bound to a database transaction. */
export interface ConsentStore {
  /** One appender at a time, until commit. */
  lockChain(): Promise<void>
  /** Hash of the newest record. */
  head(): Promise<Uint8Array | undefined>
  insert(record: ConsentRecord, previousHash: Uint8Array, hash: Uint8Array): Promise<number>
  /** In order, after an id. */
  after(id: number, limit: number): Promise<ChainedConsent[]>
}
