import type { ConnectorState } from '@raccord/connector-kit'

/** A consent to end at a bank. */
export interface Revocation {
  readonly id: number
  readonly providerId: string
  readonly definitionId: string
  /** Absent: what is stored of it does not open, and never will. */
  readonly state?: ConnectorState
  readonly attempts: number
}

/** Consents to end, bound to a database transaction. They outlive the connection they came from. */
export interface RevocationStore {
  /** Seals the state anew, under the revocation's own name, and enqueues its job: for now, or for an instant later. */
  add(
    what: { providerId: string; definitionId: string; state: ConnectorState; erasureId?: string | undefined },
    at: Date,
    runAt?: Date,
  ): Promise<number>
  /** Locked for this transaction; `undefined` when done already. */
  get(id: number): Promise<Revocation | undefined>
  /** The state is erased with it: nothing of the consent stays. */
  done(id: number, at: Date, failure?: string): Promise<void>
  attempted(id: number, failure: string): Promise<void>
}
