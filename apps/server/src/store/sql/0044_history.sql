-- How far an account has been read. `history_at` (0001) stays the instant at which the bank's whole history was in for the first time.
--
-- `history_from`: from this day on. `history_gap`: what is still to be read of the first history lies before that day (the bank sends the
-- newest first) or after `read_until` (the oldest first); absent: nothing, or not known, then it is read from its beginning.
-- `read_until`: newest booked day of the last reading that got to its end. The next one begins a little before it, not before the newest
-- day stored: a reading that was cut off may have stored the newest alone.
alter table account add column history_from date;
alter table account add column history_gap text check (history_gap in ('before', 'after'));
alter table account add column read_until date;
update account set
    history_from = coalesce((select min(date) from transaction where account_id = account.id), history_at::date),
    read_until = (select max(date) from transaction where account_id = account.id and status = 'BOOKED')
  where history_at is not null;
