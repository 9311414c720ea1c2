-- Clients (tenants), their users and tokens.
create table client (
  id text primary key,
  name text not null,
  logo_url text,
  -- Two live secrets so that one can be rotated without a gap; only hashes (SHA-256: the secrets are random, not chosen).
  secret_hashes bytea[] not null,
  redirect_urls text[] not null default '{}',
  origins text[] not null default '{}',
  -- Sandbox only: every loopback URL counts as registered.
  loopback_allowed boolean not null default false,
  own_licence boolean not null default false,
  terms jsonb not null default '{}',
  theme jsonb not null default '{}',
  pinned jsonb not null default '{}',
  created_at timestamptz not null
);

create table app_user (
  id bigint generated always as identity (start with 1001) primary key,
  client_id text not null references client (id) on delete cascade,
  email text not null,
  password_hash text not null,
  profile jsonb not null default '{}',
  created_at timestamptz not null,
  unique (client_id, email)
);

create table token (
  hash bytea primary key,
  kind text not null check (kind in ('access', 'refresh')),
  client_id text not null references client (id) on delete cascade,
  user_id bigint references app_user (id) on delete cascade,
  -- All tokens that came from one sign-in: a replayed refresh token revokes them together.
  family uuid not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- First use of a refresh token; it works a little longer for clients that retry (WIRE §2).
  used_at timestamptz,
  revoked_at timestamptz
);
create index token_family on token (family);
create index token_user on token (user_id);
create index token_expiry on token (expires_at);

-- Connections, their channels, accounts and transactions.
create table connection (
  id bigint generated always as identity (start with 2001) primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  provider_id text not null,
  name text not null,
  status text not null default 'NONE' check (status in ('RUNNING', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILED', 'CLOSED', 'NONE')),
  auto_sync boolean not null default true,
  consent_per_account boolean not null default false,
  owner_name text,
  created_at timestamptz not null
);
create index connection_user on connection (user_id);

create table channel (
  connection_id bigint not null references connection (id) on delete cascade,
  definition_id text not null,
  status text not null default 'EMPTY',
  -- The error-table code of the last failure.
  failure text,
  account_types text[] not null,
  -- Connector state (consent id, tokens) and credentials by field id: sealed, AAD `channel:<connection>:<definition>`.
  sealed_state bytea,
  sealed_credentials bytea,
  sca_at timestamptz,
  consent_until date,
  recurring boolean not null default true,
  frequency_per_day integer,
  last_success_at timestamptz,
  last_end_at timestamptz,
  next_sync_at timestamptz,
  -- The bank said "no more calls before".
  limited_until timestamptz,
  unsupported jsonb not null default '[]',
  primary key (connection_id, definition_id)
);
create index channel_next_sync on channel (next_sync_at) where next_sync_at is not null;

create table account (
  id bigint generated always as identity (start with 3001) primary key,
  connection_id bigint not null references connection (id) on delete cascade,
  user_id bigint not null references app_user (id) on delete cascade,
  -- What stays the same when the bank mints new resource ids: see accounts/identity.ts.
  identity_key text not null,
  definition_id text not null,
  bank_id text not null,
  resource text not null check (resource in ('account', 'card-account')),
  name text not null,
  number text not null,
  iban text,
  currency text not null,
  balance_minor bigint,
  balance_at timestamptz,
  balances jsonb not null default '[]',
  type text not null check (type in ('CHECKINGS', 'SAVINGS', 'LOAN', 'CREDIT_CARD')),
  status text not null default 'ACTIVE',
  usage text not null default 'PERSONAL',
  owner_name text,
  details jsonb not null default '{}',
  -- Not shared: seen at the bank, but the person did not choose it, or deleted it later. Kept so that it is not asked again.
  shared boolean not null default true,
  created_at timestamptz not null,
  sealed_raw bytea,
  unique (connection_id, identity_key)
);
create index account_user on account (user_id);

-- The bank's entries as sent: one sealed, compressed page for many entries; AAD `raw:<account>`.
create table raw_page (
  id bigint generated always as identity primary key,
  account_id bigint not null references account (id) on delete cascade,
  fetched_at timestamptz not null,
  entries integer not null,
  sealed bytea not null
);
create index raw_page_account on raw_page (account_id);

create table transaction (
  id bigint generated always as identity (start with 100001) primary key,
  account_id bigint not null references account (id) on delete cascade,
  user_id bigint not null,
  -- What makes the bank's entry recognisable at the next fetch: see transactions/identity.ts.
  identity_key text not null,
  status text not null check (status in ('BOOKED', 'PENDING', 'OTHER', 'EXPIRED', 'REJECTED', 'CANCELLED', 'REFUNDED')),
  amount_minor bigint not null,
  currency text not null,
  type text not null,
  origin text not null default 'ORIGINAL',
  category_id text not null,
  label text not null,
  remittance text[] not null default '{}',
  date date not null,
  booking_date date,
  value_date date,
  transaction_date date,
  imported_at timestamptz not null,
  updated_at timestamptz not null,
  bank_id text,
  entry_reference text,
  counterparty_name text,
  counterparty_iban text,
  creditor_id text,
  mandate_id text,
  end_to_end_id text,
  bank_code text,
  check_number text,
  original jsonb,
  raw_page_id bigint references raw_page (id) on delete set null,
  raw_index integer,
  unique (account_id, identity_key)
);
create index transaction_order on transaction (user_id, imported_at, id desc);
create index transaction_account on transaction (account_id, imported_at, id desc);

-- Synchronisation. The run is the truth; a job only carries its id.
create table sync_run (
  id bigint generated always as identity primary key,
  connection_id bigint not null references connection (id) on delete cascade,
  kind text not null default 'ALL' check (kind in ('ALL', 'LIST_ACCOUNTS')),
  -- Whether the person is there, and from where: sealed, AAD `psu:<run's connection>`; erased when the run ends.
  sealed_psu bytea,
  requested_by text not null check (requested_by in ('journey', 'api', 'schedule')),
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  status text not null default 'queued' check (status in ('queued', 'running', 'success', 'partial', 'failed'))
);
create index sync_run_connection on sync_run (connection_id, id desc);
create unique index sync_run_open on sync_run (connection_id) where ended_at is null;

create table sync_run_channel (
  run_id bigint not null references sync_run (id) on delete cascade,
  definition_id text not null,
  stage text not null default 'starting' check (stage in ('starting', 'accounts', 'transactions', 'finishing', 'done')),
  status text not null default 'RUNNING',
  failure text,
  accounts integer not null default 0,
  accounts_done integer not null default 0,
  transactions integer not null default 0,
  transactions_new integer not null default 0,
  -- First day seen.
  since date,
  primary key (run_id, definition_id)
);

-- Widget sessions and journeys.
create table widget_session (
  -- SHA-256 of the id: the id itself is in no log and no table.
  id_hash bytea primary key,
  client_id text not null references client (id) on delete cascade,
  user_id bigint not null references app_user (id) on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  -- The browser that began: hashes of its cookies (top level, framed), or of the page ticket where cookies are off.
  browser_hashes bytea[] not null default '{}'
);
create index widget_session_expiry on widget_session (expires_at);

create table journey (
  id bigint generated always as identity primary key,
  session_hash bytea not null references widget_session (id_hash) on delete cascade,
  client_id text not null,
  user_id bigint not null references app_user (id) on delete cascade,
  endpoint text not null check (endpoint in ('add_connection', 'edit_credentials', 'user_input', 'manage_accounts')),
  -- Functional parameters, fixed at the first opening; display ones follow the newest.
  params jsonb not null,
  display jsonb not null,
  reference text not null,
  -- The session id, to build links again after the bank; AAD `journey:<session hash, hex>`.
  sealed_session bytea not null,
  -- Number of facts: what a page shows, and what a form must bring back.
  revision integer not null default 0,
  connection_id bigint,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index journey_session on journey (session_hash, id desc);
create unique index journey_open on journey (session_hash, endpoint) where finished_at is null;

create table journey_fact (
  journey_id bigint not null references journey (id) on delete cascade,
  seq integer not null,
  at timestamptz not null,
  kind text not null,
  -- No personal data beyond ids, no secret: the session log is read from here.
  data jsonb not null,
  primary key (journey_id, seq)
);

-- One attempt at one channel: what the connector remembers, and the single-use proofs around the bank's redirect.
create table leg (
  id bigint generated always as identity primary key,
  journey_id bigint not null references journey (id) on delete cascade,
  definition_id text not null,
  created_at timestamptz not null,
  -- AAD `leg:<id>`.
  sealed_state bytea,
  sealed_credentials bytea,
  -- The outcome to show (challenge, form), sealed too: it may hold a masked phone number or an image.
  sealed_outcome bytea,
  -- SHA-256 of the single-use values.
  callback_state_hash bytea unique,
  -- How often the departure page was used: part of the next ticket, so that each ticket works once.
  departures integer not null default 0,
  browser_hash bytea,
  confirm_hash bytea,
  -- The query of the callback that waits for "yes, it was I", sealed.
  sealed_return bytea,
  departed_at timestamptz,
  returned_at timestamptz
);
create index leg_journey on leg (journey_id);

-- What was shown and agreed to: append-only, chained.
create table consent_record (
  id bigint generated always as identity primary key,
  client_id text not null,
  -- Not a foreign key: the record outlives the user it speaks of.
  user_id bigint not null,
  connection_id bigint,
  journey_id bigint,
  provider_id text not null,
  definition_ids text[] not null,
  action text not null check (action in ('accepted', 'skipped_own_licence', 'revoked')),
  locale text not null,
  shown jsonb not null,
  scope jsonb not null,
  at timestamptz not null,
  origin text not null,
  previous_hash bytea not null,
  hash bytea not null
);
create index consent_record_user on consent_record (user_id);

-- Consents to end at a bank after our own data are gone. Kept until the bank has confirmed or given up.
create table revocation (
  id bigint generated always as identity primary key,
  provider_id text not null,
  definition_id text not null,
  -- AAD `revocation:<id>`.
  sealed_state bytea,
  created_at timestamptz not null,
  attempts integer not null default 0,
  done_at timestamptz,
  failure text
);
