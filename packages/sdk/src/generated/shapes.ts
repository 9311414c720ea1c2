// Written from the API document (UPDATE_DOCS=1 npm test -- sdk-source). Not to be edited.

/** Codes that an answer other than 2xx may have. More may come. */
export type ErrorCode =
  | 'cursor_gone'
  | 'email_taken'
  | 'file_account_missing'
  | 'file_account_unclear'
  | 'file_too_large'
  | 'file_unreadable'
  | 'insufficient_scope'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'invalid_token'
  | 'not_found'
  | 'nothing_to_sync'
  | 'payload_too_large'
  | 'previous_widgets_gone'
  | 'rate_limited'
  | 'server_error'
  | 'sync_running'
  | 'temporarily_unavailable'
  | 'too_many_connections'
  | 'too_many_queues'
  | 'too_many_tokens'
  | 'too_many_webhooks'
  | 'unsupported_grant_type'
  | 'unsupported_media_type'

export interface NewAccessToken {
  readonly kind: 'simplefin' | 'export' | 'lunchflow' | 'enable_banking'
  /** What the person knows it by. */ readonly name: string
  /** Absent: all accounts that the user shares, later ones too. */ readonly account_ids?: readonly string[]
  /** Entries from this day on. Unix seconds. */ readonly start_date?: number
  /** Entries up to this day. Unix seconds. */ readonly end_date?: number
}

export interface ConnectionChange {
  readonly auto_sync: boolean
}

export interface SyncRequest {
  readonly type?: 'ALL' | 'LIST_ACCOUNTS'
  /** The person’s, only while he is present. */ readonly psu_ip_address?: string
  readonly psu_user_agent?: string
}

export interface SyncAllRequest {
  /** The person’s, only while he is present. */ readonly psu_ip_address?: string
  readonly psu_user_agent?: string
}

export interface NewConnection {
  /** `9999999`: “Upload a statement”. A bank is connected by the person, in the widget. */ readonly provider_id: '9999999'
  readonly name?: string
}

export interface FileUpload {
  readonly files: readonly {
    /** Shown in the answer; what a file is is told by what it holds. */ readonly name: string
    /** base64, with its padding. */ readonly content: string
  }[]
  /** What the files do not say of their account: QIF and many CSV files name none. */ readonly account?: {
    readonly iban?: string
    readonly number?: string
    readonly currency?: string
    readonly name?: string
    readonly type?: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD'
  }
  readonly csv?: CsvColumns
  /** For QIF, and exports of programs. */ readonly day_order?: 'ymd' | 'dmy' | 'mdy'
  /** For QIF, and exports of programs: the mark of decimals. */ readonly decimal?: '.' | ','
}

export interface SandboxEvent {
  readonly type: 'connection_created' | 'connection_synchronised' | 'connection_deleted' | 'account_found' | 'account_closed' | 'account_history_complete' | 'account_deleted' | 'transactions_changed' | 'consent_ending' | 'consent_ended' | 'journey_ended' | 'provider_available' | 'bank_available'
  /** Needed but for `provider_available`. */ readonly connection_id?: string
  /** Of `provider_available`. */ readonly provider_id?: string
  readonly channel_definition_id?: string
  readonly account_id?: string
  /** Of the channel; one that needs the person brings `action` along. Default SUCCESS. */ readonly status?: 'AUTH_FAILED' | 'TOKEN_EXPIRED' | 'PASSWORD_CHANGE_REQUIRED' | 'USER_ACTION_REQUIRED' | 'CHALLENGE_REQUIRED' | 'SUCCESS' | 'FAILED'
  readonly new_transactions?: boolean
  readonly days_left?: number
}

export interface NewUser {
  /** Unique among the users of this client. */ readonly email: string
  /** 8 to 256 characters. */ readonly password: string
}

export interface ProfileChange {
  readonly first_name?: string | null
  readonly last_name?: string | null
  readonly gender?: string | null
  readonly birthdate?: string | number | null
  readonly address?: {
    readonly postcode?: string
  } | null
  readonly email_verified?: boolean | null
}

export interface SandboxClockChange {
  /** Time to let pass: `P1D`, `PT6H`, `P2W`; at most `P400D`. */ readonly advance: string
}

export interface SandboxJourneyOrder {
  readonly provider_id: string
  /** At the test bank; its page says who may sign in. */ readonly login?: string
  /** Default: the login. */ readonly password?: string
  /** Codes and choices in the order in which they are asked for. */ readonly answers?: readonly string[]
  /** Of the widget, as a link would have them. */ readonly parameters?: Readonly<Record<string, string>>
  /** Of yours. Absent: a new user. */ readonly user_id?: string
}

export interface TokenRequest {
  /** client_credentials, password, authorization_code or refresh_token. */ readonly grant_type: string
  readonly client_id?: string
  readonly client_secret?: string
  /** Separated by spaces or commas. Absent: all that the grant allows. */ readonly scope?: string
  /** Grant password: the user’s email. */ readonly username?: string
  readonly password?: string
  readonly refresh_token?: string
  /** Grant authorization_code: from `GET /signin`, within 60 seconds. */ readonly code?: string
  /** Grant authorization_code: the one that `GET /signin` was given, to the letter. */ readonly redirect_uri?: string
  /** PKCE (RFC 7636), where there was a code_challenge. */ readonly code_verifier?: string
}

export interface NewWebhook {
  /** https. In the sandbox also http to this machine. */ readonly url: string
  /** Only these. Absent or empty: all. */ readonly types?: readonly ('connection_created' | 'connection_synchronised' | 'connection_deleted' | 'account_found' | 'account_closed' | 'account_history_complete' | 'account_deleted' | 'transactions_changed' | 'consent_ending' | 'consent_ended' | 'journey_ended' | 'provider_available' | 'bank_available')[]
}

export interface WebhookReplay {
  /** One event. */ readonly event_id?: string
  /** Unix seconds. */ readonly from?: number
  /** Unix seconds. */ readonly to?: number
}

export interface WidgetSessionRequest {
  /** The user’s. */ readonly access_token: string
  /** Checked, never consumed. */ readonly refresh_token?: string
  readonly client_id?: string
  readonly client_secret?: string
}

export interface AccessToken {
  /** Decimal digits. */ readonly id: string
  readonly kind: 'simplefin' | 'export' | 'lunchflow' | 'enable_banking'
  readonly name: string
  /** Absent: all. */ readonly account_ids?: readonly string[]
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly start_date?: number
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly end_date?: number
  /** Unix seconds, UTC. */ readonly creation_date: number
  /** simplefin, not claimed yet: until when it may be. */ readonly claim_expiry_date?: number
  /** simplefin: when an application took it. */ readonly claim_date?: number
  /** simplefin: somebody came with the same setup token again. If that was not the person: revoke. */ readonly claim_replay_date?: number
  /** To the hour. */ readonly last_use_date?: number
}

export interface AccessTokenMade {
  /** Decimal digits. */ readonly id: string
  readonly kind: 'simplefin' | 'export' | 'lunchflow' | 'enable_banking'
  readonly name: string
  /** Absent: all. */ readonly account_ids?: readonly string[]
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly start_date?: number
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly end_date?: number
  /** Unix seconds, UTC. */ readonly creation_date: number
  /** simplefin, not claimed yet: until when it may be. */ readonly claim_expiry_date?: number
  /** simplefin: when an application took it. */ readonly claim_date?: number
  /** simplefin: somebody came with the same setup token again. If that was not the person: revoke. */ readonly claim_replay_date?: number
  /** To the hour. */ readonly last_use_date?: number
  /** simplefin: to be pasted into the application, once. It is told here and nowhere else. */ readonly setup_token?: string
  /** export: private addresses by format. Whoever has one can read; they are told here and nowhere else. */ readonly links?: Readonly<Record<string, string>>
  /** lunchflow, enable_banking: where the application asks. */ readonly api_url?: string
  /** lunchflow: the key. It is told here and nowhere else. */ readonly api_key?: string
  /** enable_banking: the id that the application names. */ readonly application_id?: string
  /** enable_banking: the key that the application signs with, PEM. It is told here and nowhere else. */ readonly private_key?: string
}

export interface Account {
  /** Decimal digits. */ readonly id: string
  /** Decimal digits. */ readonly connection_id: string
  readonly name: string
  readonly account_number: string
  readonly iban?: string
  /** ISO 4217. */ readonly currency: string
  /** Signed, in major units of the currency; every digit is the bank’s. */ readonly balance?: number
  /** Unix seconds, UTC. */ readonly balance_date?: number
  readonly type: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD'
  readonly status: 'ACTIVE' | 'ERROR' | 'NOT_FOUND' | 'CLOSED' | 'SUSPENDED' | 'PENDING_CONSENT' | 'MANUAL'
  readonly usage: 'PERSONAL' | 'PROFESSIONAL'
  /** Unix seconds, UTC. */ readonly creation_date: number
  readonly owner?: {
    readonly name: string
  }
  /** Decimal digits. */ readonly last_channel_definition_id: string
  readonly history?: {
    /** Day from which on the account has been read. */ readonly from?: number
    /** All that the bank gives is in. */ readonly complete: boolean
    /** When it was all in for the first time. */ readonly completion_date?: number
  }
  /** The entries held against the booked balance. Absent: the bank tells none. */ readonly reconciliation?: {
    /** What the balance has more than the entries; 0: they agree. */ readonly gap: number
    /** After this day something is missing, or too much. */ readonly since?: number
  }
  /** Other accounts of this user that are the same one at the bank, on another connection (another login, a joint account): count it once. Absent: none. */ readonly same_as?: readonly string[]
  readonly loan?: Readonly<Record<string, string | number>>
  readonly savings?: Readonly<Record<string, string | number>>
  readonly credit_card?: Readonly<Record<string, string | number>>
}

export interface AuthorizationServer {
  /** The auth base; `iss` of every answer of the sign-in page. */ readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly response_types_supported: readonly string[]
  readonly response_modes_supported: readonly string[]
  readonly grant_types_supported: readonly string[]
  readonly token_endpoint_auth_methods_supported: readonly string[]
  readonly code_challenge_methods_supported: readonly string[]
  readonly scopes_supported: readonly string[]
  readonly ui_locales_supported: readonly string[]
  readonly authorization_response_iss_parameter_supported: boolean
}

export interface Category {
  /** Upper-case word. */ readonly id: string
  readonly label: string
  readonly type: 'INCOME' | 'EXPENSE' | 'TRANSFER' | 'OTHER'
  readonly parent?: {
    readonly id: string
    readonly label: string
  }
}

export interface CredentialField {
  readonly id: string
  /** In the language of Accept-Language; all are in labels. */ readonly label: string
  readonly labels: {
    readonly en: string
    readonly fr: string
    readonly it: string
    readonly es: string
    readonly de: string
  }
  readonly help?: {
    readonly en: string
    readonly fr: string
    readonly it: string
    readonly es: string
    readonly de: string
  }
  readonly type: 'text' | 'password' | 'number' | 'url' | 'select'
  readonly secret: boolean
  readonly required: boolean
  readonly max_length: number
  /** ECMAScript pattern of the whole value. */ readonly pattern?: string
  readonly options?: readonly {
    readonly value: string
    readonly label: string
  }[]
}

export interface Provider {
  /** Decimal digits. */ readonly id: string
  readonly name: string
  readonly logo_url: string
  readonly website?: string
  readonly countries: readonly string[]
  /** The network that a regional bank belongs to; absent where there is none. */ readonly group?: {
    readonly id: string
    readonly name: string
  }
  /** From the synchronisations of the last 24 hours. */ readonly health: 'UP' | 'DEGRADED' | 'DOWN' | 'UNKNOWN'
  readonly channel_definitions: readonly {
    /** Provider id and two digits: …00 EMBEDDED, …01 REDIRECT. */ readonly id: string
    readonly mode: 'REDIRECT' | 'EMBEDDED'
    readonly account_types: readonly ('CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD')[]
    readonly fields: readonly CredentialField[]
  }[]
}

export interface UnreadEntries {
  readonly count: number
  /** How many by the rule they broke, e.g. `amount_unreadable`. Never content. */ readonly reasons: Readonly<Record<string, number>>
}

export interface Channel {
  /** Decimal digits. */ readonly channel_definition_id: string
  readonly mode: 'REDIRECT' | 'EMBEDDED'
  readonly status: 'SUCCESS' | 'PARTIAL_SUCCESS' | 'EMPTY' | 'RUNNING' | 'NONE' | 'FAILED' | 'AUTH_FAILED' | 'TOKEN_EXPIRED' | 'PASSWORD_CHANGE_REQUIRED' | 'CHALLENGE_REQUIRED' | 'USER_ACTION_REQUIRED'
  /** REDIRECT: last second of the bank’s consent. */ readonly expires?: number
  /** Unix seconds, UTC. */ readonly last_success_date?: number
  /** Unix seconds, UTC. */ readonly last_end_date?: number
  /** When it is read next by itself; not before the bank allows it. */ readonly next_sync_date?: number
  /** From here on a renewal is of use; one made sooner is not needed, and does no harm. */ readonly renewable_since?: number
  /** Last second of the bank’s consent, in either mode: renewed by then, nothing is missed. */ readonly renew_by?: number
  /** Which fields are stored; absent on an empty channel. Never values. */ readonly credentials?: readonly {
    readonly id: string
    readonly label: string
    readonly secret: boolean
  }[]
  readonly account_types: readonly ('CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD')[]
  /** Whether any account was seen at the bank through this channel. */ readonly eligible_accounts: boolean
  /** Accounts seen at the bank through this channel, shared or not. */ readonly eligible_account_count: number
  readonly channel_definition_unavailable: boolean
  readonly unread_entries?: UnreadEntries
  /** Readings without the person that the bank allows within 24 hours. */ readonly quota?: {
    readonly limit: number
    readonly used: number
    /** Unix seconds, UTC. */ readonly resets_at?: number
  }
}

export interface Connection {
  /** Decimal digits. */ readonly id: string
  /** Decimal digits. */ readonly provider_id: string
  /** Decimal digits. */ readonly user_id: string
  readonly name: string
  /** Of the last synchronisation; reasons are in the channels. */ readonly status: 'RUNNING' | 'SUCCESS' | 'PARTIAL_SUCCESS' | 'FAILED' | 'CLOSED' | 'NONE'
  /** Unix seconds, UTC. */ readonly creation_date: number
  readonly auto_sync: boolean
  readonly consent_per_account: boolean
  readonly logo_url: string
  readonly owner?: {
    readonly name: string
  }
  readonly channels: readonly Channel[]
}

export interface ConsentGrant {
  /** Decimal digits. */ readonly connection_id: string
  /** Decimal digits. */ readonly channel_definition_id: string
  /** When the bank granted it. */ readonly start_date: number
  /** Last day of the bank’s consent. */ readonly expires?: string
  /** Absent: it is live. */ readonly end_date?: number
  /** `revoked`: by the person or the client. `renewed`: another one took its place. `bank`: the bank ended it. `expired`: its last day passed. */ readonly end_reason?: 'revoked' | 'renewed' | 'bank' | 'expired'
}

export interface Consent {
  /** Decimal digits. */ readonly id: string
  /** `accepted`: on the consent screen. `skipped_own_licence`: the client, under its own licence, asked by itself. `terms_accepted`, `under_terms`: of the previous widgets. `revoked`: ended. */ readonly action: 'accepted' | 'skipped_own_licence' | 'revoked' | 'terms_accepted' | 'under_terms'
  /** Unix seconds, UTC. */ readonly date: number
  /** Where it was said: the origin of the pages, `api`, `cli`. */ readonly origin: string
  readonly locale: string
  /** Absent where it is about no one bank. */ readonly provider_id?: string
  readonly provider_name?: string
  readonly channel_definition_ids: readonly string[]
  /** Of `revoked`: which connection. */ readonly connection_id?: string
  readonly account_types: readonly ('CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD')[]
  readonly consent_per_account?: boolean
  /** `false`: agreed to once, not to refreshes. */ readonly auto_sync?: boolean
  /** What the person saw. */ readonly shown: {
    /** Of the fixed lines. */ readonly text_version?: string
    /** Of the client’s registered text. */ readonly terms_version?: string
    readonly header?: string
    readonly body?: string
    /** The last day that was named. */ readonly until?: string
  }
  /** What banks granted on it. None: it came to nothing. */ readonly grants: readonly ConsentGrant[]
  /** All of this as a compact JWS (ES256), to be verified with `GET /.well-known/jwks.json`. It says how things stand at its `iat`. */ readonly receipt: string
}

export interface JsonWebKeySet {
  readonly keys: readonly {
    readonly kty: string
    readonly crv: string
    readonly x: string
    readonly y: string
    readonly kid: string
    readonly alg: string
    readonly use: string
  }[]
}

export interface ErasedConsent {
  /** Decimal digits. */ readonly provider_id: string
  /** Decimal digits. */ readonly channel_definition_id: string
  /** `pending`: the bank is asked until it confirms. `not_confirmed`: it never did; the consent runs out by its last day, and nobody can use it any more. */ readonly status: 'pending' | 'revoked' | 'not_confirmed'
  /** When it ended, here. */ readonly date?: number
  /** `not_confirmed`: what the bank said last. */ readonly reason?: string
}

export interface KeptData {
  readonly what: string
  readonly why: string
  /** Absent: `why` says how long. */ readonly until?: number
}

export interface Erasure {
  readonly id: string
  readonly subject: {
    readonly type: 'user' | 'connection' | 'account'
    /** Decimal digits. */ readonly id: string
    /** Decimal digits. */ readonly user_id: string
  }
  /** `api`, `widget`, or `retention`: by a setting of the server. */ readonly origin: string
  /** When it was asked for and our data went: the same instant. */ readonly date: number
  /** `pending`: a bank has yet to confirm. */ readonly status: 'pending' | 'complete'
  /** Complete by then, whatever the banks do. */ readonly due_date: number
  /** Unix seconds, UTC. */ readonly complete_date?: number
  readonly erased: {
    readonly connections: number
    readonly accounts: number
    readonly transactions: number
  }
  readonly revocations: readonly ErasedConsent[]
  /** What stays, and why. */ readonly kept: readonly KeptData[]
}

export interface ErrorBody {
  /** Stable code, snake_case. */ readonly error: string
  /** A sentence for a developer. Never shown to a person. */ readonly error_description: string
  /** Finds this request in the log; also in X-Request-ID. */ readonly request_id: string
}

export interface CsvColumns {
  readonly separator: ';' | ',' | '	' | '|'
  /** Rows above the first entry, without empty ones. */ readonly skip_rows: number
  readonly decimal: '.' | ','
  readonly day_order: 'ymd' | 'dmy' | 'mdy'
  /** What each column holds, from the first on; `null`: not read. */ readonly columns: readonly ('date' | 'booking_date' | 'value_date' | 'transaction_date' | 'amount' | 'debit' | 'credit' | 'direction' | 'fee' | 'currency' | 'payer' | 'payee' | 'description' | 'counterparty_iban' | 'iban' | 'balance' | 'status' | 'reference' | null)[]
}

export interface CsvReading {
  readonly separator: ';' | ',' | '	' | '|'
  readonly skip_rows: number
  readonly decimal: '.' | ','
  readonly day_order: 'ymd' | 'dmy' | 'mdy'
  readonly columns: readonly ('date' | 'booking_date' | 'value_date' | 'transaction_date' | 'amount' | 'debit' | 'credit' | 'direction' | 'fee' | 'currency' | 'payer' | 'payee' | 'description' | 'counterparty_iban' | 'iban' | 'balance' | 'status' | 'reference' | null)[]
}

export interface FileUploadResult {
  readonly files: readonly {
    /** Of an archive: that of the file in it. */ readonly name: string
    readonly format: 'camt' | 'mt940' | 'ofx' | 'qif' | 'csv'
    /** `UNCLEAR`: nothing of it is stored. Say how it is read (`csv`, `day_order`, `decimal`) and send it again. */ readonly status: 'IMPORTED' | 'UNCLEAR'
    readonly accounts: readonly {
      /** Decimal digits. */ readonly account_id: string
      readonly received: number
      /** The others were there already. */ readonly added: number
      /** Not booked yet, and left out. */ readonly pending: number
      readonly unread_entries?: UnreadEntries
    }[]
    readonly csv?: CsvReading
    /** `UNCLEAR`: what nobody can know from the file. */ readonly doubts?: readonly ('columns' | 'day_order' | 'decimal')[]
    /** Its header and first rows. */ readonly sample?: readonly {
      readonly cells: readonly string[]
    }[]
    /** QIF: those that fit. */ readonly day_orders?: readonly ('ymd' | 'dmy' | 'mdy')[]
    /** QIF: those that fit. */ readonly decimals?: readonly ('.' | ',')[]
  }[]
}

export interface MigrationReport {
  /** `done`: something was used once, and nothing for `quiet_days`. Then the migration is over. */ readonly status: 'never_used' | 'in_use' | 'done'
  /** The same in a sentence. */ readonly summary: string
  readonly quiet_days: number
  /** Unix seconds, UTC. */ readonly last_used?: number
  /** Unix seconds: when it is done if nothing more is used. */ readonly done_at?: number
  /** The most recently used first. */ readonly uses: readonly {
    readonly kind: 'endpoint' | 'parameter'
    /** Path of an endpoint, previous name of a parameter. */ readonly name: string
    /** Requests that used it, ever. */ readonly count: number
    /** Those within `quiet_days`. */ readonly recent_count: number
    /** Unix seconds, UTC. */ readonly first_used: number
    /** Unix seconds, UTC. */ readonly last_used: number
    /** Absent: nothing takes its place. */ readonly replacement?: string
    readonly explanation?: string
    /** URL of the rule that says what to change. */ readonly guide: string
  }[]
  /** Uses a day over the `quiet_days` up to today, the oldest first. */ readonly daily: readonly {
    /** `YYYY-MM-DD`, UTC. */ readonly day: string
    readonly count: number
  }[]
}

export interface GoneAccount {
  /** Decimal digits. */ readonly id: string
  /** Decimal digits. */ readonly connection_id: string
}

export interface EndingConsent {
  /** Decimal digits. */ readonly connection_id: string
  /** Decimal digits. */ readonly channel_definition_id: string
  /** Last second of the bank’s consent. */ readonly expires?: number
}

export interface AvailableProvider {
  /** Decimal digits. */ readonly id: string
  readonly name: string
}

export interface EndedJourney {
  readonly outcome: 'success' | 'cancelled' | 'abandoned' | 'expired'
  readonly endpoint?: 'add_connection' | 'edit_credentials' | 'user_input' | 'manage_accounts'
  /** As the person saw it on an error page. */ readonly reference?: string
  /** Decimal digits. */ readonly connection_id?: string
  /** Code of the last error that he met, if any. */ readonly error?: string
}

export interface Notification {
  /** Decimal digits. The same in every attempt, and the header `webhook-id`. */ readonly id: string
  readonly type: 'connection_created' | 'connection_synchronised' | 'connection_deleted' | 'account_found' | 'account_closed' | 'account_history_complete' | 'account_deleted' | 'transactions_changed' | 'consent_ending' | 'consent_ended' | 'journey_ended' | 'provider_available' | 'bank_available'
  readonly event_type: 'CREATED' | 'UPDATED' | 'DELETED'
  readonly resource_type: 'CONNECTIONS' | 'ACCOUNTS' | 'TRANSACTIONS' | 'CONSENTS' | 'PROVIDERS' | 'JOURNEYS'
  /** Unix seconds, UTC. */ readonly creation_date: number
  /** Decimal digits. */ readonly user_id?: string
  /** Decimal digits. */ readonly connection_id?: string
  /** Decimal digits. */ readonly channel_definition_id?: string
  /** As it is when this is handed out, not as it was: the connection (`CONNECTIONS`, `TRANSACTIONS`), the account, the consent, the bank, the journey. */ readonly resource: Connection | Account | GoneAccount | EndingConsent | AvailableProvider | EndedJourney
  readonly new_transactions?: boolean
  /** `since` of `GET /v2.1/transactions/changes`. */ readonly cursor?: string
  readonly days_left?: number
  /** The person is needed: why, and the widget endpoint that repairs it. */ readonly action?: {
    readonly reason: 'AUTH_FAILED' | 'TOKEN_EXPIRED' | 'PASSWORD_CHANGE_REQUIRED' | 'USER_ACTION_REQUIRED' | 'CHALLENGE_REQUIRED' | 'CONSENT_ENDING'
    readonly endpoint: 'add_connection' | 'edit_credentials' | 'user_input' | 'manage_accounts'
  }
}

export interface Queue {
  readonly id: string
}

export interface Transaction {
  /** Decimal digits. */ readonly id: string
  /** Decimal digits. */ readonly account_id: string
  /** Signed, in major units of the currency; every digit is the bank’s. */ readonly amount: number
  /** ISO 4217. */ readonly currency: string
  readonly type: 'CREDIT' | 'DEBIT' | 'INTEREST' | 'DIVIDEND' | 'BANK_FEE' | 'DEPOSIT' | 'ATM' | 'POINT_OF_SALE' | 'CREDIT_CARD_PAYMENT' | 'INTERNAL_TRANSFER' | 'POTENTIAL_TRANSFER' | 'CHECK' | 'ELECTRONIC_PAYMENT' | 'CASH' | 'DIRECT_DEPOSIT' | 'DIRECT_DEBIT' | 'REPEATING_PAYMENT' | 'OTHER'
  readonly origin: 'ORIGINAL' | 'UPCOMING' | 'TRANSACTION' | 'RECURRING' | 'SCHEDULED'
  readonly category_id: string
  readonly category?: Category
  readonly label: string
  /** The other party, as the bank names it. */ readonly source?: {
    readonly label: string
  }
  /** Remittance lines joined by line feeds; absent when the only line equals label. */ readonly notes?: string
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly date: number
  /** Unix seconds, UTC. */ readonly import_date: number
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly booking_date?: number
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly value_date?: number
  /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly transaction_date?: number
  /** Unix seconds, UTC. */ readonly last_update_date: number
  readonly status: 'BOOKED' | 'PENDING' | 'OTHER' | 'EXPIRED' | 'REJECTED' | 'CANCELLED' | 'REFUNDED'
  readonly remittance_information: readonly string[]
  readonly check_number?: string
}

export interface TransactionChanges {
  readonly added: readonly Transaction[]
  readonly modified: readonly Transaction[]
  /** Ids. */ readonly removed: readonly string[]
  /** For `since` of the next call. */ readonly next_cursor: string
  /** More is there already: call again at once. */ readonly has_more: boolean
}

export interface ProfessionalAccount {
  readonly company_name: string
  readonly country: 'FR' | 'IT' | 'GB' | 'OTHER'
  /** Without blanks; check digits were verified where there are any. */ readonly registration_number: string
  readonly legal_form: 'SOLE_TRADER' | 'COMPANY' | 'PARTNERSHIP' | 'ASSOCIATION' | 'PUBLIC_BODY' | 'OTHER'
  /** Of the person in the business. */ readonly role: 'OWNER' | 'LEGAL_REPRESENTATIVE' | 'EMPLOYEE' | 'ACCOUNTANT'
}

export interface User {
  /** Decimal digits. */ readonly id: string
  readonly email: string
  /** Unix seconds, UTC. */ readonly creation_date: number
  readonly first_name?: string
  readonly last_name?: string
  readonly gender?: string
  /** Unix seconds at midnight UTC. */ readonly birthdate?: number
  readonly address?: {
    readonly postcode?: string
  }
  readonly email_verified?: boolean
  readonly professional_account?: ProfessionalAccount
}

export interface PersonExport {
  /** Unix seconds, UTC. */ readonly export_date: number
  readonly user: User
  readonly connections: readonly Connection[]
  readonly accounts: readonly {
    /** Decimal digits. */ readonly id: string
    /** Decimal digits. */ readonly connection_id: string
    readonly name: string
    readonly account_number: string
    readonly iban?: string
    /** ISO 4217. */ readonly currency: string
    /** Signed, in major units of the currency; every digit is the bank’s. */ readonly balance?: number
    /** Unix seconds, UTC. */ readonly balance_date?: number
    readonly type: 'CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD'
    readonly status: 'ACTIVE' | 'ERROR' | 'NOT_FOUND' | 'CLOSED' | 'SUSPENDED' | 'PENDING_CONSENT' | 'MANUAL'
    readonly usage: 'PERSONAL' | 'PROFESSIONAL'
    /** Unix seconds, UTC. */ readonly creation_date: number
    readonly owner?: {
      readonly name: string
    }
    /** Decimal digits. */ readonly last_channel_definition_id: string
    readonly history?: {
      /** Day from which on the account has been read. */ readonly from?: number
      /** All that the bank gives is in. */ readonly complete: boolean
      /** When it was all in for the first time. */ readonly completion_date?: number
    }
    /** The entries held against the booked balance. Absent: the bank tells none. */ readonly reconciliation?: {
      /** What the balance has more than the entries; 0: they agree. */ readonly gap: number
      /** After this day something is missing, or too much. */ readonly since?: number
    }
    /** Other accounts of this user that are the same one at the bank, on another connection (another login, a joint account): count it once. Absent: none. */ readonly same_as?: readonly string[]
    readonly loan?: Readonly<Record<string, string | number>>
    readonly savings?: Readonly<Record<string, string | number>>
    readonly credit_card?: Readonly<Record<string, string | number>>
    readonly transactions: readonly {
      /** Decimal digits. */ readonly id: string
      /** Decimal digits. */ readonly account_id: string
      /** Signed, in major units of the currency; every digit is the bank’s. */ readonly amount: number
      /** ISO 4217. */ readonly currency: string
      readonly type: 'CREDIT' | 'DEBIT' | 'INTEREST' | 'DIVIDEND' | 'BANK_FEE' | 'DEPOSIT' | 'ATM' | 'POINT_OF_SALE' | 'CREDIT_CARD_PAYMENT' | 'INTERNAL_TRANSFER' | 'POTENTIAL_TRANSFER' | 'CHECK' | 'ELECTRONIC_PAYMENT' | 'CASH' | 'DIRECT_DEPOSIT' | 'DIRECT_DEBIT' | 'REPEATING_PAYMENT' | 'OTHER'
      readonly origin: 'ORIGINAL' | 'UPCOMING' | 'TRANSACTION' | 'RECURRING' | 'SCHEDULED'
      readonly category_id: string
      readonly category?: Category
      readonly label: string
      /** The other party, as the bank names it. */ readonly source?: {
        readonly label: string
      }
      /** Remittance lines joined by line feeds; absent when the only line equals label. */ readonly notes?: string
      /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly date: number
      /** Unix seconds, UTC. */ readonly import_date: number
      /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly booking_date?: number
      /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly value_date?: number
      /** A day, as the Unix seconds of its midnight in Europe/Paris. */ readonly transaction_date?: number
      /** Unix seconds, UTC. */ readonly last_update_date: number
      readonly status: 'BOOKED' | 'PENDING' | 'OTHER' | 'EXPIRED' | 'REJECTED' | 'CANCELLED' | 'REFUNDED'
      readonly remittance_information: readonly string[]
      readonly check_number?: string
      readonly entry_reference?: string
      readonly counterparty_iban?: string
      readonly creditor_id?: string
      readonly mandate_id?: string
      readonly end_to_end_id?: string
      readonly bank_code?: string
      /** In the currency that it was made in. */ readonly original?: {
        readonly amount?: {
          readonly minor: number
          readonly currency: string
          readonly exact?: string
        }
        readonly rate?: string
        /** The amount, where it is finer than its currency. */ readonly exact?: string
      }
    }[]
  }[]
  readonly accounts_not_shared: readonly {
    /** Decimal digits. */ readonly id: string
    /** Decimal digits. */ readonly connection_id: string
    readonly account_number: string
    readonly iban?: string
    readonly name: string
    readonly currency: string
    readonly type: string
    readonly status: string
  }[]
  readonly consents: readonly {
    /** Decimal digits. */ readonly id: string
    /** `accepted`: on the consent screen. `skipped_own_licence`: the client, under its own licence, asked by itself. `terms_accepted`, `under_terms`: of the previous widgets. `revoked`: ended. */ readonly action: 'accepted' | 'skipped_own_licence' | 'revoked' | 'terms_accepted' | 'under_terms'
    /** Unix seconds, UTC. */ readonly date: number
    /** Where it was said: the origin of the pages, `api`, `cli`. */ readonly origin: string
    readonly locale: string
    /** Absent where it is about no one bank. */ readonly provider_id?: string
    readonly provider_name?: string
    readonly channel_definition_ids: readonly string[]
    /** Of `revoked`: which connection. */ readonly connection_id?: string
    readonly account_types: readonly ('CHECKINGS' | 'SAVINGS' | 'LOAN' | 'CREDIT_CARD')[]
    readonly consent_per_account?: boolean
    /** `false`: agreed to once, not to refreshes. */ readonly auto_sync?: boolean
    /** What the person saw. */ readonly shown: {
      /** Of the fixed lines. */ readonly text_version?: string
      /** Of the client’s registered text. */ readonly terms_version?: string
      readonly header?: string
      readonly body?: string
      /** The last day that was named. */ readonly until?: string
    }
    /** What banks granted on it. None: it came to nothing. */ readonly grants: readonly ConsentGrant[]
  }[]
  readonly access_tokens: readonly AccessToken[]
}

export interface SandboxClock {
  /** The time here, after it. */ readonly now: number
  /** `not_moved`: no test bank of ours answers there, or it does not let its clock be moved. */ readonly test_bank: 'moved' | 'not_moved'
}

export interface SandboxJourney {
  readonly status: 'connected' | 'stopped'
  /** Decimal digits. */ readonly user_id: string
  /** Its log: `GET /v2.1/widget_sessions/{id}`. */ readonly session_id: string
  /** Decimal digits. */ readonly connection_id?: string
  readonly result?: 'created' | 'updated' | 'deleted'
  /** What the person saw, in order; the bank’s pages begin with `bank `. The last says where he stopped. */ readonly screens: readonly string[]
  /** A code of the error table, where something went wrong. */ readonly error?: string
}

export interface Token {
  readonly access_token: string
  readonly token_type: 'Bearer'
  /** Seconds. */ readonly expires_in: number
  /** Separated by spaces. */ readonly scope: string
  /** Tokens of a user only. Changes at every use. */ readonly refresh_token?: string
}

export interface Webhook {
  readonly id: string
  readonly url: string
  readonly types: readonly ('connection_created' | 'connection_synchronised' | 'connection_deleted' | 'account_found' | 'account_closed' | 'account_history_complete' | 'account_deleted' | 'transactions_changed' | 'consent_ending' | 'consent_ended' | 'journey_ended' | 'provider_available' | 'bank_available')[]
  /** `FAILING`: not delivered since `failing_since`, tried again by itself. `PAUSED`: it failed for three days; a replay begins again. */ readonly status: 'ACTIVE' | 'FAILING' | 'PAUSED'
  /** Unix seconds, UTC. */ readonly creation_date: number
  /** Waiting, or being tried again. */ readonly undelivered: number
  /** Given up after 24 hours and not replayed, of the last seven days. */ readonly dead_letters: number
  /** Unix seconds, UTC. */ readonly failing_since?: number
  /** Unix seconds, UTC. */ readonly paused_date?: number
  /** Unix seconds, UTC. */ readonly last_attempt_date?: number
  /** Unix seconds, UTC. */ readonly last_success_date?: number
  /** A status, or what went wrong on the way. */ readonly last_failure?: string
  /** Until then events are signed with the secret of before the rotation, too. */ readonly previous_secret_expires?: number
}

export interface WebhookWithSecret {
  readonly id: string
  readonly url: string
  readonly types: readonly ('connection_created' | 'connection_synchronised' | 'connection_deleted' | 'account_found' | 'account_closed' | 'account_history_complete' | 'account_deleted' | 'transactions_changed' | 'consent_ending' | 'consent_ended' | 'journey_ended' | 'provider_available' | 'bank_available')[]
  /** `FAILING`: not delivered since `failing_since`, tried again by itself. `PAUSED`: it failed for three days; a replay begins again. */ readonly status: 'ACTIVE' | 'FAILING' | 'PAUSED'
  /** Unix seconds, UTC. */ readonly creation_date: number
  /** Waiting, or being tried again. */ readonly undelivered: number
  /** Given up after 24 hours and not replayed, of the last seven days. */ readonly dead_letters: number
  /** Unix seconds, UTC. */ readonly failing_since?: number
  /** Unix seconds, UTC. */ readonly paused_date?: number
  /** Unix seconds, UTC. */ readonly last_attempt_date?: number
  /** Unix seconds, UTC. */ readonly last_success_date?: number
  /** A status, or what went wrong on the way. */ readonly last_failure?: string
  /** Until then events are signed with the secret of before the rotation, too. */ readonly previous_secret_expires?: number
  /** Shown this once. `whsec_` and base64. */ readonly secret: string
}

export interface WebhookReplayed {
  readonly events: number
}

export interface WidgetSession {
  /** 32 URL-safe characters. */ readonly session_id: string
  readonly _links: {
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly add_connection: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly edit_credentials: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly user_input: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly manage_accounts: string
  }
}

export interface PreviousWidgetSession {
  /** 32 URL-safe characters. */ readonly session_id: string
  readonly _links: {
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly add_connection: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly edit_credentials: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly user_input: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly manage_accounts: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly terms: string
    /** Absolute; already holds ?session_id=, append &name=value. */ readonly professional_account: string
  }
}

export interface SessionEvent {
  /** Place in the journey, from 1. */ readonly seq: number
  /** What happened, e.g. `provider_chosen`, `failed`, `finished`. More may be added. */ readonly type: string
  /** Unix seconds. */ readonly date: number
  readonly provider_id?: string
  readonly channel_definition_id?: string
  readonly connection_id?: string
  /** A code of the error table. */ readonly error?: string
  /** For the developer: what was wrong. */ readonly detail?: string
  /** Unix seconds. */ readonly retry_date?: number
  readonly step?: string
  readonly answer?: string
  readonly result?: string
  readonly accounts?: number
}

export interface SessionJourney {
  readonly endpoint: 'add_connection' | 'edit_credentials' | 'user_input' | 'manage_accounts'
  /** What the person reads on an error screen. */ readonly reference: string
  readonly status: 'OPEN' | 'SUCCESS' | 'CANCELLED' | 'ABANDONED'
  readonly result?: 'created' | 'updated' | 'deleted'
  readonly connection_id?: string
  /** Unix seconds. */ readonly creation_date: number
  /** Unix seconds. */ readonly end_date?: number
  readonly warnings: readonly {
    readonly parameter: string
    /** The rule that was broken; never the value. */ readonly rule: string
  }[]
  readonly deprecated_parameters: readonly string[]
  /** The same, with what takes the place of each. */ readonly deprecations: readonly {
    readonly parameter: string
    readonly use?: string
    readonly says: string
  }[]
  /** What the bank sent in readings of this journey and nobody could read. */ readonly unread_entries: readonly {
    readonly count: number
    /** How many by the rule they broke, e.g. `amount_unreadable`. Never content. */ readonly reasons: Readonly<Record<string, number>>
    readonly channel_definition_id: string
  }[]
  /** Accounts whose entries did not make their balance when they were read in this journey. */ readonly unreconciled_accounts: readonly {
    readonly channel_definition_id: string
    readonly count: number
  }[]
  readonly events: readonly SessionEvent[]
}

export interface WidgetSessionLog {
  readonly user_id: string
  /** Unix seconds. */ readonly creation_date: number
  /** Unix seconds. */ readonly expiration_date: number
  /** Links that were answered with a page instead of a journey, the first twenty. */ readonly refused_links: readonly {
    readonly parameter: string
    /** The rule that was broken; never the value. */ readonly rule: string
    readonly endpoint: 'add_connection' | 'edit_credentials' | 'user_input' | 'manage_accounts'
    /** Unix seconds. */ readonly date: number
  }[]
  /** Oldest first. */ readonly journeys: readonly SessionJourney[]
}
