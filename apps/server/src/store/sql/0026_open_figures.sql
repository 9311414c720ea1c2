-- What /metrics counts at each look (metrics/count-figures.ts): the few that are open, not the many that are done.
create index channel_consent_until on channel (consent_until) where consent_until is not null and sealed_state is not null;
create index revocation_open on revocation (created_at) where done_at is null;
