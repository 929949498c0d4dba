-- When something is to be told of a request next, read or not: the end of the administration's silence, of the time to appeal.

-- Written by the saves of the requests. Who still runs the version before leaves it as it was, or empties it: the next step of
-- the request tells it again.
-- Better not at all than everybody held up; the next start tries again.
set local lock_timeout = '5s';
alter table authorisation_request add column timer_at timestamptz;

-- The same for whoever watches over all tenants, who sees ids and instants alone. Kept by a trigger, so that no save can forget
-- it and most, which do not move it, do not pay for it.
create table request_timer (
    tenant_id  uuid        not null,
    request_id uuid        not null,
    due_at     timestamptz not null,
    constraint request_timer_pkey primary key (tenant_id, request_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
create index request_timer_by_due on request_timer (due_at, tenant_id, request_id);
call isolate_by_tenant('request_timer');
create policy all_tenants on request_timer for select to passerelle_worker using (true);
grant select, insert, update, delete on request_timer to passerelle_app;
grant select on request_timer to passerelle_worker;

create function keep_request_timer() returns trigger
    language plpgsql security invoker
as $$
begin
    if new.timer_at is null then
        delete from request_timer where tenant_id = new.tenant_id and request_id = new.id;
    else
        insert into request_timer (tenant_id, request_id, due_at) values (new.tenant_id, new.id, new.timer_at)
        on conflict (tenant_id, request_id) do update set due_at = excluded.due_at;
    end if;
    return null;
end
$$;

create trigger authorisation_request_timer_set after insert on authorisation_request
    for each row when (new.timer_at is not null) execute function keep_request_timer();
create trigger authorisation_request_timer_moved after update on authorisation_request
    for each row when (new.timer_at is distinct from old.timer_at) execute function keep_request_timer();

-- Who still runs the version before drops from the trail what it does not know: nothing is to be told twice for that.
create function keep_what_was_told() returns trigger
    language plpgsql security invoker
as $$
begin
    new.trail := jsonb_strip_nulls(
        jsonb_build_object('told', old.trail -> 'told', 'reminders', old.trail -> 'reminders')) || new.trail;
    new.timer_at := now();
    return new;
end
$$;
create trigger authorisation_request_by_older_version before update on authorisation_request
    for each row when (not new.trail ? 'reminders') execute function keep_what_was_told();

-- What is on the platform already is looked at once, and says itself when the next time is.
alter table authorisation_request no force row level security;
alter table request_timer no force row level security;
update authorisation_request set timer_at = now()
where state_code in ('outcome_unknown', 'filed', 'under_review', 'information_requested', 'deemed_refused')
    or (state_code = 'refused' and decided_at > now() - interval '3 months');
alter table request_timer force row level security;
alter table authorisation_request force row level security;
