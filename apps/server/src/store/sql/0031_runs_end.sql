-- How often a worker took the run up: a run that can't be done ends after so many, and says so.
alter table sync_run add column tries integer not null default 0;

-- For the sweep of runs that ended long ago, and of revocations that are done.
create index sync_run_ended on sync_run (ended_at) where ended_at is not null;
create index revocation_done on revocation (done_at) where done_at is not null;
