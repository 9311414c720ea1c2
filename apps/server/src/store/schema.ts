import type { ColumnType, Generated, Insertable, Selectable } from 'kysely'
import type { BankCallTable, BankPauseTable } from './bank-tables.ts'
import type { ChangeLineTable, ChangeTickTable, RemovedTransactionTable } from './change-tables.ts'
import type { ConsoleRows } from './console-tables.ts'
import type { EventLineTable, EventQueueTable, EventTable, WebhookDeliveryTable, WebhookTable } from './event-tables.ts'
import type { JourneyFactTable, JourneyTable, LegTable, WidgetSessionTable } from './journey-tables.ts'
import type {
  AttemptCounterTable,
  BankDomainTable,
  BankWaitTable,
  ClientLogoTable,
  ConsentChainTable,
  ConsentGrantTable,
  ConsentRecordTable,
  DeprecatedUseTable,
  ErasureTable,
  FaceSessionTable,
  FaceTokenTable,
  FileColumnsTable,
  ListedBankTable,
  OperatorActionTable,
  ProfessionalAccountTable,
  PulseTable,
  RevocationTable,
  SandboxClockTable,
  SignInCodeTable,
  SigningKeyTable,
  UploadFileTable,
  VaultKeyTable,
  WayInTable,
} from './record-tables.ts'

/**
 * The tables of `sql/`, as Kysely sees them. int8 columns are JS numbers (ids and minor units stay below 2^53, checked by
 * the type parser), `date` columns are `YYYY-MM-DD`, `timestamptz` are `Date`, `bytea` are `Uint8Array`.
 */
export interface Schema extends ConsoleRows {
  client: ClientTable
  client_logo: ClientLogoTable
  app_user: AppUserTable
  token: TokenTable
  connection: ConnectionTable
  channel: ChannelTable
  account: AccountTable
  raw_page: RawPageTable
  sandbox_clock: SandboxClockTable
  transaction: TransactionTable
  change_line: ChangeLineTable
  change_tick: ChangeTickTable
  removed_transaction: RemovedTransactionTable
  sync_run: SyncRunTable
  sync_run_channel: SyncRunChannelTable
  widget_session: WidgetSessionTable
  journey: JourneyTable
  journey_fact: JourneyFactTable
  leg: LegTable
  consent_record: ConsentRecordTable
  revocation: RevocationTable
  bank_call: BankCallTable
  bank_pause: BankPauseTable
  erasure: ErasureTable
  professional_account: ProfessionalAccountTable
  deprecated_use: DeprecatedUseTable
  sign_in_code: SignInCodeTable
  pulse: PulseTable
  attempt_counter: AttemptCounterTable
  vault_key: VaultKeyTable
  consent_chain: ConsentChainTable
  consent_grant: ConsentGrantTable
  signing_key: SigningKeyTable
  operator_action: OperatorActionTable
  face_token: FaceTokenTable
  face_session: FaceSessionTable
  event: EventTable
  bank_wait: BankWaitTable
  event_line: EventLineTable
  event_queue: EventQueueTable
  webhook: WebhookTable
  webhook_delivery: WebhookDeliveryTable
  bank_domain: BankDomainTable
  listed_bank: ListedBankTable
  file_columns: FileColumnsTable
  upload_file: UploadFileTable
  way_in: WayInTable
}

/** jsonb: read as the parsed value, written as JSON text. */
type JsonColumn<T> = ColumnType<T, string | undefined, string>
type Id = Generated<number>
type Defaulted<T> = ColumnType<T, T | undefined, T>

export interface ClientTable {
  id: string
  name: string
  /** `client_logo.file`: below our own base, like every address on our pages. */
  logo_url: string | null
  secret_hashes: Uint8Array[]
  redirect_urls: Defaulted<string[]>
  origins: Defaulted<string[]>
  loopback_allowed: Defaulted<boolean>
  own_licence: Defaulted<boolean>
  terms: JsonColumn<unknown>
  theme: JsonColumn<unknown>
  pinned: JsonColumn<unknown>
  created_at: Date
}

export interface AppUserTable {
  id: Id
  client_id: string
  email: string
  password_hash: string
  profile: JsonColumn<unknown>
  created_at: Date
}

export interface TokenTable {
  hash: Uint8Array
  kind: 'access' | 'refresh'
  client_id: string
  user_id: number | null
  family: string
  scopes: string[]
  created_at: Date
  expires_at: Date
  used_at: Date | null
  revoked_at: Date | null
}

export type ConnectionStatus = 'RUNNING' | 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILED' | 'CLOSED' | 'NONE'

export interface ConnectionTable {
  id: Id
  user_id: number
  provider_id: string
  name: string
  status: Defaulted<ConnectionStatus>
  auto_sync: Defaulted<boolean>
  consent_per_account: Defaulted<boolean>
  owner_name: string | null
  created_at: Date
}

export type ChannelStatus =
  | 'SUCCESS'
  | 'PARTIAL_SUCCESS'
  | 'EMPTY'
  | 'RUNNING'
  | 'NONE'
  | 'FAILED'
  | 'AUTH_FAILED'
  | 'TOKEN_EXPIRED'
  | 'PASSWORD_CHANGE_REQUIRED'
  | 'CHALLENGE_REQUIRED'
  | 'USER_ACTION_REQUIRED'

export interface ChannelTable {
  connection_id: number
  definition_id: string
  status: Defaulted<ChannelStatus>
  failure: string | null
  account_types: string[]
  sealed_state: Uint8Array | null
  sealed_credentials: Uint8Array | null
  sca_at: Date | null
  consent_until: string | null
  recurring: Defaulted<boolean>
  frequency_per_day: number | null
  last_success_at: Date | null
  last_end_at: Date | null
  next_sync_at: Date | null
  limited_until: Date | null
  unsupported: JsonColumn<{ name: string; type: string }[]>
  /** When clients are next told that the consent ends; kept by the database (0052). */
  warn_on: Defaulted<string | null>
  /** Of the last reading, by rule: what the bank sent and nobody could read. */
  unread: JsonColumn<Record<string, number>>
  /** Readings in a row that failed (0100). */
  failures: Defaulted<number>
}

export interface AccountTable {
  id: Id
  connection_id: number
  user_id: number
  identity_key: string
  definition_id: string
  bank_id: string
  resource: 'account' | 'card-account'
  name: string
  number: string
  iban: string | null
  currency: string
  balance_minor: number | null
  balance_at: Date | null
  balances: JsonColumn<unknown[]>
  type: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD'
  status: Defaulted<string>
  usage: Defaulted<string>
  owner_name: string | null
  details: JsonColumn<Record<string, string | number>>
  shared: Defaulted<boolean>
  created_at: Date
  sealed_raw: Uint8Array | null
  /** When the whole first history was in. */
  history_at: Date | null
  uploaded: Defaulted<boolean>
  /** How far it has been read (0044). */
  history_from: Defaulted<string | null>
  history_gap: Defaulted<'before' | 'after' | null>
  books_from: Defaulted<string | null>
  books_opening: Defaulted<number | null>
  books_agreed: Defaulted<string | null>
  books_gap: Defaulted<number | null>
  books_gap_since: Defaulted<string | null>
  books_reread: Defaulted<boolean>
  read_until: Defaulted<string | null>
  last_reading_until: Defaulted<Date | null>
}

export interface RawPageTable {
  id: Id
  account_id: number
  fetched_at: Date
  entries: number
  sealed: Uint8Array
}

export interface TransactionTable {
  id: Id
  account_id: number
  user_id: number
  identity_key: string
  status: 'BOOKED' | 'PENDING' | 'OTHER' | 'EXPIRED' | 'REJECTED' | 'CANCELLED' | 'REFUNDED'
  amount_minor: number
  currency: string
  type: string
  origin: Defaulted<string>
  category_id: string
  label: string
  remittance: Defaulted<string[]>
  date: string
  booking_date: string | null
  value_date: string | null
  transaction_date: string | null
  imported_at: Date
  updated_at: Date
  bank_id: string | null
  entry_reference: string | null
  counterparty_name: string | null
  counterparty_iban: string | null
  creditor_id: string | null
  mandate_id: string | null
  end_to_end_id: string | null
  bank_code: string | null
  check_number: string | null
  original: JsonColumn<unknown> | null
  raw_page_id: number | null
  raw_index: number | null
  /** Numbers in the person's `change_line` (0043); given by the database where left out. */
  added_seq: Generated<number>
  changed_seq: Generated<number | null>
}

export interface SyncRunTable {
  id: Id
  connection_id: number
  kind: Defaulted<'ALL' | 'LIST_ACCOUNTS'>
  sealed_psu: Uint8Array | null
  requested_by: 'journey' | 'api' | 'schedule'
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  status: Defaulted<'queued' | 'running' | 'success' | 'partial' | 'failed'>
  claim: string | null
  touched_at: Date | null
  attended: Defaulted<boolean>
  /** How often a worker took it up (0031). */
  tries: Defaulted<number>
}

export interface SyncRunChannelTable {
  run_id: number
  definition_id: string
  stage: Defaulted<'starting' | 'accounts' | 'transactions' | 'finishing' | 'done'>
  status: Defaulted<string>
  failure: string | null
  accounts: Defaulted<number>
  accounts_done: Defaulted<number>
  transactions: Defaulted<number>
  transactions_new: Defaulted<number>
  since: string | null
  unread: JsonColumn<Record<string, number>>
  gaps: Defaulted<number>
}

export type Row<T extends keyof Schema> = Selectable<Schema[T]>
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>
