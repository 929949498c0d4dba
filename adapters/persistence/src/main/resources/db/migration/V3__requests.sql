-- Requests for work authorisation, with all that is stored in their saves.

-- What is filtered, sorted or made unique is a column; the rest is JSON in the shape of the domain's records. What the
-- columns repeat of the JSON is written from the same record in the same statement.
create table authorisation_request (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    employer_id        uuid        not null,
    worker_id          uuid,
    client_reference   text        not null,
    request_type       text        not null,
    state_code         text        not null,
    adopts             text,
    deposit_number     text,
    siret              text,
    contract_reference text,
    start_on           date,
    end_on             date,
    acting_user        text,
    approved_by        text,
    supersedes         uuid,
    content            jsonb       not null,
    wishes             jsonb       not null,
    state              jsonb       not null,
    trail              jsonb       not null,
    seen               jsonb,
    metadata           jsonb       not null,
    received_at        timestamptz,
    submitted_at       timestamptz,
    registered_at      timestamptz,
    decided_at         timestamptz,
    version            bigint      not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    constraint authorisation_request_pkey primary key (tenant_id, id),
    constraint authorisation_request_reference_key unique (tenant_id, employer_id, client_reference),
    constraint authorisation_request_state_agrees check (state ->> 'code' = state_code)
);
create index authorisation_request_by_change on authorisation_request (tenant_id, updated_at, id);
create index authorisation_request_by_worker on authorisation_request (tenant_id, employer_id, worker_id);
create index authorisation_request_by_deposit on authorisation_request (tenant_id, employer_id, deposit_number)
    where deposit_number is not null;
call isolate_by_tenant('authorisation_request');
grant select, insert, update on authorisation_request to passerelle_app;

create table attempt (
    tenant_id        uuid        not null,
    id               uuid        not null,
    request_id       uuid        not null,
    complement       integer     not null, -- zero for the submission itself
    state            text        not null,
    draft_number     text,
    created_at       timestamptz not null,
    intent_at        timestamptz,
    operation        text,
    sent_at          timestamptz,
    answered_at      timestamptz,
    status           integer,
    headers          jsonb,
    body             bytea,
    reason           text,
    rejection        jsonb,
    looks            jsonb       not null,
    closed_at        timestamptz,
    constraint attempt_pkey primary key (tenant_id, id),
    constraint attempt_request_fkey foreign key (tenant_id, request_id)
        references authorisation_request (tenant_id, id)
);
-- Nothing is filed twice: the last line of defence, below all code.
create unique index attempt_excluding_key on attempt (tenant_id, request_id, complement)
    where state in ('preparing', 'intended', 'unknown', 'accepted');
create index attempt_by_request on attempt (tenant_id, request_id, created_at, id);
call isolate_by_tenant('attempt');
grant select, insert, update on attempt to passerelle_app;

-- Append-only, but for the instant at which the newest was last seen again.
create table observation (
    tenant_id     uuid        not null,
    request_id    uuid        not null,
    ordinal       integer     not null,
    label         text        not null,
    status        text        not null,
    raw           bytea       not null,
    raw_sha256    bytea       not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    constraint observation_pkey primary key (tenant_id, request_id, ordinal),
    constraint observation_request_fkey foreign key (tenant_id, request_id)
        references authorisation_request (tenant_id, id)
);
call isolate_by_tenant('observation');
grant select, insert, update (last_seen_at) on observation to passerelle_app;

create table work_authorisation (
    tenant_id   uuid        not null,
    id          uuid        not null,
    employer_id uuid        not null,
    worker_id   uuid,
    request_id  uuid        not null,
    number      text,
    job         text,
    zone        text,
    valid_from  date,
    valid_to    date,
    granted_on  date        not null,
    deemed      boolean     not null,
    version     bigint      not null,
    created_at  timestamptz not null,
    constraint work_authorisation_pkey primary key (tenant_id, id)
);
create index work_authorisation_by_creation on work_authorisation (tenant_id, created_at, id);
create index work_authorisation_by_employer on work_authorisation (tenant_id, employer_id, created_at, id);
call isolate_by_tenant('work_authorisation');
grant select, insert, update on work_authorisation to passerelle_app;

-- Owned by requests, their complements, and mandates. The content stands apart, so that a list never reads it.
create table document (
    tenant_id   uuid        not null,
    id          uuid        not null,
    owner_id    text        not null,
    owner_part  text        not null,
    type        text        not null,
    file_name   text        not null,
    bytes       bigint      not null,
    sha256      text        not null,
    uploaded_at timestamptz not null,
    constraint document_pkey primary key (tenant_id, id),
    constraint document_type_key unique (tenant_id, owner_id, owner_part, type)
);
call isolate_by_tenant('document');
grant select, insert, update, delete on document to passerelle_app;

create table document_content (
    tenant_id   uuid  not null,
    document_id uuid  not null,
    content     bytea not null,
    constraint document_content_pkey primary key (tenant_id, document_id),
    constraint document_content_document_fkey foreign key (tenant_id, document_id)
        references document (tenant_id, id) on delete cascade
);
-- PDF is compressed already.
alter table document_content alter column content set storage external;
call isolate_by_tenant('document_content');
grant select, insert, update, delete on document_content to passerelle_app;

create table task (
    tenant_id   uuid        not null,
    id          uuid        not null,
    employer_id uuid        not null,
    request_id  uuid,
    kind        text        not null,
    opened_at   timestamptz not null,
    due_at      timestamptz not null,
    evidence    jsonb       not null,
    outcome     text,
    resolved_by text,
    resolved_at timestamptz,
    note        text,
    facts       jsonb,
    version     bigint      not null,
    constraint task_pkey primary key (tenant_id, id)
);
create index task_by_due_date on task (tenant_id, due_at, id);
create index task_open_by_request on task (tenant_id, request_id) where resolved_at is null;
create index task_open_by_employer on task (tenant_id, employer_id) where resolved_at is null;
call isolate_by_tenant('task');
grant select, insert, update on task to passerelle_app;
