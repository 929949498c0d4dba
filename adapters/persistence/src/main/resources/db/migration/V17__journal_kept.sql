-- How long the journal shows events: those before the oldest position are no longer read by anybody. Most of them are deleted;
-- those about requests stay as long as their request, whose timeline is made of them.
set local lock_timeout = '5s';
alter table journal_position add column oldest bigint not null default 1;

-- When the oldest of the events happened, as far as it was looked at; so that there is no looking again before its time.
alter table journal_position add column oldest_at timestamptz;

-- Takes events from the beginning of a tenant's journal up to the first that is not before the instant, a bounded number at a
-- time; answers how many positions further it begins. The one way to delete an event. The counter is moved last, since whoever
-- has moved it holds up all saves of the tenant until the commit.
create function forget_events(acting uuid, before timestamptz, most integer) returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    begins bigint;
    begins_now bigint;
    happened_at timestamptz;
begin
    perform set_config('app.tenant', acting::text, true);
    select oldest into begins from journal_position where tenant_id = acting;
    select coalesce(min(held.position) filter (where held.occurred_at >= before), max(held.position) + 1) into begins_now
    from (
        select position, occurred_at from event
        where tenant_id = acting and position >= begins
        order by position
        limit most
    ) as held;
    if begins_now is null then
        return 0;
    end if;
    delete from event
    where tenant_id = acting and position >= begins and position < begins_now and subject_type <> 'request';
    select occurred_at into happened_at from event where tenant_id = acting and position = begins_now;
    update journal_position set oldest = begins_now, oldest_at = happened_at
    where tenant_id = acting and oldest <= begins_now
        and (oldest, oldest_at) is distinct from (begins_now, happened_at);
    return begins_now - begins;
end
$$;

revoke all on function forget_events(uuid, timestamptz, integer) from public;
grant execute on function forget_events(uuid, timestamptz, integer) to passerelle_app;
