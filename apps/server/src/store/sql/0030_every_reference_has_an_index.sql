-- A foreign key without an index on its own side makes each deletion on the other side read the whole table. A test asks
-- pg_catalog that every one has its index.

-- A raw page that goes (with its account) sets this to null.
create index transaction_raw_page on transaction (raw_page_id);
-- Deleting a client or a user takes these along.
create index token_client on token (client_id);
create index widget_session_client on widget_session (client_id);
create index widget_session_user on widget_session (user_id);
create index journey_user on journey (user_id);
create index sign_in_code_client on sign_in_code (client_id);
create index sign_in_code_user on sign_in_code (user_id);
