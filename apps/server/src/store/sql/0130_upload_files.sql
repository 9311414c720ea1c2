-- Statements that a person uploads in the widget, sealed, until they are imported, left out, or their session is over.
create table upload_file (
  id bigint generated always as identity (start with 1001) primary key,
  journey_id bigint not null references journey (id) on delete cascade,
  sealed_content bytea not null,
  -- Its name, what was said of it, and what was found in it: as JSON.
  sealed_told bytea not null
);
-- The files of a journey, at each look at its page.
create index upload_file_journey on upload_file (journey_id);
