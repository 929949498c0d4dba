-- Durable work: which request is due to be moved on, and whose turn it is.
--
-- Ids and instants alone: claiming work sees the queue of all tenants.

create table job (
    tenant_id   uuid        not null,
    request_id  uuid        not null,
    employer_id uuid        not null,
    due_at      timestamptz not null,
    deadline    timestamptz not null,
    attempts    integer     not null default 0,
    constraint job_pkey primary key (tenant_id, request_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
create index job_by_deadline on job (tenant_id, employer_id, deadline, request_id);
call isolate_by_tenant('job');
create policy all_tenants on job to passerelle_worker using (true) with check (true);
grant select, insert, update, delete on job to passerelle_app;
grant select, update on job to passerelle_worker;

-- One row per employer, since its account on the platform has one session at a time. The row is the lease, and the lock
-- that orders all changes of the employer's jobs: it is taken before they are.
--
-- due_at is never later than the earliest job. Whoever adds a job lowers it; only who holds the row and then looks at the
-- jobs in a new statement may raise it, or a job could be forgotten.
create table work_turn (
    tenant_id   uuid        not null,
    employer_id uuid        not null,
    due_at      timestamptz not null,
    served_at   timestamptz,
    claim_id    uuid,
    request_id  uuid,
    lease_until timestamptz,
    constraint work_turn_pkey primary key (tenant_id, employer_id),
    constraint work_turn_lease_whole check (num_nulls(claim_id, request_id, lease_until) in (0, 3))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
create index work_turn_by_due on work_turn (due_at);
call isolate_by_tenant('work_turn');
create policy all_tenants on work_turn to passerelle_worker using (true) with check (true);
grant select, insert, update on work_turn to passerelle_app;
grant select, update on work_turn to passerelle_worker;
