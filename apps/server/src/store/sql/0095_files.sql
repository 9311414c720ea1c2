-- Files that a person uploads (`POST /v2.1/connections/{id}/files`).
-- Entries of this account came from files before its bank was read: the first reading takes them for what they are.
alter table account add column uploaded boolean not null default false;

-- How CSV files of one shape (a hash of separator and header) are read, as it was said for the first of them.
create table file_columns (
  connection_id bigint not null references connection (id) on delete cascade,
  shape text not null,
  columns jsonb not null,
  primary key (connection_id, shape)
);
