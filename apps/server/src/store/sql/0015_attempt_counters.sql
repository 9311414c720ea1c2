-- Wrong passwords, secrets and bank credentials, counted for a while: in the database, so that replicas count together and a
-- restart forgets nothing.
create table attempt_counter (
  -- Keyed hash of what is counted: no address, e-mail or id rests here.
  key bytea primary key,
  count integer not null,
  -- From then on the row counts as gone.
  until timestamptz not null
);
-- For the hourly sweep.
create index attempt_counter_until on attempt_counter (until);
