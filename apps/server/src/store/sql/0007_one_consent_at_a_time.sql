-- Other journeys of the person who begins at a bank: looked up with each authorisation that is begun.
create index journey_user_open on journey (user_id) where finished_at is null;
