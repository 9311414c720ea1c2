-- Further doors for an application of a person's own: those that speak to Lunch Flow or to Enable Banking.
alter table face_token drop constraint face_token_kind_check;
alter table face_token add constraint face_token_kind_check
  check (kind in ('simplefin', 'export', 'lunchflow', 'enable_banking'));
-- Enable Banking: whom the application says it is, and the public half of the key that it signs with; the private one is known to it alone.
alter table face_token add column application_id uuid unique;
alter table face_token add column public_key text;

-- A bank that such an application has asked for: its session there.
create table face_session (
  id uuid primary key,
  token_id bigint not null references face_token (id) on delete cascade,
  bank text not null,
  country text not null,
  redirect_url text not null,
  state text not null,
  created_at timestamptz not null,
  valid_until timestamptz not null,
  -- SHA-256 of the code that the browser carries back; a code is good once, for minutes.
  code_hash bytea unique,
  code_until timestamptz,
  authorised_at timestamptz
);
create index face_session_token on face_session (token_id);
