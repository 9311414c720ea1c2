-- What a client still uses of the previous widgets: one row a day and thing, so that one table gives first, last, how often,
-- and the days between. A client uses some twenty things at most: years of it stay small, nothing is swept.
create table deprecated_use (
  client_id text not null references client (id) on delete cascade,
  kind text not null check (kind in ('endpoint', 'parameter')),
  name text not null,
  day date not null,
  count integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (client_id, kind, name, day)
);
