-- The next day on which clients are told that a consent ends. Looked for every minute: those whose day has come, by an index, not all that
-- end within a month.
alter table channel add column warn_on date;
create index channel_warn_on on channel (warn_on) where warn_on is not null;

create function plan_consent_warning() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or old.consent_until is distinct from new.consent_until then
    new.warn_on := new.consent_until - 30;
  end if;
  return new;
end $$;
create trigger plan_consent_warning before insert or update of consent_until on channel
  for each row execute function plan_consent_warning();

update channel set warn_on = consent_until - 30 where consent_until is not null and sealed_state is not null;
