CREATE TABLE "conversation_cases" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"case_org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"commitment_id" uuid,
	"event_id" uuid,
	"visibility" text NOT NULL,
	CONSTRAINT "conversation_cases_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_case_is_talked_about_once" UNIQUE NULLS NOT DISTINCT("org_id","conversation_id","case_id","commitment_id"),
	CONSTRAINT "a_known_subject_visibility" CHECK (visibility is null or visibility in ('team', 'organisation', 'partners'))
);
--> statement-breakpoint
ALTER TABLE "conversation_cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversation_events" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"conversation_id" uuid NOT NULL,
	"changes" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"person_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversation_events_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "conversation_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"state_code" text NOT NULL,
	"had_on" date,
	"had_until" date,
	"had_precision" text DEFAULT 'unknown' NOT NULL,
	"channel" text NOT NULL,
	"had_by" uuid NOT NULL,
	"also_there" text DEFAULT '' NOT NULL,
	"contact_id" uuid,
	"with_role" text,
	"with_whom" text DEFAULT '' NOT NULL,
	"said" text DEFAULT '' NOT NULL,
	"visibility" text DEFAULT 'organisation' NOT NULL,
	"next_step" text DEFAULT '' NOT NULL,
	"next_due_on" date,
	"next_owner_id" uuid,
	"next_on_commitments" boolean DEFAULT false NOT NULL,
	"next_done_at" timestamp with time zone,
	"next_done_by" uuid,
	"taken_back_at" timestamp with time zone,
	"subjects" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "conversation_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "a_known_channel" CHECK (channel is null or channel in ('meeting', 'call', 'message', 'mail', 'corridor', 'other')),
	CONSTRAINT "a_known_had_precision" CHECK (had_precision is null or had_precision in ('day', 'month', 'year', 'about', 'range', 'unknown')),
	CONSTRAINT "a_known_role_spoken_with" CHECK (with_role is null or with_role in ('ambassador', 'deputy_permanent_representative', 'human_rights_officer', 'desk_officer_capital', 'embassy_officer')),
	CONSTRAINT "a_known_conversation_visibility" CHECK (visibility is null or visibility in ('team', 'organisation', 'partners')),
	CONSTRAINT "a_step_is_done_by_somebody" CHECK ((next_done_at is null) = (next_done_by is null))
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contact_shares" (
	"org_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"partner_org_id" uuid NOT NULL,
	"shared_by" uuid NOT NULL,
	"shared_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_shares_org_id_contact_id_partner_org_id_pk" PRIMARY KEY("org_id","contact_id","partner_org_id")
);
--> statement-breakpoint
ALTER TABLE "contact_shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mission_contacts" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mission_contacts" ADD COLUMN "cautions" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation_cases" ADD CONSTRAINT "case_of_a_conversation" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_cases" ADD CONSTRAINT "a_case_talked_about" FOREIGN KEY ("case_org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_cases" ADD CONSTRAINT "a_commitment_talked_about" FOREIGN KEY ("case_org_id","commitment_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_events" ADD CONSTRAINT "event_of_a_conversation" FOREIGN KEY ("org_id","conversation_id") REFERENCES "public"."conversations"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_shares" ADD CONSTRAINT "contact_shares_partner_org_id_organisations_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_shares" ADD CONSTRAINT "share_of_a_contact" FOREIGN KEY ("org_id","contact_id") REFERENCES "public"."mission_contacts"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_about_a_case" ON "conversation_cases" USING btree ("case_id","conversation_id");--> statement-breakpoint
CREATE INDEX "events_of_a_conversation" ON "conversation_events" USING btree ("conversation_id","at");--> statement-breakpoint
CREATE INDEX "conversations_with_a_state" ON "conversations" USING btree ("state_code","had_on" DESC NULLS LAST,"created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "next_steps_of_conversations" ON "conversations" USING btree ("org_id","next_owner_id","next_due_on") WHERE next_step <> '' and not next_on_commitments and next_done_at is null and taken_back_at is null;--> statement-breakpoint
CREATE INDEX "contacts_shared_with" ON "contact_shares" USING btree ("partner_org_id","contact_id");--> statement-breakpoint
CREATE POLICY "partners read the contacts that they are shown" ON "mission_contacts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from contact_shares s where s.org_id = mission_contacts.org_id
    and s.contact_id = mission_contacts.id and s.partner_org_id = app.org()));--> statement-breakpoint
-- The one who logs a conversation says what it was about; a policy can't look there itself (it would go round).
create function app.logged_by_me(of_org uuid, of_conversation uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from conversations c
    where c.org_id = of_org and c.id = of_conversation and c.recorded_by = app.membership())
$$;
--> statement-breakpoint
CREATE POLICY "whoever logs a conversation says what it was about" ON "conversation_cases" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r where r.case_id = conversation_cases.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)) and (commitment_id is null or exists (select 1 from commitment_readers cr where cr.commitment_id = conversation_cases.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)) and app.logged_by_me(conversation_cases.org_id, conversation_cases.conversation_id));--> statement-breakpoint
CREATE POLICY "a case is seen to be talked about as far as that is open" ON "conversation_cases" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = conversation_cases.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)) and (commitment_id is null or exists (select 1 from commitment_readers cr where cr.commitment_id = conversation_cases.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)) and case visibility when 'partners' then true when 'organisation' then org_id = app.org()
        else org_id = app.org() and exists (select 1 from case_readers r where r.case_id = conversation_cases.case_id
    and r.audience_id = app.membership() and r.via = 'team') end);--> statement-breakpoint
CREATE POLICY "readers of a conversation read its corrections" ON "conversation_events" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from conversations c where c.org_id = conversation_events.org_id
    and c.id = conversation_events.conversation_id));--> statement-breakpoint
CREATE POLICY "authors correct, owners finish the next step" ON "conversations" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and (recorded_by = app.membership() or next_owner_id = app.membership())) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and (recorded_by = app.membership() or next_owner_id = app.membership()));--> statement-breakpoint
CREATE POLICY "advocates log their conversations" ON "conversations" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and recorded_by = app.membership() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "a conversation is read with all of its cases" ON "conversations" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (case when subjects = 0 then org_id = app.org()
    else subjects = (select count(*) from conversation_cases l
      where l.org_id = conversations.org_id and l.conversation_id = conversations.id) end);--> statement-breakpoint
CREATE POLICY "advocates stop showing contacts" ON "contact_shares" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "both sides know to whom a contact is shown" ON "contact_shares" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() or partner_org_id = app.org());--> statement-breakpoint
CREATE POLICY "advocates show contacts to partners" ON "contact_shares" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and shared_by = app.membership() and app.role() in ('administrator', 'advocate') and partner_org_id <> app.org());--> statement-breakpoint
ALTER POLICY "the log is as readable as what it tells of" ON "audit_log" TO plenary_app USING (case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures')
      then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id = app.membership() and r.via = 'team')
    when subject = 'case_team' then org_id = app.org() and exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when case_id is not null then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when subject in ('interventions', 'intervention_states', 'evidence') then exists (
      select 1 from interventions i where i.id::text = case subject
        when 'evidence' then details -> 'intervention_id' ->> 1 else subject_id end)
    else org_id = app.org()
  end);