-- The operator's console (docs/adr/0120-console.md). These five are of apps/console alone: who signs in there, and how.
create table console_operator (
  id text primary key,
  -- As it is typed at the door: lower case.
  login text not null unique,
  role text not null check (role in ('viewer', 'operator')),
  -- scrypt; absent until the set-up word was used.
  password_hash text,
  -- SHA-256 of the set-up word that `raccord operators` printed; spent at its first use.
  word_hash bytea,
  word_until timestamptz,
  locale text,
  created_at timestamptz not null
);

create table console_session (
  hash bytea primary key,
  operator_id text not null references console_operator on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index console_session_operator on console_session (operator_id);
create index console_session_expires on console_session (expires_at);

create table console_passkey (
  id text primary key,
  operator_id text not null references console_operator on delete cascade,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index console_passkey_operator on console_passkey (operator_id);

-- In the database, since the replica that asks a browser need not be the one that it answers.
create table console_challenge (
  challenge text primary key,
  purpose text not null,
  expires_at timestamptz not null
);
create index console_challenge_expires on console_challenge (expires_at);

-- What happened, counted as it happens: one row for all that is alike within five minutes and one within the hour. Written by each
-- process after the fact (store/repositories/tally-store.ts), read by span and time; old rows are swept by whoever begins an hour.
create table tally (
  span text not null check (span in ('minutes', 'hour')),
  -- When the span began.
  at timestamptz not null,
  kind text not null,
  provider_id text not null,
  -- Step of a journey, where there is one.
  place text not null,
  label text not null,
  count integer not null,
  primary key (span, kind, at, provider_id, place, label)
);

-- What is so, as it was last counted: at most every few seconds however many look, and not at all while nobody does.
create table standing_figure (
  name text not null,
  label text not null,
  value bigint not null,
  primary key (name, label)
);
create table standing_count (
  one boolean primary key default true check (one),
  -- When the figures were counted; and until when somebody is at it.
  at timestamptz,
  claimed_until timestamptz
);
insert into standing_count default values;

-- What operators say of a bank, over what the catalogue says.
create table bank_note (
  provider_id text primary key,
  switched_off boolean not null default false,
  -- By language; empty: nothing is said.
  message jsonb not null default '{}',
  -- Journeys do not begin between the two.
  closed_from timestamptz,
  closed_until timestamptz,
  changed_at timestamptz not null,
  check ((closed_from is null) = (closed_until is null) and closed_from < closed_until)
);

-- Where an open journey stands and at which bank, kept with its facts. Read by the index of the open ones (0001).
alter table journey add column place text, add column provider_id text;
-- A person reads the reference from the screen to a support desk.
create index journey_reference on journey (reference);
-- Lists of the console, the newest or the next ones first.
create index channel_failing on channel (last_end_at desc) where failure is not null;
create index channel_limited on channel (limited_until) where limited_until is not null;
create index webhook_failing on webhook (failing_since) where failing_since is not null;
create index webhook_delivery_dead on webhook_delivery (dead_at desc) where dead_at is not null;

-- The third way by which operators do things.
alter table operator_action drop constraint operator_action_source_check;
alter table operator_action add constraint operator_action_source_check check (source in ('cli', 'server', 'console'));
