-- What a client of the previous widgets wrote on the address of POST /widget_session: `{name: value}` as it was written,
-- read together with the link that opens the widget.
alter table widget_session add column defaults jsonb;

-- Terms that were accepted apart from any bank (provider_id is then empty), and connections made under them.
alter table consent_record drop constraint consent_record_action_check;
alter table consent_record add constraint consent_record_action_check
  check (action in ('accepted', 'skipped_own_licence', 'revoked', 'terms_accepted', 'under_terms'));

-- Which business a person's accounts belong to; AAD `professional:<user>`. Goes with the user.
create table professional_account (
  user_id bigint primary key references app_user (id) on delete cascade,
  sealed bytea not null,
  updated_at timestamptz not null
);
