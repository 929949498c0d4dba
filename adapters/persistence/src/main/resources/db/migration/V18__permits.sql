-- Residence permits, where each stands, and the warnings about them.

create table permit (
    tenant_id        uuid        not null,
    id               uuid        not null,
    employer_id      uuid        not null,
    client_reference text        not null,
    worker_reference text        not null,
    title_valid_to   date,
    given            jsonb       not null, -- what the client sends
    added            jsonb       not null, -- what people added: never erased by what the client sends
    version          bigint      not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    ended_at         timestamptz,
    constraint permit_pkey primary key (tenant_id, id),
    constraint permit_reference_key unique (tenant_id, employer_id, client_reference)
);
create index permit_by_change on permit (tenant_id, updated_at, id);
create index permit_by_worker on permit (
    tenant_id, employer_id, worker_reference collate "C", client_reference collate "C") where ended_at is null;
create index permit_by_expiry on permit (tenant_id, title_valid_to) where ended_at is null;
call isolate_by_tenant('permit');
grant select, insert, update on permit to passerelle_app;

-- Apart from the permit and narrow, so that the watch over all permits reads and writes little. Workers see of all tenants which
-- are due, and nothing else of them.
create table permit_standing (
    tenant_id     uuid   not null,
    permit_id     uuid   not null,
    work_right    text   not null,
    right_until   date,
    next_deadline date,
    told_until    date   not null,
    look_at       timestamptz,
    sequence      bigint not null,
    constraint permit_standing_pkey primary key (tenant_id, permit_id)
) with (fillfactor = 85);
create index permit_standing_due on permit_standing (look_at, tenant_id, permit_id) where look_at is not null;
create index permit_standing_by_deadline on permit_standing (tenant_id, next_deadline) where next_deadline is not null;
call isolate_by_tenant('permit_standing');
create policy all_tenants on permit_standing for select to passerelle_worker using (true);
grant select, insert, update on permit_standing to passerelle_app;
grant select (tenant_id, permit_id, look_at) on permit_standing to passerelle_worker;

-- One at most of the same kind, threshold and facts of a permit.
create table permit_alert (
    tenant_id            uuid        not null,
    id                   uuid        not null,
    employer_id          uuid        not null,
    permit_id            uuid        not null,
    kind                 text        not null,
    threshold            text        not null,
    facts                text        not null,
    milestone_on         date        not null,
    effective_on         date        not null,
    told                 text        not null,
    raised_at            timestamptz not null,
    acknowledged_by      text,
    acknowledged_at      timestamptz,
    acknowledgement_note text,
    escalations          integer     not null,
    escalate_at          timestamptz,
    ended                text,
    digest_id            uuid,
    constraint permit_alert_pkey primary key (tenant_id, id),
    constraint permit_alert_once unique (tenant_id, permit_id, kind, threshold, facts)
);
create index permit_alert_by_employer on permit_alert (tenant_id, employer_id, raised_at, id);
create index permit_alert_by_time on permit_alert (tenant_id, raised_at, id);
create index permit_alert_waiting on permit_alert (tenant_id, employer_id, raised_at)
    where told = 'by_digest' and ended is null and acknowledged_at is null;
call isolate_by_tenant('permit_alert');
create policy all_tenants on permit_alert for select to passerelle_worker using (true);
grant select, insert, update on permit_alert to passerelle_app;
grant select (tenant_id, employer_id, raised_at, told, ended, acknowledged_at) on permit_alert to passerelle_worker;

-- When an employer wishes to be warned; no row for one that chose nothing.
create table alert_preference (
    tenant_id   uuid        not null,
    employer_id uuid        not null,
    settings    jsonb       not null,
    digest      text        not null, -- as in the settings, for the workers
    version     bigint      not null,
    updated_at  timestamptz not null,
    constraint alert_preference_pkey primary key (tenant_id, employer_id)
);
call isolate_by_tenant('alert_preference');
create policy all_tenants on alert_preference for select to passerelle_worker using (true);
grant select, insert, update on alert_preference to passerelle_app;
grant select (tenant_id, employer_id, digest) on alert_preference to passerelle_worker;
