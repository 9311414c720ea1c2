-- How far the sandbox's clock has been moved: what is stored was made by it, so a restart must not go back.
create table sandbox_clock (
  id integer primary key default 1 check (id = 1),
  offset_ms bigint not null check (offset_ms >= 0)
);
