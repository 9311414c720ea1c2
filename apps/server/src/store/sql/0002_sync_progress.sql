-- When the account's whole history had been read once. Until then every fetch asks for all of it: the newest entries come
-- first at most banks, so "the last booked day" says nothing about what an interrupted first fetch left out.
alter table account add column history_at timestamptz;

-- Fencing: the newest worker of a run wins, an older one that was thought dead stops at its next write.
alter table sync_run add column claim uuid;
-- Last sign of life; a run without one for a while is handed to a worker again.
alter table sync_run add column touched_at timestamptz;
-- The person was present (kept after sealed_psu is erased): such reads do not count against the bank's daily quota.
alter table sync_run add column attended boolean not null default false;

-- The overlap of a new fetch with what is known, pending entries, and "since" of the API.
create index transaction_day on transaction (account_id, date);

-- The bank's quota is counted per channel over the last 24 hours.
create index sync_run_recent on sync_run (connection_id, created_at);
