-- Of apps/home alone, which knows the rest of this database by the public API only (docs/adr/0090-home.md): no reference leads out of
-- these tables, and none of ours leads in. Ids of accounts are kept as the API writes them.
create table home_member (
  id text primary key,
  name text not null,
  -- As it is typed at the door: lower case.
  login text not null unique,
  role text not null check (role in ('owner', 'member')),
  -- scrypt, PHC string.
  password_hash text not null,
  -- How this member is known to the API: e-mail and password, made by us.
  sealed_login bytea not null,
  locale text,
  created_at timestamptz not null
);
-- Whoever comes second to the first visit finds it taken.
create unique index home_member_owner on home_member (role) where role = 'owner';

create table home_session (
  hash bytea primary key,
  member_id text not null references home_member on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index home_session_member on home_session (member_id);
create index home_session_expires on home_session (expires_at);

create table home_passkey (
  id text primary key,
  member_id text not null references home_member on delete cascade,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index home_passkey_member on home_passkey (member_id);

create table home_invitation (
  hash bytea primary key,
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index home_invitation_expires on home_invitation (expires_at);

-- One figure a day and account, in minor units: the bank tells only what is so now.
create table home_balance (
  member_id text not null references home_member on delete cascade,
  account_id text not null,
  day date not null,
  amount bigint not null,
  currency text not null,
  primary key (member_id, account_id, day)
);

-- Accounts that a member lets the whole household see.
create table home_shared_account (
  member_id text not null references home_member on delete cascade,
  account_id text not null,
  primary key (member_id, account_id)
);
