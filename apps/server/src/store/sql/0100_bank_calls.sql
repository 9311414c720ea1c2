-- What a bank was asked without the person within the last 24 hours, by account and endpoint: banks count each by itself (RTS Art. 36(5)(b),
-- NextGenPSD2 frequencyPerDay). One row for each, which never grows: instants of more than a day ago go as new ones come.
create table bank_call (
  connection_id bigint not null references connection (id) on delete cascade,
  definition_id text not null,
  -- Null: the list of accounts and their balances. Else the entries of this one.
  account_id bigint references account (id) on delete cascade,
  calls timestamptz[] not null default '{}',
  -- How many a day the bank really takes, learned from its refusals, and when.
  learned integer check (learned > 0),
  learned_at timestamptz,
  unique nulls not distinct (connection_id, definition_id, account_id)
);
create index bank_call_account on bank_call (account_id);

-- What was counted by runs until now.
insert into bank_call (connection_id, definition_id, calls)
select connection_id, definition_id, array_agg(sync_run.created_at order by sync_run.created_at)
from sync_run join sync_run_channel on run_id = id
where not attended and sync_run.created_at > now() - interval '24 hours'
group by 1, 2;

-- Readings in a row that failed, so that the next try can be later by cause.
alter table channel add column failures integer not null default 0;
