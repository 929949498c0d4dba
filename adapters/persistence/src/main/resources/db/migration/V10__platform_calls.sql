-- What the calls of all replicas to the platform met, by the minute. It belongs to no tenant.
create table platform_call (
    minute    timestamptz not null,
    operation text        not null,
    blame     text        not null,
    calls     bigint      not null,
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    constraint platform_call_pkey primary key (minute, operation, blame),
    constraint platform_call_counted check (calls > 0 and first_at <= last_at)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
grant select, insert, update, delete on platform_call to passerelle_app;
