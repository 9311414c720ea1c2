-- One row that readiness writes to learn whether the database takes writes (store/probe.ts). Neither exported nor imported.
create table pulse (
  id boolean primary key default true check (id),
  at timestamptz not null
);
