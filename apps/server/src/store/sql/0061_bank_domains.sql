-- Under which domain a bank was told to readers of SimpleFIN, of which some know banks by nothing else: the first one told stays,
-- and no two banks have the same.
create table bank_domain (
  provider_id text primary key,
  domain text not null unique
);
-- Pending entries of an account are few among many, and asked for at every read.
create index transaction_pending on transaction (account_id) where status = 'PENDING';
