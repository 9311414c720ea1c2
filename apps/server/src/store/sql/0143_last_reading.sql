-- An account that its bank closes, or lists no longer, is asked for its last entries until then: not whenever it is remembered, and not for ever.
alter table account add column last_reading_until timestamptz;
