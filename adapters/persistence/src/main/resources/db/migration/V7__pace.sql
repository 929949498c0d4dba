-- How fast the platform is called, and whose turn it is, for all replicas.

-- Who still runs the version before locks turns before jobs; so must this, and give up rather than hold everybody up.
set local lock_timeout = '5s';
lock table platform_account, authorisation_request, work_turn, job in access exclusive mode;

-- One row per kind of calls. Open while stopped_at is null.
create table pace_lane (
    lane          text        not null,
    at_once       integer     not null,
    well          integer     not null,
    is_doubling   boolean     not null,
    stopped_at    timestamptz,
    next_probe_at timestamptz,
    fault         text,
    calls         bigint[]    not null, -- when the latest were let go, in microseconds since 1970, in order
    held_until    timestamptz,
    troubles      integer     not null,
    push_backs    integer     not null,
    constraint pace_lane_pkey primary key (lane),
    constraint pace_lane_known check (lane in ('read', 'write', 'login')),
    constraint pace_lane_stop_whole check (num_nulls(stopped_at, next_probe_at, fault) in (0, 3))
) with (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
grant select, update on pace_lane to passerelle_app;
insert into pace_lane (lane, at_once, well, is_doubling, calls, troubles, push_backs)
select lane, 1, 0, true, '{}', 0, 0 from unnest(array ['read', 'write', 'login']) as known (lane);

-- Work that files waits apart from work that follows. Who still runs the version before writes no lane: taken for filing, the
-- request is given its lane by its next step.
alter table job add column lane text not null default 'write' constraint job_lane_known check (lane in ('read', 'write'));
alter table job add column crashes integer not null default 0; -- in a row, of who worked on it
alter table job add column noted_deadline timestamptz; -- of which a human was told that it is near
alter table job no force row level security;
alter table authorisation_request no force row level security;
update job set lane = 'read', noted_deadline = job.deadline from authorisation_request as request
where request.tenant_id = job.tenant_id and request.id = job.request_id
    and request.state_code not in ('queued', 'withdrawn', 'filing', 'outcome_unknown');
update job set lane = 'read' from authorisation_request as request
where request.tenant_id = job.tenant_id and request.id = job.request_id
    and request.state_code in ('filing', 'outcome_unknown');
alter table authorisation_request force row level security;
alter table job force row level security;
create index job_by_unnoted_deadline on job (deadline) where noted_deadline is distinct from deadline;
drop index job_by_deadline;
create index job_by_deadline on job (tenant_id, employer_id, lane, deadline, request_id);

-- A login has one session at a time, whichever employers it files for: the SHA-256 of the login that the employer's account has.
alter table work_turn add column lane text;
alter table work_turn add column login_sha256 text;
create index work_turn_by_lease on work_turn (lease_until) where lease_until is not null;
alter table platform_account no force row level security;
alter table work_turn no force row level security;
insert into work_turn (tenant_id, employer_id, due_at, login_sha256)
select tenant_id, employer_id, 'infinity', encode(sha256(convert_to(login, 'UTF8')), 'hex') from platform_account
on conflict (tenant_id, employer_id) do update set login_sha256 = excluded.login_sha256;
alter table platform_account force row level security;
alter table work_turn force row level security;

-- Tenants take turns.
create table tenant_turn (
    tenant_id uuid        not null,
    served_at timestamptz not null,
    constraint tenant_turn_pkey primary key (tenant_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
call isolate_by_tenant('tenant_turn');
create policy all_tenants on tenant_turn to passerelle_worker using (true) with check (true);
grant select, insert, update on tenant_turn to passerelle_worker;

-- Sessions go with the login; platform_session, of the version before, goes with the next one.
create table login_session (
    tenant_id    uuid        not null,
    login_sha256 text        not null,
    token        bytea       not null,
    expires_at   timestamptz not null,
    constraint login_session_pkey primary key (tenant_id, login_sha256)
);
call isolate_by_tenant('login_session');
grant select, insert, update, delete on login_session to passerelle_app;

-- The switch of the operator: of a paused tenant nothing is asked of the platform. The row without a tenant, whose id is all
-- zeros, pauses everybody.
create table work_pause (
    tenant_id uuid        not null,
    since     timestamptz not null default now(),
    reason    text        not null,
    constraint work_pause_pkey primary key (tenant_id)
);
call isolate_by_tenant('work_pause');
create policy all_tenants on work_pause to passerelle_worker using (true) with check (true);
create policy of_everybody on work_pause for select to passerelle_app
    using (tenant_id = '00000000-0000-0000-0000-000000000000');
grant select on work_pause to passerelle_app;
grant select, insert, update, delete on work_pause to passerelle_worker;
