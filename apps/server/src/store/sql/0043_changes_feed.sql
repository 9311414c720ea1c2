-- What changed of a person's transactions, in the order in which it was committed.
--
-- A sequence counts before the commit: who reads up to 7 may pass over a 6 whose transaction is still open. So each person has a line,
-- and a database transaction that changes his transactions takes the next number of it by updating its row: locked until
-- the commit, hence numbers follow commits. One number a database transaction, however many rows it writes.
create table change_line (
  user_id bigint primary key references app_user (id) on delete cascade,
  last bigint not null,
  -- The transaction that took it, so that its second statement takes no second number.
  xact text not null,
  began_at timestamptz not null
);

-- One row a number. The nonce makes a cursor know the very state it was given for: in a database that was put back to an older state the
-- number is missing, or was taken again with another nonce.
create table change_tick (
  user_id bigint not null references app_user (id) on delete cascade,
  seq bigint not null,
  nonce uuid not null,
  at timestamptz not null,
  primary key (user_id, seq)
);
-- Housekeeping.
create index change_tick_at on change_tick (at);

-- What is gone, kept for as long as the setting says.
create table removed_transaction (
  user_id bigint not null references app_user (id) on delete cascade,
  seq bigint not null,
  id bigint not null,
  added_seq bigint not null,
  at timestamptz not null,
  primary key (user_id, seq, id)
);
create index removed_transaction_at on removed_transaction (at);

-- Number of the transaction that is running, in this person's line.
create function take_change_number(of_user bigint, of_time timestamptz) returns bigint language plpgsql as $$
declare
  number bigint;
begin
  select last into number from change_line where user_id = of_user
    and xact = pg_current_xact_id()::text and began_at = transaction_timestamp();
  if found then
    return number;
  end if;
  insert into change_line as line (user_id, last, xact, began_at)
    values (of_user, 1, pg_current_xact_id()::text, transaction_timestamp())
    on conflict (user_id) do update set last = line.last + 1, xact = excluded.xact, began_at = excluded.began_at
    returning last into number;
  -- Never before the one before it: the clocks of replicas differ.
  insert into change_tick (user_id, seq, nonce, at) values (of_user, number, gen_random_uuid(), greatest(of_time,
    (select at from change_tick where user_id = of_user and seq = number - 1)));
  return number;
end $$;

-- Rows of before have no number of their own: they are what is there at the beginning of every line.
alter table transaction add column added_seq bigint not null default 0;
alter table transaction alter column added_seq drop default;
-- Absent: as it was added.
alter table transaction add column changed_seq bigint;
-- The feed: what was added, and what was changed, after a number.
create index transaction_added on transaction (user_id, added_seq, id);
create index transaction_changed on transaction (user_id, changed_seq, id) where changed_seq is not null;

insert into change_line (user_id, last, xact, began_at)
  select id, 1, '', now() from app_user where exists (select from transaction where transaction.user_id = app_user.id);
insert into change_tick (user_id, seq, nonce, at) select user_id, last, gen_random_uuid(), began_at from change_line;

-- Triggers, so that no writer can forget the feed: cascades and replicas of the release before among them. The import gives its rows their
-- number by itself, since a trigger a row would cost it.
create function note_added() returns trigger language plpgsql as $$
begin
  new.added_seq := take_change_number(new.user_id, new.imported_at);
  return new;
end $$;
create trigger transaction_added before insert on transaction
  for each row when (new.added_seq is null) execute function note_added();

create function note_changed() returns trigger language plpgsql as $$
begin
  new.changed_seq := take_change_number(new.user_id, new.updated_at);
  return new;
end $$;
-- What a client sees. Keys, the bank's own ids and where the entry as sent lies are no news.
create trigger transaction_changed before update on transaction for each row when (
  (old.account_id, old.status, old.amount_minor, old.currency, old.type, old.origin, old.category_id, old.label, old.remittance,
    old.date, old.booking_date, old.value_date, old.transaction_date, old.counterparty_name, old.counterparty_iban,
    old.creditor_id, old.mandate_id, old.end_to_end_id, old.bank_code, old.check_number, old.original)
  is distinct from
  (new.account_id, new.status, new.amount_minor, new.currency, new.type, new.origin, new.category_id, new.label, new.remittance,
    new.date, new.booking_date, new.value_date, new.transaction_date, new.counterparty_name, new.counterparty_iban,
    new.creditor_id, new.mandate_id, new.end_to_end_id, new.bank_code, new.check_number, new.original))
  execute function note_changed();

create function note_removed() returns trigger language plpgsql as $$
declare
  owner bigint;
  number bigint;
begin
  -- A person who is gone himself has no line any more.
  for owner in select distinct gone.user_id from gone join app_user on app_user.id = gone.user_id loop
    number := take_change_number(owner, now());
    insert into removed_transaction (user_id, seq, id, added_seq, at)
      select owner, number, gone.id, gone.added_seq, tick.at from gone
        join change_tick tick on tick.user_id = owner and tick.seq = number
        where gone.user_id = owner;
  end loop;
  return null;
end $$;
create trigger transaction_removed after delete on transaction
  referencing old table as gone for each statement execute function note_removed();
