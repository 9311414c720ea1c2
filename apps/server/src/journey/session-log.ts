import type { Endpoint } from '@raccord/contract'
import type { Fact } from './facts.ts'
import type { RefusedLink } from './session.ts'

/** What a client may read of a widget session, also after it expired (WIRE §4). */
export interface SessionLog {
  readonly userId: number
  readonly createdAt: Date
  readonly expiresAt: Date
  /** Links with which no journey began. */
  readonly refusals: readonly RefusedLink[]
  /** Oldest first. */
  readonly journeys: readonly JourneyLog[]
}

export interface JourneyLog {
  readonly endpoint: Endpoint
  readonly reference: string
  readonly connectionId?: number
  readonly createdAt: Date
  readonly endedAt?: Date
  readonly facts: readonly { readonly seq: number; readonly at: Date; readonly fact: Fact }[]
  /** Channels whose readings left something out: entries that nobody could read, accounts whose entries do not make their balance. */
  readonly notTrue: readonly {
    readonly definitionId: string
    readonly rules: { readonly [rule: string]: number }
    readonly gaps: number
  }[]
}
