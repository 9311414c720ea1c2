-- Links of a session that were refused with a page: [{at, endpoint, parameter, rule}], the first few. No journey begins with
-- them, and the client reads of them in the session's log. Rules, never values.
alter table widget_session add column refusals jsonb not null default '[]'::jsonb;
