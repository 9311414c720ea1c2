-- People who wait for a bank in trouble: their client is told once when it works again.
create table bank_wait (
  user_id bigint not null references app_user (id) on delete cascade,
  provider_id text not null,
  asked_at timestamptz not null,
  primary key (user_id, provider_id)
);
-- Who waits for this bank, whenever it has answered.
create index bank_wait_provider on bank_wait (provider_id);
