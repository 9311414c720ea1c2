-- Banks that a service tells of (Enable Banking: some 2,500): kept, so that a start without the service knows them all. A bank has
-- its id for good, also while the service leaves it out; seen_at says when it was last in the list.
create table listed_bank (
  source text not null,
  country text not null,
  name text not null,
  provider_id text not null unique,
  facts jsonb not null,
  first_seen_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (source, country, name)
);
