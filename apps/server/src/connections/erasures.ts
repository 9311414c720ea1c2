/** What was asked to be erased. */
export interface ErasureOrder {
  readonly userId: number
  readonly kind: 'user' | 'connection' | 'account'
  readonly subjectId: number
  /** Who asked: `api`, `widget`, `retention`. */
  readonly origin: string
  readonly at: Date
}

/** Reports of erasures, bound to the database transaction that erases. */
export interface Erasures {
  /** Before anything goes: it counts what is there. `undefined`: no such user. */
  begin(order: ErasureOrder): Promise<string | undefined>
  /** Consents that banks may have granted in journeys of this user that nobody finished. They end, too. */
  endUnfinished(userId: number, erasureId: string, at: Date): Promise<void>
  /** Journeys about this connection are over, and what banks may have granted in them ends. `but`: the one that deletes it. */
  endJourneys(
    connection: { readonly userId: number; readonly connectionId: number; readonly but?: number },
    erasureId: string,
    at: Date,
  ): Promise<void>
}

export interface ErasureReport {
  readonly id: string
  readonly userId: number
  readonly kind: ErasureOrder['kind']
  readonly subjectId: number
  readonly origin: string
  readonly at: Date
  readonly connections: number
  readonly accounts: number
  readonly transactions: number
  readonly revocations: readonly ErasedConsent[]
}

/** A consent that ends with it. */
export interface ErasedConsent {
  readonly providerId: string
  readonly definitionId: string
  /** Absent: the bank has not confirmed it yet. */
  readonly doneAt?: Date
  /** The bank did not confirm it: it runs out by itself, and we can't use it any more. */
  readonly failure?: string
}

/** What a client may read of its users' erasures. */
export interface ErasureReports {
  find(clientId: string, id: string): Promise<ErasureReport | undefined>
  /** The newest first. */
  list(clientId: string, page: { readonly page: number; readonly limit: number }): Promise<ErasureReport[]>
}
