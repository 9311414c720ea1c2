import type { NotificationType } from '@raccord/contract'
import type { ColumnType, Generated } from 'kysely'

type Defaulted<T> = ColumnType<T, T | undefined, T>

// Tables of `schema.ts` that say what clients are told, and what of it they have not heard (0050, 0051).

export interface EventTable {
  id: Generated<number>
  /** Absent: just written, not in line yet. */
  seq: number | null
  type: NotificationType
  client_id: string
  user_id: number | null
  connection_id: number | null
  provider_id: string
  definition_id: string | null
  account_id: number | null
  connection_created_at: Date | null
  status: string | null
  new_transactions: boolean | null
  days_left: number | null
  /** Of the end of one (0102). */
  journey_id: number | null
  change_seq: number | null
  change_nonce: string | null
  at: Date
}

export interface EventLineTable {
  one: Defaulted<boolean>
  last: number
}

export interface EventQueueTable {
  id: string
  user_id: number
  from_seq: number
  created_at: Date
  read_at: Date
}

export interface WebhookTable {
  id: string
  client_id: string
  url: string
  types: NotificationType[]
  sealed_secret: Uint8Array
  sealed_previous: Uint8Array | null
  previous_until: Date | null
  created_at: Date
  due_at: Date | null
  failing_since: Date | null
  rests_until: Date | null
  paused_at: Date | null
  last_attempt_at: Date | null
  last_success_at: Date | null
  last_failure: string | null
}

export interface WebhookDeliveryTable {
  webhook_id: string
  event_id: number
  lane: number
  seq: number
  attempts: Defaulted<number>
  next_at: Date
  since: Date
  dead_at: Date | null
  failure: string | null
}
