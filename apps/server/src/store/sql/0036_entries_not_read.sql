-- What a bank sent and nobody could read: rule → count, never content. Of the run, and of the channel's last one.
alter table sync_run_channel add column unread jsonb not null default '{}';
alter table channel add column unread jsonb not null default '{}';
