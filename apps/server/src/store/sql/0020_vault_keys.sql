-- Keys that have sealed what is here: their names, and a code that only the same key gives. A start with a key that opens
-- nothing, or with another one of the same name, is recognised by it. Of no use to anybody without the key.
create table vault_key (
  id text primary key,
  check_code bytea not null,
  created_at timestamptz not null,
  -- Nothing is sealed with it any more, or what was is given up: it may go.
  retired_at timestamptz
);
