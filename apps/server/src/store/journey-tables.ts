import type { Endpoint } from '@raccord/contract'
import type { ColumnType, Generated } from 'kysely'

type JsonColumn<T> = ColumnType<T, string | undefined, string>
type Id = Generated<number>
type Defaulted<T> = ColumnType<T, T | undefined, T>

export interface StoredRefusal {
  readonly at: string
  readonly endpoint: Endpoint
  readonly parameter: string
  readonly rule: string
}

export interface WidgetSessionTable {
  id_hash: Uint8Array
  client_id: string
  user_id: number
  created_at: Date
  seen_at: Date
  expires_at: Date
  browser_hashes: Defaulted<Uint8Array[]>
  defaults: ColumnType<Record<string, string> | null, string | null | undefined, string | null>
  /** Links that were refused (0008). */
  refusals: ColumnType<StoredRefusal[], string | undefined, string>
}

export interface JourneyTable {
  id: Id
  session_hash: Uint8Array
  client_id: string
  user_id: number
  endpoint: 'add_connection' | 'edit_credentials' | 'user_input' | 'manage_accounts'
  params: JsonColumn<unknown>
  display: JsonColumn<unknown>
  reference: string
  sealed_session: Uint8Array
  revision: Defaulted<number>
  connection_id: number | null
  /** Step and bank it stands at (0120). */
  place: Defaulted<string | null>
  provider_id: Defaulted<string | null>
  created_at: Date
  finished_at: Date | null
}

export interface JourneyFactTable {
  journey_id: number
  seq: number
  at: Date
  kind: string
  data: JsonColumn<unknown>
}

export interface LegTable {
  id: Id
  journey_id: number
  definition_id: string
  created_at: Date
  sealed_state: Uint8Array | null
  sealed_credentials: Uint8Array | null
  sealed_outcome: Uint8Array | null
  callback_state_hash: Uint8Array | null
  departures: Defaulted<number>
  browser_hash: Uint8Array | null
  confirm_hash: Uint8Array | null
  sealed_return: Uint8Array | null
  departed_at: Date | null
  returned_at: Date | null
}
