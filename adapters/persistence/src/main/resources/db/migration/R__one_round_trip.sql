-- What is done for every filing, in one round trip each. Storage alone: what may be stored is decided by the service. This
-- file runs again whenever it changes, so each of its functions replaces the one before.
--
-- Each function says first whose rows it may see, for the transaction that its call is, and runs with the rights of its
-- caller: row-level security binds it as it binds the service. Every statement in it has a snapshot of its own, younger than
-- the setting and than the locks that were taken before.

create or replace function employer_by_reference(acting uuid, wanted text) returns setof employer
    language plpgsql volatile security invoker
as $$
begin
    perform set_config('app.tenant', acting::text, true);
    return query select * from employer where tenant_id = acting and client_reference = wanted;
end
$$;

create or replace function worker_by_reference(acting uuid, of_employer uuid, wanted text) returns setof worker
    language plpgsql volatile security invoker
as $$
begin
    perform set_config('app.tenant', acting::text, true);
    return query
        select * from worker where tenant_id = acting and employer_id = of_employer and client_reference = wanted;
end
$$;

-- Each wanted request that exists, with what decides whether it can be filed; owners are the requests as documents name them.
create or replace function dossiers_of(acting uuid, wanted uuid[], owners text[]) returns setof json
    language plpgsql volatile security invoker
as $$
begin
    perform set_config('app.tenant', acting::text, true);
    return query
        select json_build_object(
            'request', row_to_json(request),
            'employer', row_to_json(employer),
            'worker', row_to_json(worker),
            'account', row_to_json(account),
            'mandates', (
                select json_agg(mandate order by mandate.created_at, mandate.id) from mandate
                where mandate.tenant_id = acting and mandate.employer_id = request.employer_id),
            'documents', (
                select json_agg(document order by document.type) from document
                where document.tenant_id = acting and document.owner_id = asked.owner and document.owner_part = ''),
            'tasks', (
                select json_agg(task order by task.due_at, task.id) from task
                where task.tenant_id = acting and task.request_id = request.id and task.resolved_at is null),
            'account_tasks', (
                select json_agg(task order by task.due_at, task.id) from task
                where task.tenant_id = acting and task.employer_id = request.employer_id
                    and task.request_id is null and task.resolved_at is null))
        from unnest(wanted, owners) with ordinality as asked (id, owner, place)
        join authorisation_request as request on request.tenant_id = acting and request.id = asked.id
        join employer on employer.tenant_id = acting and employer.id = request.employer_id
        left join worker on worker.tenant_id = acting and worker.id = request.worker_id
            and worker.employer_id = request.employer_id
        left join platform_account as account
            on account.tenant_id = acting and account.employer_id = request.employer_id
        order by asked.place;
end
$$;

-- What pauses a tenant: its own pause or, zeros sorting last, that of everybody.
create or replace function pause_of(acting uuid) returns setof work_pause
    language plpgsql volatile security invoker
as $$
begin
    perform set_config('app.tenant', acting::text, true);
    return query select * from work_pause order by tenant_id desc limit 1;
end
$$;

-- By when a request that waits to be filed should be; null when it does not wait.
create or replace function waiting_until(acting uuid, waiting uuid) returns timestamptz
    language plpgsql volatile security invoker
as $$
begin
    perform set_config('app.tenant', acting::text, true);
    return (select deadline from job where tenant_id = acting and request_id = waiting and lane = 'write');
end
$$;

-- A save in which all is as it should be: the key is new, the version is the one before, no other request of the worker
-- exists. Anything else raises and so takes back all of it; who calls then saves step by step, and learns what it was.
-- Locks in the order of all saves: key, turn, request, person, journal.
create or replace function save_plainly(
    acting uuid,
    changed jsonb,              -- the row of the request
    version_before bigint,      -- zero for a new one
    used_key text,              -- null without one
    key_fingerprint text,
    key_kept_until timestamptz, -- null for as long as the request lives
    saved_at timestamptz,
    job_due_at timestamptz,     -- null to leave the queue as it is, as the two that follow
    job_deadline timestamptz,
    job_lane text,
    must_be_alone boolean,
    events jsonb
) returns void
    language plpgsql volatile security invoker
as $$
declare
    next authorisation_request := jsonb_populate_record(null::authorisation_request, changed);
    before_events bigint;
    added bigint := jsonb_array_length(events);
begin
    perform set_config('app.tenant', acting::text, true);

    if used_key is not null then
        insert into idempotency (tenant_id, key, fingerprint, subject, kept_until)
        select acting, used_key, key_fingerprint, next.id, coalesce(key_kept_until, 'infinity')
        where pg_try_advisory_xact_lock(hashtextextended(acting::text || used_key, 0))
        on conflict (tenant_id, key) do update
            set fingerprint = excluded.fingerprint, subject = excluded.subject, kept_until = excluded.kept_until
            where idempotency.kept_until <= saved_at;
        if not found then
            raise exception 'the key is not new' using errcode = 'PS001';
        end if;
    end if;

    if job_due_at is not null then
        insert into work_turn (tenant_id, employer_id, due_at) values (acting, next.employer_id, job_due_at)
        on conflict (tenant_id, employer_id) do update set due_at = least(work_turn.due_at, excluded.due_at);
        insert into job (tenant_id, employer_id, request_id, due_at, deadline, lane)
        values (acting, next.employer_id, next.id, job_due_at, job_deadline, job_lane)
        on conflict (tenant_id, request_id) do update
            set due_at = excluded.due_at, deadline = excluded.deadline, lane = excluded.lane;
    end if;

    if version_before = 0 then
        -- By name: a column that this version does not know takes its default.
        insert into authorisation_request (
            tenant_id, id, employer_id, worker_id, client_reference, request_type, state_code, adopts, deposit_number,
            siret, contract_reference, start_on, end_on, acting_user, approved_by, supersedes, content, wishes, state,
            trail, seen, metadata, received_at, submitted_at, registered_at, decided_at, decided_on, timer_at,
            version, created_at, updated_at)
        values (
            next.tenant_id, next.id, next.employer_id, next.worker_id, next.client_reference, next.request_type,
            next.state_code, next.adopts, next.deposit_number, next.siret, next.contract_reference, next.start_on,
            next.end_on, next.acting_user, next.approved_by, next.supersedes, next.content, next.wishes, next.state,
            next.trail, next.seen, next.metadata, next.received_at, next.submitted_at, next.registered_at,
            next.decided_at, next.decided_on, next.timer_at, next.version, next.created_at, next.updated_at);
    else
        update authorisation_request set
            employer_id = next.employer_id, worker_id = next.worker_id, client_reference = next.client_reference,
            request_type = next.request_type, state_code = next.state_code, adopts = next.adopts,
            deposit_number = next.deposit_number, siret = next.siret, contract_reference = next.contract_reference,
            start_on = next.start_on, end_on = next.end_on, acting_user = next.acting_user,
            approved_by = next.approved_by, supersedes = next.supersedes, content = next.content,
            wishes = next.wishes, state = next.state, trail = next.trail, seen = next.seen, metadata = next.metadata,
            received_at = next.received_at, submitted_at = next.submitted_at, registered_at = next.registered_at,
            decided_at = next.decided_at, decided_on = next.decided_on, timer_at = next.timer_at,
            version = next.version, created_at = next.created_at, updated_at = next.updated_at
        where tenant_id = acting and id = next.id and version = version_before;
        if not found then
            raise exception 'the version is another' using errcode = 'PS001';
        end if;
    end if;

    if must_be_alone and next.worker_id is not null then
        perform pg_advisory_xact_lock(hashtextextended(
            'duplicates ' || acting::text || ' ' || next.employer_id::text || ' ' || next.worker_id::text, 0));
        perform from authorisation_request
        where tenant_id = acting and employer_id = next.employer_id and worker_id = next.worker_id and id <> next.id;
        if found then
            raise exception 'the worker has other requests' using errcode = 'PS001';
        end if;
    end if;

    if added > 0 then
        insert into journal_position (tenant_id, position) values (acting, added)
        on conflict (tenant_id) do update set position = journal_position.position + excluded.position
        returning position - added into before_events;
        insert into event (tenant_id, position, id, type, subject_type, subject_id, sequence, occurred_at, data)
        select acting, before_events + e.ordinal, e.id, e.type, e.subject_type, e.subject_id, e.sequence, e.occurred_at,
            e.data || coalesce((
                select jsonb_build_object('employer_reference', client_reference) from employer
                where tenant_id = acting and id = e.employer), '{}')
        from rows from (jsonb_to_recordset(events) as (
            id uuid, type text, "subjectType" text, "subjectId" text, sequence bigint, "occurredAt" timestamptz, data jsonb,
            employer uuid
        )) with ordinality as e (id, type, subject_type, subject_id, sequence, occurred_at, data, employer, ordinal);
    end if;
end
$$;
