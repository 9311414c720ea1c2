-- What the owner of a household set up on a page: the application at Enable Banking with its key, the FinTS registration and its banks.
create table way_in (
  name text primary key,
  sealed bytea not null
);
