-- When this database was restored from a backup: what was sent since the backup is forgotten, and is looked up before anything is
-- sent. Rows are only ever added; the latest counts.
create table restoration (
    restored_at timestamptz not null,
    constraint restoration_pkey primary key (restored_at)
);
grant select, insert on restoration to passerelle_app;
