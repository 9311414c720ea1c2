import type { ConsentGrants } from '../consent/consent-grants.ts'
import type { ConsentStore } from '../consent/consent-store.ts'
import type { Outbox } from '../events/outbox.ts'
import type { ConnectionStore } from './connection-store.ts'
import type { Erasures } from './erasures.ts'
import type { RevocationStore } from './revocation-store.ts'

/** Stores bound to one database transaction. */
export interface ConnectionUnit {
  readonly connections: ConnectionStore
  readonly revocations: RevocationStore
  readonly consents: ConsentStore
  readonly grants: ConsentGrants
  readonly erasures: Erasures
  readonly events: Outbox
}

export interface ConnectionDeps {
  readonly transact: <T>(work: (unit: ConnectionUnit) => Promise<T>) => Promise<T>
  readonly now: () => Date
}
