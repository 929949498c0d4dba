-- Events pushed to addresses that clients give. Each endpoint follows its tenant's journal from a place of its own, so that
-- nothing is written for an event and an endpoint before the first attempt.

create table webhook_endpoint (
    tenant_id    uuid        not null,
    id           uuid        not null,
    profile      jsonb       not null,
    state        text        not null,
    state_since  timestamptz not null,
    state_reason text,
    is_verified  boolean     not null,
    keys         jsonb       not null,
    version      bigint      not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    constraint webhook_endpoint_pkey primary key (tenant_id, id)
);
create index webhook_endpoint_by_change on webhook_endpoint (tenant_id, updated_at, id);
call isolate_by_tenant('webhook_endpoint');
grant select, insert, update, delete on webhook_endpoint to passerelle_app;

-- Where each endpoint stands, its lease, and how it has answered: ids, instants, numbers and a word, which workers see of all
-- tenants. retry_at is the next instant at which something is due beside the journal; an endpoint that follows is due as well
-- whenever its position is behind the journal's. The turn of a deleted endpoint stays until its deliveries are gone.
create table webhook_turn (
    tenant_id       uuid    not null,
    endpoint_id     uuid    not null,
    state           text    not null,
    position        bigint  not null,
    is_following    boolean not null,
    retry_at        timestamptz,
    failures        integer not null default 0,
    failing_since   timestamptz,
    last_success_at timestamptz,
    last_failure_at timestamptz,
    last_failure    text,
    served_at       timestamptz,
    claim_id        uuid,
    lease_until     timestamptz,
    constraint webhook_turn_pkey primary key (tenant_id, endpoint_id),
    constraint webhook_turn_lease_whole check (num_nulls(claim_id, lease_until) in (0, 2))
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
call isolate_by_tenant('webhook_turn');
create policy all_tenants on webhook_turn to passerelle_worker using (true) with check (true);
grant select, insert, update, delete on webhook_turn to passerelle_app;
grant select, update on webhook_turn to passerelle_worker;

-- What became of each message. Ids of events grow with time, so that one index serves to find, to list and to forget. The
-- position is that of the event in the journal, and zero for a message that is in no journal.
create table webhook_delivery (
    tenant_id        uuid    not null,
    endpoint_id      uuid    not null,
    event_id         uuid    not null,
    position         bigint  not null,
    event_type       text    not null,
    state            text    not null,
    attempts         integer not null,
    first_attempt_at timestamptz,
    last_attempt_at  timestamptz,
    next_attempt_at  timestamptz,
    last_outcome     text,
    took_ms          integer,
    constraint webhook_delivery_pkey primary key (tenant_id, endpoint_id, event_id)
);
create index webhook_delivery_pending on webhook_delivery (tenant_id, endpoint_id, next_attempt_at) where state = 'pending';
call isolate_by_tenant('webhook_delivery');
grant select, insert, update, delete on webhook_delivery to passerelle_app;

-- Whoever sends to all tenants' endpoints sees how far each journal goes, and nothing of what is in it.
set local lock_timeout = '5s';
create policy all_tenants on journal_position for select to passerelle_worker using (true);
grant select on journal_position to passerelle_worker;
