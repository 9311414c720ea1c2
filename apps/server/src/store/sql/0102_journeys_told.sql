-- Of the end of a journey: which one. What it came to is in `status`; `connection_id` stays empty, since who writes this does not hold the connection,
-- whose events are in the order of their ids. `provider_id` is empty where no bank is meant.
alter table event add column journey_id bigint;
