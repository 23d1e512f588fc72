CREATE TABLE "default_views" (
	"org_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"view_id" uuid NOT NULL,
	CONSTRAINT "default_views_org_id_membership_id_pk" PRIMARY KEY("org_id","membership_id")
);
--> statement-breakpoint
ALTER TABLE "default_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_views" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "view_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "a_view_has_a_short_name" CHECK (name = btrim(name) and length(name) between 1 and 80),
	CONSTRAINT "settings_are_few_words" CHECK (jsonb_typeof(settings) = 'object' and length(settings::text) <= 8000)
);
--> statement-breakpoint
ALTER TABLE "saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_of_a_member" FOREIGN KEY ("org_id","membership_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_is_a_view" FOREIGN KEY ("org_id","view_id") REFERENCES "public"."saved_views"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "view_of_a_member" FOREIGN KEY ("org_id","owner_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "defaults_of_a_view" ON "default_views" USING btree ("org_id","view_id");--> statement-breakpoint
CREATE INDEX "views_of_a_member" ON "saved_views" USING btree ("org_id","owner_id");--> statement-breakpoint
CREATE POLICY "members choose the view that opens for them" ON "default_views" AS PERMISSIVE FOR ALL TO "plenary_app" USING (org_id = app.org() and membership_id = app.membership()) WITH CHECK (org_id = app.org() and membership_id = app.membership() and exists (select 1 from saved_views v
  where v.org_id = default_views.org_id and v.id = default_views.view_id));--> statement-breakpoint
CREATE POLICY "owners change their views" ON "saved_views" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and owner_id = app.membership()) WITH CHECK (org_id = app.org() and owner_id = app.membership() and (not is_shared or app.role() in ('administrator', 'advocate')));--> statement-breakpoint
CREATE POLICY "owners delete views, administrators shared ones" ON "saved_views" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and (owner_id = app.membership() or (is_shared and app.role() = 'administrator')));--> statement-breakpoint
CREATE POLICY "a view is its owner's until it is shared" ON "saved_views" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and (owner_id = app.membership() or is_shared));--> statement-breakpoint
CREATE POLICY "members save views, advocates share them" ON "saved_views" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and owner_id = app.membership() and (not is_shared or app.role() in ('administrator', 'advocate')));
--> statement-breakpoint
-- Where sharing ends, the view opens by itself for its owner alone.
create function app.guard_saved_view() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if old.is_shared and not new.is_shared then
    delete from default_views d
    where d.org_id = new.org_id and d.view_id = new.id and d.membership_id <> new.owner_id;
  end if;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_saved_view before update on saved_views
  for each row execute function app.guard_saved_view();
--> statement-breakpoint
-- Whoever leaves takes along what nobody else can read; what they shared stays with those who work with it.
create function app.forget_views() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  delete from saved_views v where v.org_id = new.org_id and v.owner_id = new.id and not v.is_shared;
  delete from default_views d where d.org_id = new.org_id and d.membership_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger forget_views after update of status on memberships
  for each row when (new.status = 'left' and old.status <> 'left') execute function app.forget_views();
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  -- The log is the organisation's: what somebody keeps for themselves is not in it, and no view's name is.
  create trigger audit_added after insert on saved_views for each row when (new.is_shared)
    execute function app.audit('is_shared', 'id');
  create trigger audit_changed after update on saved_views for each row when (new.is_shared or old.is_shared)
    execute function app.audit('is_shared', 'id');
  create trigger audit_deleted after delete on saved_views for each row when (old.is_shared)
    execute function app.audit('is_shared', 'id');
end
$$;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['saved_views', 'default_views'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
end
$$;
--> statement-breakpoint
grant select, insert, delete on saved_views, default_views to plenary_app;
--> statement-breakpoint
-- A view keeps its owner.
grant update (name, is_shared, settings) on saved_views to plenary_app;
--> statement-breakpoint
grant update (view_id) on default_views to plenary_app;
--> statement-breakpoint
revoke all on function app.guard_saved_view(), app.forget_views() from public;
--> statement-breakpoint
alter function app.guard_saved_view() owner to plenary_guard;
--> statement-breakpoint
alter function app.forget_views() owner to plenary_guard;
