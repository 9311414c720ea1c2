import type { GrantEnd } from './consent-grants.ts'
import type { ConsentRecord } from './consent-store.ts'

/** What a bank granted on it, and how that ended. */
export interface GrantView {
  readonly connectionId: number
  readonly definitionId: string
  readonly at: Date
  /** Last day, `YYYY-MM-DD`. */
  readonly until?: string
  readonly endedAt?: Date
  readonly endedBy?: GrantEnd
}

export interface ConsentView extends ConsentRecord {
  readonly id: number
  readonly hash: Uint8Array
  readonly grants: readonly GrantView[]
}

export interface ConsentFilter {
  readonly connectionId?: number
  readonly page?: number
  readonly limit?: number
}

/** What a person agreed to and ended, the newest first. */
export interface ConsentHistory {
  list(userId: number, filter: ConsentFilter): Promise<ConsentView[]>
}
