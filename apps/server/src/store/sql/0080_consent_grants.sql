-- What banks granted, and how it ended: beside the chain of what people agreed to, which says neither. It outlives connection and user, as the
-- records do, hence no foreign keys; ids only, nothing that names anybody.
create table consent_grant (
  id bigint generated always as identity primary key,
  client_id text not null,
  user_id bigint not null,
  connection_id bigint not null,
  provider_id text not null,
  definition_id text not null,
  -- In which journey, and which record of it: none of before this migration, nor where no journey was.
  record_id bigint,
  granted_at timestamptz not null,
  -- Last day.
  until date,
  ended_at timestamptz,
  -- `revoked`: by the person or the client. `renewed`: another one took its place. `bank`: it refuses it, before the last day.
  ended_by text check (ended_by in ('revoked', 'renewed', 'bank', 'expired')),
  check ((ended_at is null) = (ended_by is null))
);
create index consent_grant_user on consent_grant (user_id, id);
create index consent_grant_channel on consent_grant (connection_id, definition_id, id);
create unique index consent_grant_live on consent_grant (connection_id, definition_id) where ended_at is null;

insert into consent_grant (client_id, user_id, connection_id, provider_id, definition_id, record_id, granted_at, until)
select app_user.client_id, app_user.id, connection.id, connection.provider_id, channel.definition_id,
  -- What was agreed to last before the bank granted it.
  (select max(record.id) from consent_record as record
   where record.user_id = app_user.id and record.provider_id = connection.provider_id and record.action <> 'revoked'
     and channel.definition_id = any (record.definition_ids) and record.at <= coalesce(channel.sca_at, connection.created_at)),
  coalesce(channel.sca_at, connection.created_at), channel.consent_until
from channel join connection on connection.id = channel.connection_id join app_user on app_user.id = connection.user_id
where channel.sealed_state is not null;

-- Receipts are signed with the key that is live. The public half of a retired one stays, so that what it signed can be verified.
create table signing_key (
  kid text primary key,
  public_jwk jsonb not null,
  -- AAD `signing-key:<kid>`; erased when the key is retired.
  sealed_private bytea,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index signing_key_live on signing_key ((true)) where retired_at is null;
