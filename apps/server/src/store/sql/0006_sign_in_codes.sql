-- Authorization codes of the sign-in page (RFC 6749 §4.1.2): one use, sixty seconds.
create table sign_in_code (
  -- SHA-256 of the text.
  hash bytea primary key,
  client_id text not null references client (id) on delete cascade,
  user_id bigint not null references app_user (id) on delete cascade,
  redirect_uri text not null,
  code_challenge text,
  scopes text[] not null,
  -- That of the tokens it gives: a second use revokes them together.
  family uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- Kept for a day after its use, to recognise a second one.
  used_at timestamptz
);
-- For the hourly sweep.
create index sign_in_code_expiry on sign_in_code (expires_at);
