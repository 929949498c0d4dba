-- How long decisions took, for whoever measures over all tenants: days and the type alone, of no person.

-- Written by the saves of the requests. Who still runs the version before leaves it empty: such a decision is measured from its
-- next save on.
set local lock_timeout = '5s';
alter table authorisation_request add column decided_on date;

create table decision (
    tenant_id     uuid not null,
    request_id    uuid not null,
    request_type  text not null,
    registered_on date not null,
    decided_on    date not null,
    constraint decision_pkey primary key (tenant_id, request_id)
);
create index decision_by_day on decision (decided_on);
call isolate_by_tenant('decision');
create policy all_tenants on decision for select to passerelle_worker using (true);
grant select, insert, update, delete on decision to passerelle_app;
grant select on decision to passerelle_worker;

-- A trigger, so that only the save that brings a decision pays for it.
create function keep_decision() returns trigger
    language plpgsql security invoker
as $$
begin
    delete from decision where tenant_id = new.tenant_id and request_id = new.id;
    if new.decided_on is not null and new.registered_at is not null then
        insert into decision (tenant_id, request_id, request_type, registered_on, decided_on)
        values (new.tenant_id, new.id, new.request_type, (new.registered_at at time zone 'Europe/Paris')::date, new.decided_on);
    end if;
    return null;
end
$$;

create trigger authorisation_request_decided_at_once after insert on authorisation_request
    for each row when (new.decided_on is not null) execute function keep_decision();
create trigger authorisation_request_decided after update on authorisation_request
    for each row when (new.decided_on is distinct from old.decided_on) execute function keep_decision();

-- What was decided before.
alter table authorisation_request no force row level security;
alter table decision no force row level security;
update authorisation_request set decided_on = (state -> 'decision' ->> 'decidedOn')::date
where state -> 'decision' ->> 'decidedOn' is not null;
alter table decision force row level security;
alter table authorisation_request force row level security;
