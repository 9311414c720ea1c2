-- A client's logo, served by us under a name made from its content, so that no page asks a third party for anything. Beside
-- the client, which is read with every page, for its size. client.logo_url holds the file name; web addresses that an older
-- version kept there were never drawn.
create table client_logo (
  client_id text primary key references client (id) on delete cascade,
  file text not null,
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  body bytea not null check (octet_length(body) <= 65536)
);
create index client_logo_file on client_logo (file);
update client set logo_url = null;
