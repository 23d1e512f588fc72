-- A view that is gone leaves behind, with everybody in whose name the tracker opened with it, that it is gone: a row without
-- a view, until they have been told. Only the view is set to nothing (PostgreSQL 15).
ALTER TABLE "default_views" DROP CONSTRAINT "default_is_a_view";--> statement-breakpoint
ALTER TABLE "default_views" ALTER COLUMN "view_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_is_a_view" FOREIGN KEY ("org_id","view_id") REFERENCES "public"."saved_views"("org_id","id") ON DELETE set null ("view_id") ON UPDATE no action;--> statement-breakpoint
-- Two views of one owner that were called the same: the later ones get a number.
do $$
declare
  owner constant name := current_user;
  one record;
  n integer;
begin
  set local role plenary_guard;
  for one in
    select v.org_id, v.id, v.owner_id, v.name from saved_views v where exists (
      select 1 from saved_views w where w.org_id = v.org_id and w.owner_id = v.owner_id
        and lower(w.name) = lower(v.name) and w.id < v.id)
    order by v.id
  loop
    n := 2;
    while exists (select 1 from saved_views w where w.org_id = one.org_id and w.owner_id = one.owner_id
        and lower(w.name) = lower(btrim(left(one.name, 74)) || ' (' || n || ')')) loop
      n := n + 1;
    end loop;
    update saved_views v set name = btrim(left(one.name, 74)) || ' (' || n || ')'
    where v.org_id = one.org_id and v.id = one.id;
  end loop;
  execute format('set local role %I', owner);
end
$$;
--> statement-breakpoint
CREATE UNIQUE INDEX "a_view_of_ones_own_has_its_own_name" ON "saved_views" USING btree ("org_id","owner_id",lower("name"));--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0046, but for what is left behind.
create or replace function app.guard_saved_view() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if old.is_shared and not new.is_shared then
    update default_views d set view_id = null
    where d.org_id = new.org_id and d.view_id = new.id and d.membership_id <> new.owner_id;
  end if;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
set local role none;
