-- The ground: extensions, the three roles that nobody logs in as, and the ids.
create extension if not exists pg_trgm;
--> statement-breakpoint
create schema if not exists app;
--> statement-breakpoint
-- Roles belong to the cluster, databases come and go: made once, whoever comes first.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['plenary_app', 'plenary_auth', 'plenary_guard'] loop
    if not exists (select 1 from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin noinherit', wanted);
      exception when duplicate_object then null;
      end;
    end if;
  end loop;
  -- The guard owns the functions that look over the wall; the owner must be a member to give them to it.
  -- From version 16 on, whoever creates a role administers it but may not yet act as it.
  execute format('grant plenary_guard to %I', current_user)
    || case when current_setting('server_version_num')::int >= 160000 then ' with inherit false, set true' else '' end;
end
$$;
--> statement-breakpoint
revoke all on schema public from public;
--> statement-breakpoint
revoke all on schema app from public;
--> statement-breakpoint
grant usage on schema public, app to plenary_app, plenary_auth, plenary_guard;
--> statement-breakpoint
grant create on schema app to plenary_guard;
--> statement-breakpoint
-- Functions are callable by nobody until a grant says so.
alter default privileges revoke execute on functions from public;
--> statement-breakpoint
-- Time-ordered ids (RFC 9562, version 7). PostgreSQL has its own only from version 18.
create function app.uuidv7() returns uuid
language sql volatile parallel safe
set search_path = pg_catalog
as $$
  select (lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;
--> statement-breakpoint
-- Who is asking. Empty after a transaction that had set them, hence nullif; null compares with nothing.
create function app.org() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.org_id', true), '')::uuid $$;
--> statement-breakpoint
create function app.membership() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.membership_id', true), '')::uuid $$;
--> statement-breakpoint
create function app.person() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.person_id', true), '')::uuid $$;
--> statement-breakpoint
create function app.sign_in() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.sign_in_id', true), '')::uuid $$;
--> statement-breakpoint
create function app.role() returns text language sql stable parallel safe
as $$ select nullif(current_setting('app.role', true), '') $$;
--> statement-breakpoint
-- The day where the person who asks is: an ask made in Geneva after midnight was not made the day before.
create function app.today() returns date language sql stable parallel safe
as $$ select (now() at time zone coalesce(nullif(current_setting('app.time_zone', true), ''), 'UTC'))::date $$;
--> statement-breakpoint
grant execute on function app.uuidv7(), app.today(), app.org(), app.membership(), app.person(), app.sign_in(), app.role()
  to plenary_app, plenary_auth, plenary_guard;
