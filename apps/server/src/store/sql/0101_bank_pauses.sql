-- Banks that did not answer, so that all processes of an installation leave one alone together, and one of them tries it first. A bank that
-- answers has no row.
create table bank_pause (
  provider_id text primary key,
  -- Calls in a row that got no answer.
  failures integer not null,
  -- How often it was left alone since it last answered: each time for twice as long.
  pauses integer not null default 0,
  until timestamptz,
  -- One call is on its way to find out; meanwhile nobody else tries.
  trial_until timestamptz
);
