-- Access that a person gives to an application of his own: a SimpleFIN reader, or whoever has the address of an export.
create table face_token (
  id bigint generated always as identity (start with 501) primary key,
  user_id bigint not null references app_user (id) on delete cascade,
  kind text not null check (kind in ('simplefin', 'export')),
  -- What the person knows it by.
  name text not null,
  -- Null: all that he shares, later ones too. Ids are never given out twice, so one that is gone shows nothing.
  account_ids bigint[],
  from_day date,
  until_day date,
  created_at timestamptz not null,
  -- SHA-256 of what opens it; null until a SimpleFIN reader has claimed it.
  secret_hash bytea unique,
  -- SimpleFIN: SHA-256 of the code that is claimed once. Kept afterwards, to recognise a second claim.
  claim_hash bytea unique,
  claim_expires_at timestamptz,
  claimed_at timestamptz,
  -- Somebody came with the code again: it may have been read by others.
  replayed_at timestamptz,
  -- Written once an hour at most.
  used_at timestamptz
);
create index face_token_user on face_token (user_id, id);
-- For the sweep of those that nobody claimed.
create index face_token_unclaimed on face_token (claim_expires_at) where claimed_at is null;
