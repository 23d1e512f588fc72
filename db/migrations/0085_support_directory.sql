CREATE TABLE "support_entries" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"shipped_id" text,
	"name" text,
	"kinds" text[],
	"regions" text[],
	"languages" text[],
	"eligibility" text,
	"status" text,
	"status_note" text,
	"line" text,
	"secure_page" text,
	"source" text DEFAULT '' NOT NULL,
	"checked_on" date,
	"checked_by" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "support_entries_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "one_correction_of_a_shipped_organisation" UNIQUE("org_id","shipped_id"),
	CONSTRAINT "a_known_support_status" CHECK (status is null or status in ('active', 'halted', 'unknown')),
	CONSTRAINT "an_own_entry_has_a_name" CHECK (shipped_id is not null or btrim(coalesce(name, '')) <> ''),
	CONSTRAINT "checked_by_somebody" CHECK ((checked_on is null) = (checked_by is null)),
	CONSTRAINT "known_support_kinds" CHECK (kinds <@ '{urgent_monitoring,reporting_and_advocacy,appeals_to_authorities,protective_publicity,temporary_relocation,medical_expenses,legal_expenses,rapid_practical_support,emergency_subsistence,legal_advice,physical_security,digital_security,communications,security_capacity_building,secure_transport_and_social}'::text[]),
	CONSTRAINT "known_support_regions" CHECK (regions <@ '{global,AFRICAN,ASIA_PACIFIC,EASTERN_EUROPEAN,GRULAC,WEOG}'::text[]),
	CONSTRAINT "a_support_entry_of_some_length" CHECK (length(coalesce(name, '')) <= 300 and length(coalesce(eligibility, '')) <= 2000
        and length(coalesce(status_note, '')) <= 500 and length(coalesce(line, '')) <= 500
        and length(coalesce(secure_page, '')) <= 500 and length(source) <= 500
        and cardinality(coalesce(languages, '{}')) <= 40)
);
--> statement-breakpoint
ALTER TABLE "support_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entries_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entries_shipped_id_support_organisations_id_fk" FOREIGN KEY ("shipped_id") REFERENCES "public"."support_organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entry_checked_by_a_member" FOREIGN KEY ("org_id","checked_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entry_of_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "advocates add to the directory" ON "support_entries" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates keep the directory up to date" ON "support_entries" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "members read what their organisation knows of help" ON "support_entries" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Whose entry it is, and of which shipped one, stays; each change counts, and whoever checked is whoever says so.
create function app.guard_support_entries() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if tg_op = 'UPDATE' then
    if (new.org_id, new.id, new.shipped_id, new.created_by, new.created_at)
       is distinct from (old.org_id, old.id, old.shipped_id, old.created_by, old.created_at) then
      raise exception 'an entry stays what it is of' using errcode = 'PL004';
    end if;
    new.version := old.version + 1;
    new.changed_at := clock_timestamp();
  end if;
  if new.checked_on is not null and (tg_op = 'INSERT' or new.checked_on is distinct from old.checked_on) then
    -- One day more than here: elsewhere it has begun.
    if new.checked_on > current_date + 1 then
      raise exception 'nothing is checked tomorrow' using errcode = 'PL004';
    end if;
    new.checked_by := app.membership();
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.guard_support_entries() from public;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  revoke all on support_entries from public;
  alter table support_entries force row level security;
  create policy "the guard keeps the rules" on support_entries to plenary_guard using (true) with check (true);
  grant select, insert, update, delete on support_entries to plenary_guard;
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit(), app.guard_support_entries() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update on support_entries for each row
    execute function app.audit('shipped_id,status,checked_on,retired_at', 'id');
  create trigger guard_support_entries before insert or update on support_entries
    for each row execute function app.guard_support_entries();
end
$$;
--> statement-breakpoint
grant select, insert on support_entries to plenary_app;
--> statement-breakpoint
grant update (name, kinds, regions, languages, eligibility, status, status_note, line, secure_page, source, checked_on,
  checked_by, retired_at) on support_entries to plenary_app;
