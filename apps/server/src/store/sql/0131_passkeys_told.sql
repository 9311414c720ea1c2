-- Whether whoever is signed in came by a passkey: shortly after that he may add another without his password.
alter table home_session add column by_passkey boolean not null default false;
-- Told on the member's overview until he says that he has seen it. Those that are there already are no news.
alter table home_passkey add column seen boolean not null default true;
