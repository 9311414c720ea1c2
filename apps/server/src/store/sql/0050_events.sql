-- What clients are told. A row is written in the transaction that makes it true; queues and webhooks are read from here.
--
-- An id is drawn before the commit, so that who reads up to 7 may pass over a 6 whose transaction is still open. Readers go by `seq`
-- instead, which is given after the commit by whoever holds `event_line`. Events of one connection are in the order of their
-- ids: who writes one holds the connection or its run.
--
-- No names, amounts or numbers of accounts: what an event is about is read when it is handed out. User, connection and account are
-- not referenced, because what was deleted has to be told too.
create table event (
  id bigint generated always as identity primary key,
  seq bigint unique,
  type text not null,
  client_id text not null references client (id) on delete cascade,
  -- Absent: of a bank, not of a person.
  user_id bigint,
  connection_id bigint,
  provider_id text not null,
  definition_id text,
  account_id bigint,
  connection_created_at timestamptz,
  -- Of the channel, as its reading ended.
  status text,
  new_transactions boolean,
  days_left integer,
  -- Of transactions: the last number of the person's line (0043) before the change; 0: there was none.
  change_seq bigint,
  change_nonce uuid,
  at timestamptz not null
);
create index event_new on event (id) where seq is null;
-- A person's queue.
create index event_user on event (user_id, seq);
-- A replay.
create index event_client on event (client_id, seq);
-- Housekeeping.
create index event_at on event (at);

-- One row, made with the first event: an empty database stays empty.
create table event_line (
  one boolean primary key default true check (one),
  last bigint not null
);

create table event_queue (
  id text primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  -- Subscribed behind this one.
  from_seq bigint not null,
  created_at timestamptz not null,
  -- To the hour: a queue that nobody reads goes.
  read_at timestamptz not null
);
create index event_queue_user on event_queue (user_id);
create index event_queue_read on event_queue (read_at);
