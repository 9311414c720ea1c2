-- What was erased on whose demand, by ids and counts: it names nobody, so that it may outlive whom it is about.
create table erasure (
  id text primary key,
  client_id text not null references client (id) on delete cascade,
  -- Not foreign keys: gone with it.
  user_id bigint not null,
  kind text not null check (kind in ('user', 'connection', 'account')),
  subject_id bigint not null,
  origin text not null,
  at timestamptz not null,
  connections integer not null,
  accounts integer not null,
  transactions integer not null
);
create index erasure_client on erasure (client_id, at desc, id);
create index erasure_at on erasure (at);

-- The consents that end with it.
alter table revocation add column erasure_id text references erasure (id) on delete cascade;
create index revocation_erasure on revocation (erasure_id);
