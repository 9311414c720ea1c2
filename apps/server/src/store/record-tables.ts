import type { ColumnType, Generated } from 'kysely'

type JsonColumn<T> = ColumnType<T, string | undefined, string>
type Id = Generated<number>
type Defaulted<T> = ColumnType<T, T | undefined, T>

// Tables of `schema.ts` that records are only added to: consents and their ends at banks, keys, what operators did.

export interface ConsentRecordTable {
  id: Id
  client_id: string
  user_id: number
  connection_id: number | null
  journey_id: number | null
  provider_id: string
  definition_ids: string[]
  action: 'accepted' | 'skipped_own_licence' | 'revoked' | 'terms_accepted' | 'under_terms'
  locale: string
  shown: JsonColumn<unknown>
  scope: JsonColumn<unknown>
  at: Date
  origin: string
  previous_hash: Uint8Array
  hash: Uint8Array
  /** Both null in records from before there were many chains (0021). */
  chain: ColumnType<string | null, string | undefined, string>
  position: ColumnType<number | null, number | undefined, number>
}

export interface ConsentChainTable {
  name: string
  length: number
  last_id: number
  hash: Uint8Array
  chains: Defaulted<number>
  broken_at: number | null
  key_id: string
  code: Uint8Array
  since: Date
}

export interface ConsentGrantTable {
  id: Id
  client_id: string
  user_id: number
  connection_id: number
  provider_id: string
  definition_id: string
  record_id: number | null
  granted_at: Date
  until: string | null
  ended_at: Date | null
  ended_by: 'revoked' | 'renewed' | 'bank' | 'expired' | null
}

/** Signs what is given out to be verified by others (0080). */
export interface SigningKeyTable {
  kid: string
  public_jwk: JsonColumn<JsonWebKey>
  sealed_private: Uint8Array | null
  created_at: Date
  retired_at: Date | null
}

export interface ErasureTable {
  id: string
  client_id: string
  user_id: number
  kind: 'user' | 'connection' | 'account'
  subject_id: number
  origin: string
  at: Date
  connections: number
  accounts: number
  transactions: number
}

export interface RevocationTable {
  id: Id
  /** Of what was erased with it (0081). */
  erasure_id: ColumnType<string | null, string | null | undefined, string | null>
  provider_id: string
  definition_id: string
  sealed_state: Uint8Array | null
  created_at: Date
  attempts: Defaulted<number>
  done_at: Date | null
  failure: string | null
}

export interface VaultKeyTable {
  id: string
  check_code: Uint8Array
  created_at: Date
  retired_at: Date | null
}

export interface OperatorActionTable {
  id: Id
  at: Date
  actor: string
  source: 'cli' | 'server' | 'console'
  action: string
  subject: string
  detail: JsonColumn<Record<string, unknown>>
}

export interface DeprecatedUseTable {
  client_id: string
  kind: 'endpoint' | 'parameter'
  name: string
  day: string
  count: number
  first_at: Date
  last_at: Date
}

export interface SignInCodeTable {
  hash: Uint8Array
  client_id: string
  user_id: number
  redirect_uri: string
  code_challenge: string | null
  scopes: string[]
  family: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

export interface AttemptCounterTable {
  key: Uint8Array
  count: number
  until: Date
}

export interface ProfessionalAccountTable {
  user_id: number
  sealed: Uint8Array
  updated_at: Date
}

/** One row, for readiness (0025). */
export interface PulseTable {
  id: Generated<boolean>
  at: Date
}

export interface FaceTokenTable {
  id: Id
  user_id: number
  kind: 'simplefin' | 'export' | 'lunchflow' | 'enable_banking'
  name: string
  account_ids: number[] | null
  from_day: string | null
  until_day: string | null
  created_at: Date
  secret_hash: Uint8Array | null
  claim_hash: Uint8Array | null
  claim_expires_at: Date | null
  claimed_at: Date | null
  replayed_at: Date | null
  used_at: Date | null
  application_id: string | null
  public_key: string | null
}

export interface FaceSessionTable {
  id: string
  token_id: number
  bank: string
  country: string
  redirect_url: string
  state: string
  created_at: Date
  valid_until: Date
  code_hash: Uint8Array | null
  code_until: Date | null
  authorised_at: Date | null
}

export interface SandboxClockTable {
  id: Defaulted<number>
  offset_ms: number
}

export interface BankDomainTable {
  provider_id: string
  domain: string
}

/** One row, for readiness (0025). */
export interface PulseTable {
  id: Generated<boolean>
  at: Date
}

/** Banks that a service tells of (0073). */
export interface ListedBankTable {
  source: string
  country: string
  name: string
  provider_id: string
  facts: JsonColumn<unknown>
  first_seen_at: ColumnType<Date, Date, never>
  seen_at: Date
}

export interface WayInTable {
  name: string
  sealed: Uint8Array
}

export interface UploadFileTable {
  id: Generated<number>
  journey_id: number
  sealed_content: Uint8Array
  sealed_told: Uint8Array
}

export interface FileColumnsTable {
  connection_id: number
  shape: string
  columns: JsonColumn<unknown>
}

export interface ClientLogoTable {
  client_id: string
  file: string
  media_type: 'image/png' | 'image/jpeg' | 'image/webp'
  body: Uint8Array
}

/** Who waits for a bank in trouble (0110). */
export interface BankWaitTable {
  user_id: number
  provider_id: string
  asked_at: Date
}
