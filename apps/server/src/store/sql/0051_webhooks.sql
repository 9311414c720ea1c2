create table webhook (
  id text primary key,
  client_id text not null references client (id) on delete cascade,
  url text not null,
  -- Empty: all.
  types text[] not null,
  sealed_secret bytea not null,
  -- Signs beside it until then, after a rotation.
  sealed_previous bytea,
  previous_until timestamptz,
  created_at timestamptz not null,
  -- When there is something to deliver next; absent: nothing waits.
  due_at timestamptz,
  -- The first failure since the last success.
  failing_since timestamptz,
  -- Left alone until then, as a whole.
  rests_until timestamptz,
  paused_at timestamptz,
  last_attempt_at timestamptz,
  last_success_at timestamptz,
  last_failure text
);
create index webhook_client on webhook (client_id);
create index webhook_due on webhook (due_at) where due_at is not null;

-- What is not delivered: gone once it is. `lane`: the connection, within which order is kept.
create table webhook_delivery (
  webhook_id text not null references webhook (id) on delete cascade,
  event_id bigint not null references event (id) on delete cascade,
  lane bigint not null,
  seq bigint not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  -- Given up after a day of this.
  since timestamptz not null,
  dead_at timestamptz,
  failure text,
  primary key (webhook_id, event_id)
);
create index webhook_delivery_event on webhook_delivery (event_id);
create index webhook_delivery_seq on webhook_delivery (webhook_id, seq) where dead_at is null;
-- Lanes that wait for another try of their first.
create index webhook_delivery_failed on webhook_delivery (webhook_id, lane) where dead_at is null and attempts > 0;
create index webhook_delivery_since on webhook_delivery (since) where dead_at is null;
