-- The entries of an account held against the balance that its bank tells: `books_opening` (before `books_from`) and every booked entry
-- since make the balance. They agreed last on `books_agreed`; `books_gap` is what the balance has more, and since when, and
-- `books_reread` that the account was read once more, for longer, for that gap.
alter table account
  add column books_from date,
  add column books_opening bigint,
  add column books_agreed date,
  add column books_gap bigint,
  add column books_gap_since date,
  add column books_reread boolean not null default false,
  add check ((books_from is null) = (books_opening is null)),
  add check (books_gap is null or books_gap_since is not null);

-- In a run: how many accounts had a gap when it ended.
alter table sync_run_channel add column gaps integer not null default 0;

-- Entries whose day comes are no longer to come: found daily.
create index transaction_upcoming on transaction (date) where origin = 'UPCOMING';
