-- What the operator did, by the command line or by files read at start: who, when, what, to what. No secret, no personal data
-- of people who connect banks. Added to, never altered.
create table operator_action (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- The account of the machine, and by what.
  actor text not null,
  source text not null check (source in ('cli', 'server')),
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
-- `raccord audit --since`.
create index operator_action_at on operator_action (at);

create function refuse_change_of_operator_action() returns trigger language plpgsql as $$
begin
  raise exception 'operator_action is added to, never altered' using errcode = 'insufficient_privilege';
end
$$;
create trigger operator_action_kept before update or delete on operator_action
  for each row execute function refuse_change_of_operator_action();
create trigger operator_action_not_emptied before truncate on operator_action
  for each statement execute function refuse_change_of_operator_action();
