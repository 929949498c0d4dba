-- The ordered journal of each tenant, and the idempotency keys its clients have used.

-- The counter of positions. Its row is locked by the last statement of each save and until the commit, so that positions
-- have no gaps and become visible in order; this makes the saves of one tenant commit one after the other.
create table journal_position (
    tenant_id uuid   not null,
    position  bigint not null,
    constraint journal_position_pkey primary key (tenant_id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
call isolate_by_tenant('journal_position');
grant select, insert, update on journal_position to passerelle_app;

-- Append-only: nobody is granted more than insert.
create table event (
    tenant_id    uuid        not null,
    position     bigint      not null,
    id           uuid        not null,
    type         text        not null,
    subject_type text        not null,
    subject_id   text        not null,
    sequence     bigint      not null,
    occurred_at  timestamptz not null,
    data         jsonb       not null,
    constraint event_pkey primary key (tenant_id, position)
);
create index event_by_subject on event (tenant_id, subject_type, subject_id, sequence, position);
call isolate_by_tenant('event');
grant select, insert on event to passerelle_app;

-- A key lives in the transaction of the change it stands for: a crash leaves neither.
create table idempotency (
    tenant_id   uuid        not null,
    key         text        not null,
    fingerprint text        not null,
    subject     uuid        not null,
    kept_until  timestamptz not null,
    constraint idempotency_pkey primary key (tenant_id, key)
);
call isolate_by_tenant('idempotency');
grant select, insert, update, delete on idempotency to passerelle_app;
