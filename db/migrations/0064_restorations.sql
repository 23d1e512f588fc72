CREATE TABLE "alert_restorations" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"kept_in" uuid NOT NULL,
	"restored_by" uuid NOT NULL,
	"actor_org_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_restorations_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "alert_restorations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "alert_restorations" ADD CONSTRAINT "restoration_of_a_text" FOREIGN KEY ("org_id","case_id","alert_id","text_id") REFERENCES "public"."alert_texts"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_restorations" ADD CONSTRAINT "restoration_to_a_version" FOREIGN KEY ("org_id","case_id","alert_id","version_id") REFERENCES "public"."alert_versions"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_restorations" ADD CONSTRAINT "restoration_kept_before" FOREIGN KEY ("org_id","case_id","alert_id","kept_in") REFERENCES "public"."alert_versions"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "restorations_of_a_text" ON "alert_restorations" USING btree ("text_id","at");--> statement-breakpoint
CREATE INDEX "restorations_of_an_alert" ON "alert_restorations" USING btree ("alert_id");--> statement-breakpoint
CREATE POLICY "contributors restore a text as themselves" ON "alert_restorations" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (restored_by = app.membership() and actor_org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alert_restorations.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))));--> statement-breakpoint
CREATE POLICY "readers of the case see who restored a text" ON "alert_restorations" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_restorations.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update or delete on alert_restorations for each row
    execute function app.audit('', 'id');
end
$$;
--> statement-breakpoint
-- Whoever has the text open hears of it at once, and reads by their own right who it was.
create trigger tell_of_talk after insert on alert_restorations
  for each row execute function app.tell_of_talk();
--> statement-breakpoint
revoke all on alert_restorations from public;
--> statement-breakpoint
alter table alert_restorations force row level security;
--> statement-breakpoint
create policy "the guard keeps the rules" on alert_restorations to plenary_guard using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on alert_restorations to plenary_guard;
--> statement-breakpoint
grant select, insert on alert_restorations to plenary_app;
