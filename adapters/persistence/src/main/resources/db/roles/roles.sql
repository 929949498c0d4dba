-- The roles of the service. A superuser runs this once per cluster, before the first migration; running it again changes
-- nothing. The migrations grant to these names, so the names are fixed; who logs in is yours to choose:
--
--   create role passerelle_owner   login password '…';                         -- runs the migrations, owns the tables
--   create role passerelle_service login password '…' in role passerelle_app;  -- the connections of the service
--   create database passerelle owner passerelle_owner;
--
-- The service must never log in as the owner or as a superuser: both could look past the row-level security. It checks
-- this at its start.

do $$
begin
    if not exists (select from pg_roles where rolname = 'passerelle_app') then
        create role passerelle_app;
    end if;
    if not exists (select from pg_roles where rolname = 'passerelle_worker') then
        create role passerelle_worker;
    end if;
end
$$;

-- What the service may do, always as one tenant. NOINHERIT: it does not see the whole queue unless it becomes the worker,
-- for one transaction, by SET LOCAL ROLE.
alter role passerelle_app nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole;

-- What claiming work may do: read and lease the queue of all tenants, which holds ids and instants alone.
alter role passerelle_worker nologin nosuperuser nobypassrls nocreatedb nocreaterole;

grant passerelle_worker to passerelle_app;
