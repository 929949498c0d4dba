-- Tenants, and how their rows are kept apart.
--
-- Every table of a tenant's data has tenant_id first in its primary key, so that the schema can be split by tenant, and
-- calls isolate_by_tenant, so that row-level security hides all rows from whoever has not said which tenant they act for.

create table tenant (
    id         uuid        not null,
    issuer     text        not null,
    claim      text        not null,
    created_at timestamptz not null default now(),
    constraint tenant_pkey primary key (id),
    constraint tenant_name_key unique (issuer, claim)
);

-- The one door to this table, since a token is read before its tenant is known. In three statements, each with its own
-- snapshot: two first tokens at the same instant get the same row.
create function tenant_of(wanted_issuer text, wanted_claim text, candidate uuid) returns uuid
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    known uuid;
begin
    select id into known from tenant where issuer = wanted_issuer and claim = wanted_claim;
    if known is null then
        insert into tenant (id, issuer, claim) values (candidate, wanted_issuer, wanted_claim)
            on conflict on constraint tenant_name_key do nothing;
        select id into known from tenant where issuer = wanted_issuer and claim = wanted_claim;
    end if;
    return known;
end
$$;

revoke all on function tenant_of(text, text, uuid) from public;
grant execute on function tenant_of(text, text, uuid) to passerelle_app;

-- FORCE: the owner is bound as well. The setting is '' and not null on a connection whose last transaction had set it, and
-- ''::uuid raises, hence nullif; without a tenant, nothing is seen.
create procedure isolate_by_tenant(name regclass)
    language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', name);
    execute format('alter table %s force row level security', name);
    execute format(
        'create policy own_tenant on %s
            using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)
            with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)',
        name);
end
$$;

revoke all on procedure isolate_by_tenant(regclass) from public;
