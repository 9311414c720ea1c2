export type GrantEnd = 'revoked' | 'renewed' | 'bank' | 'expired'

/** A bank's yes to what a person agreed to, on a connection of his. */
export interface ConsentGrant {
  readonly userId: number
  readonly connectionId: number
  readonly definitionId: string
  /** The journey in which the person agreed: its newest record is the one that this grant is of. */
  readonly journeyId?: number
  readonly at: Date
  /** Last day, `YYYY-MM-DD`. */
  readonly until?: string
}

/** What banks granted and how it ended, bound to a database transaction. One at a time is live for a channel. */
export interface ConsentGrants {
  /** In place of the one that is live: that one ends as renewed. */
  add(grant: ConsentGrant): Promise<void>
  /** Without effect where none is live. */
  end(connectionId: number, definitionIds: readonly string[], by: GrantEnd, at: Date): Promise<void>
}
