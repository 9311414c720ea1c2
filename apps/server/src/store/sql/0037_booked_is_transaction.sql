-- What a bank booked or announced has the origin TRANSACTION (WIRE §3); ORIGINAL is left to rows that a person splits, of which
-- there are none.
update transaction set origin = 'TRANSACTION' where origin = 'ORIGINAL';
alter table transaction alter column origin set default 'TRANSACTION';
