-- Operators whom an OpenID provider names (docs/adr/0141-console-by-openid.md): who gave the name, and the name. They have no password and
-- no set-up word: who loses his role there must not keep another way in.
alter table console_operator add column issuer text, add column subject text;
alter table console_operator add constraint console_operator_openid
  check ((issuer is null) = (subject is null) and (issuer is null or (password_hash is null and word_hash is null)));
alter table console_operator add constraint console_operator_subject unique (issuer, subject);
