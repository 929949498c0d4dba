-- The saves of permits: many at once, in one round trip. Storage alone, as in one_round_trip.

-- Each turn that nobody has overtaken is stored whole, each other is left out whole. Who comes second finds the sequence of the
-- standing moved on: every change of a permit is told, and so moves it.
--
-- Plans are made for the values of each call, since what is best for one permit is not for five hundred.
--
-- Locks in the order of all saves: new permits by their references, known ones by their ids, the journal last.
create or replace function save_permits(
    acting uuid,
    fresh uuid[],              -- permits that are new
    known uuid[],              -- permits that are there already
    sequences_before bigint[], -- of the standings of those, in the same order
    permits json,              -- rows of those that are new or have changed
    standings json,            -- rows of all
    alerts json,               -- rows of those that are new or have changed
    events json,               -- in order, each with the permit's id
    events_count integer       -- of all of them
) returns setof uuid
    language plpgsql volatile security invoker set plan_cache_mode = force_custom_plan
as $$
declare
    held uuid[] := '{}';
    stored uuid[];
    is_whole boolean;
    added bigint := events_count;
    wanted constant integer := cardinality(fresh) + cardinality(known);
    before_events bigint;
begin
    perform set_config('app.tenant', acting::text, true);

    if cardinality(fresh) > 0 then
        begin
            insert into permit (
                tenant_id, id, employer_id, client_reference, worker_reference, title_valid_to, given, added, version,
                created_at, updated_at, ended_at)
            select
                acting, next.id, next.employer_id, next.client_reference, next.worker_reference, next.title_valid_to,
                next.given, next.added, next.version, next.created_at, next.updated_at, next.ended_at
            from json_populate_recordset(null::permit, permits) as next
            where next.id = any (fresh)
            order by next.client_reference;
        exception when unique_violation then
            -- Somebody was faster: again, without those that are there.
            with arrived as (
                insert into permit (
                    tenant_id, id, employer_id, client_reference, worker_reference, title_valid_to, given, added,
                    version, created_at, updated_at, ended_at)
                select
                    acting, next.id, next.employer_id, next.client_reference, next.worker_reference,
                    next.title_valid_to, next.given, next.added, next.version, next.created_at, next.updated_at,
                    next.ended_at
                from json_populate_recordset(null::permit, permits) as next
                where next.id = any (fresh)
                order by next.client_reference
                on conflict do nothing
                returning id
            )
            select coalesce(array_agg(id), '{}') into fresh from arrived;
        end;
        insert into permit_standing (
            tenant_id, permit_id, work_right, right_until, next_deadline, told_until, look_at, sequence)
        select
            acting, next.permit_id, next.work_right, next.right_until, next.next_deadline, next.told_until,
            next.look_at, next.sequence
        from json_populate_recordset(null::permit_standing, standings) as next
        where cardinality(fresh) = wanted or next.permit_id = any (fresh);
    end if;

    if cardinality(known) > 0 then
        with moved as (
            update permit_standing as standing set
                work_right = next.work_right, right_until = next.right_until, next_deadline = next.next_deadline,
                told_until = next.told_until, look_at = next.look_at, sequence = next.sequence
            from (
                select next.*, turn.sequence as sequence_before
                from json_populate_recordset(null::permit_standing, standings) as next
                join unnest(known, sequences_before) as turn (id, sequence) on turn.id = next.permit_id
                order by next.permit_id
            ) as next
            where standing.tenant_id = acting and standing.permit_id = next.permit_id
                and standing.sequence = next.sequence_before
            returning standing.permit_id
        )
        select coalesce(array_agg(permit_id), '{}') into held from moved;

        update permit set
            worker_reference = next.worker_reference, title_valid_to = next.title_valid_to, given = next.given,
            added = next.added, version = next.version, updated_at = next.updated_at, ended_at = next.ended_at
        from json_populate_recordset(null::permit, permits) as next
        where permit.tenant_id = acting and permit.id = next.id and next.id = any (held);
    end if;

    stored := fresh || held;
    if cardinality(stored) = 0 then
        return;
    end if;
    is_whole := cardinality(stored) = wanted;

    insert into permit_alert (
        tenant_id, id, employer_id, permit_id, kind, threshold, facts, milestone_on, effective_on, told, raised_at,
        acknowledged_by, acknowledged_at, acknowledgement_note, escalations, escalate_at, ended)
    select
        acting, next.id, next.employer_id, next.permit_id, next.kind, next.threshold, next.facts, next.milestone_on,
        next.effective_on, next.told, next.raised_at, next.acknowledged_by, next.acknowledged_at,
        next.acknowledgement_note, next.escalations, next.escalate_at, next.ended
    from json_populate_recordset(null::permit_alert, alerts) as next
    where is_whole or next.permit_id = any (stored)
    on conflict (tenant_id, id) do update set
        acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
        acknowledgement_note = excluded.acknowledgement_note, escalations = excluded.escalations,
        escalate_at = excluded.escalate_at, ended = excluded.ended;

    if not is_whole then
        select count(*) into added from json_to_recordset(events) as e (permit uuid) where e.permit = any (stored);
    end if;
    if added > 0 then
        insert into journal_position (tenant_id, position) values (acting, added)
        on conflict (tenant_id) do update set position = journal_position.position + excluded.position
        returning position - added into before_events;
        insert into event (tenant_id, position, id, type, subject_type, subject_id, sequence, occurred_at, data)
        select acting, before_events + row_number() over (order by e.ordinal), e.id, e.type, e.subject_type,
            e.subject_id, e.sequence, e.occurred_at, e.data
        from rows from (json_to_recordset(events) as (
            id uuid, type text, "subjectType" text, "subjectId" text, sequence bigint, "occurredAt" timestamptz, data jsonb,
            permit uuid
        )) with ordinality as e (
            id, type, subject_type, subject_id, sequence, occurred_at, data, permit, ordinal)
        where is_whole or e.permit = any (stored);
    end if;
    return query select unnest(stored);
end
$$;
