-- Who one acts for and whom they employ.
--
-- No foreign keys between aggregates: use cases load what they refer to, nothing here is ever deleted, and the key locks on
-- an employer's row would make its requests wait for one another.

create table employer (
    tenant_id        uuid        not null,
    id               uuid        not null,
    client_reference text        not null,
    siren            text        not null,
    profile          jsonb       not null,
    version          bigint      not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint employer_pkey primary key (tenant_id, id),
    constraint employer_reference_key unique (tenant_id, client_reference)
);
create index employer_by_change on employer (tenant_id, updated_at, id);
call isolate_by_tenant('employer');
grant select, insert, update on employer to passerelle_app;

create table mandate (
    tenant_id   uuid        not null,
    id          uuid        not null,
    employer_id uuid        not null,
    signed_by   text        not null,
    signed_on   date        not null,
    valid_from  date        not null,
    valid_to    date,
    document    text,
    revoked_at  timestamptz,
    version     bigint      not null,
    created_at  timestamptz not null,
    constraint mandate_pkey primary key (tenant_id, id)
);
create index mandate_by_employer on mandate (tenant_id, employer_id, created_at, id);
call isolate_by_tenant('mandate');
grant select, insert, update on mandate to passerelle_app;

create table worker (
    tenant_id        uuid        not null,
    id               uuid        not null,
    employer_id      uuid        not null,
    client_reference text        not null,
    profile          jsonb       not null,
    version          bigint      not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint worker_pkey primary key (tenant_id, id),
    constraint worker_reference_key unique (tenant_id, employer_id, client_reference)
);
create index worker_by_change on worker (tenant_id, employer_id, updated_at, id);
call isolate_by_tenant('worker');
grant select, insert, update on worker to passerelle_app;

-- One per employer; the secret is sealed by the service and cannot be opened here.
create table platform_account (
    tenant_id   uuid        not null,
    id          uuid        not null,
    employer_id uuid        not null,
    login       text        not null,
    secret      bytea       not null,
    state       text        not null,
    state_since timestamptz not null,
    version     bigint      not null,
    constraint platform_account_pkey primary key (tenant_id, id),
    constraint platform_account_employer_key unique (tenant_id, employer_id)
);
call isolate_by_tenant('platform_account');
grant select, insert, update, delete on platform_account to passerelle_app;

-- Sealed as well: a session is as good as a password while it lasts.
create table platform_session (
    tenant_id  uuid        not null,
    account_id uuid        not null,
    token      bytea       not null,
    expires_at timestamptz not null,
    constraint platform_session_pkey primary key (tenant_id, account_id)
);
call isolate_by_tenant('platform_session');
grant select, insert, update, delete on platform_session to passerelle_app;
