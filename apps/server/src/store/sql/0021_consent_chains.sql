-- Consent records are chained in many short chains rather than one, so that people do not wait for each other; the head of
-- each carries a code that the database alone does not give. Records from before stay in the one chain they were in: theirs
-- is the head without a name, and its `chains` counts all others.
alter table consent_record add column chain text;
alter table consent_record add column position integer;
-- The next record of a chain, and its walk.
create unique index consent_record_chain on consent_record (chain, position) where chain is not null;

create table consent_chain (
  name text primary key,
  length integer not null,
  last_id bigint not null,
  hash bytea not null,
  chains integer not null default 0,
  -- Where it no longer followed when something was added to it: never taken back.
  broken_at bigint,
  key_id text not null,
  code bytea not null,
  since timestamptz not null
);
