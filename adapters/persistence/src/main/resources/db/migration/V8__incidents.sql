-- The platform's incidents, and to whom they were told.
create table platform_incident (
    lane      text        not null,
    opened_at timestamptz not null,
    fault     text        not null,
    closed_at timestamptz,
    constraint platform_incident_pkey primary key (lane, opened_at)
);
create index platform_incident_by_opening on platform_incident (opened_at);
grant select, insert, update on platform_incident to passerelle_app;
grant select on platform_incident to passerelle_worker;

create table incident_told (
    tenant_id uuid        not null,
    lane      text        not null,
    opened_at timestamptz not null,
    is_over   boolean     not null,
    constraint incident_told_pkey primary key (tenant_id, lane, opened_at, is_over)
);
call isolate_by_tenant('incident_told');
create policy all_tenants on incident_told for select to passerelle_worker using (true);
grant select, insert on incident_told to passerelle_app;
grant select on incident_told to passerelle_worker;
