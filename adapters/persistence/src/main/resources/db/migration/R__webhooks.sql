-- What is done for every batch of webhooks, in one round trip each; see R__one_round_trip.sql for how such functions are made.

-- Events behind a position, no further than the journal went when it was asked, and no more of it than is quickly read.
create or replace function webhook_events(
    acting uuid, endpoint text, after bigint, types text[], employers text[], most integer,
    out events json, out up_to bigint, out has_more boolean)
    language plpgsql volatile security invoker
as $$
declare
    head bigint;
    begins bigint;
    found_count integer;
    last_found bigint;
begin
    perform set_config('app.tenant', acting::text, true);
    select position, oldest into head, begins from journal_position where tenant_id = acting;
    after := greatest(after, coalesce(begins, 1) - 1);
    head := greatest(after, coalesce(head, 0));
    select coalesce(json_agg(wanted), '[]'), count(*), max(wanted.position) into events, found_count, last_found
    from (
        select tenant_id, position, id, type, subject_type, subject_id, sequence, occurred_at, data
        from event
        where tenant_id = acting and position > after and position <= least(head, after + 20000)
            and (cardinality(types) = 0 or type = any (types))
            and (cardinality(employers) = 0
                or case subject_type when 'employer' then subject_id else data ->> 'employer_id' end = any (employers))
            and subject_id <> endpoint
        order by position
        limit most
    ) as wanted;
    up_to := case when found_count < most then least(head, after + 20000) else last_found end;
    has_more := up_to < head;
end
$$;

-- What became of messages and where their endpoint stands then, if its turn is still the caller's.
create or replace function webhook_store(
    acting uuid, endpoint uuid, claim uuid, outcomes jsonb, place bigint, changed_state text,
    now_failures integer, now_failing_since timestamptz, now_success_at timestamptz, now_failure_at timestamptz,
    now_failure text, probe_at timestamptz, is_last boolean, lease_ms bigint) returns boolean
    language plpgsql volatile security invoker
as $$
declare
    present text;
begin
    perform set_config('app.tenant', acting::text, true);
    select coalesce(changed_state, state) into present from webhook_turn
    where tenant_id = acting and endpoint_id = endpoint and claim_id = claim
    for update;
    if present is null then
        return false;
    end if;
    insert into webhook_delivery (
        tenant_id, endpoint_id, event_id, position, event_type, state, attempts, first_attempt_at, last_attempt_at,
        next_attempt_at, last_outcome, took_ms)
    select acting, endpoint, o.*
    from jsonb_to_recordset(outcomes) as o (
        event uuid, position bigint, type text, state text, attempts integer, "firstAttemptAt" timestamptz,
        "lastAttemptAt" timestamptz, "nextAttemptAt" timestamptz, "lastOutcome" text, took integer)
    on conflict (tenant_id, endpoint_id, event_id) do update set
        state = excluded.state, attempts = excluded.attempts, first_attempt_at = excluded.first_attempt_at,
        last_attempt_at = excluded.last_attempt_at, next_attempt_at = excluded.next_attempt_at,
        last_outcome = excluded.last_outcome, took_ms = excluded.took_ms;
    update webhook_turn set
        state = present,
        position = greatest(position, place),
        is_following = (present = 'enabled' and probe_at is null),
        retry_at = case present
            when 'enabled' then coalesce(probe_at, (
                select min(next_attempt_at) from webhook_delivery
                where tenant_id = acting and endpoint_id = endpoint and webhook_delivery.state = 'pending'
                    and event_type <> 'webhook_endpoint.verification'))
            when 'unverified' then (
                select min(next_attempt_at) from webhook_delivery
                where tenant_id = acting and endpoint_id = endpoint and webhook_delivery.state = 'pending'
                    and event_type = 'webhook_endpoint.verification')
            end,
        failures = now_failures,
        failing_since = now_failing_since,
        last_success_at = now_success_at,
        last_failure_at = now_failure_at,
        last_failure = now_failure,
        claim_id = case when is_last then null else claim_id end,
        lease_until = case when is_last then null else clock_timestamp() + lease_ms * interval '1 millisecond' end
    where tenant_id = acting and endpoint_id = endpoint;
    return true;
end
$$;
