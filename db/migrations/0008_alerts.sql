CREATE TABLE "alert_approvals" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"approved_by" uuid NOT NULL,
	"actor_org_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_approvals_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "one_approval_of_a_kind" UNIQUE("org_id","version_id","kind","approved_by"),
	CONSTRAINT "a_known_approval" CHECK (kind is null or kind in ('review', 'consent'))
);
--> statement-breakpoint
ALTER TABLE "alert_approvals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_comments" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"thread_id" uuid NOT NULL,
	"body" text NOT NULL,
	"mentions" uuid[] DEFAULT '{}' NOT NULL,
	"written_by" uuid NOT NULL,
	"actor_org_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_comments_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "alert_comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_contributions" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"section" text NOT NULL,
	"membership_id" uuid NOT NULL,
	"actor_org_id" uuid NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_contributions_text_id_section_membership_id_pk" PRIMARY KEY("text_id","section","membership_id")
);
--> statement-breakpoint
ALTER TABLE "alert_contributions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_parts" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"section" text NOT NULL,
	"content" jsonb NOT NULL,
	"plain" text DEFAULT '' NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'todo' NOT NULL,
	"translated_from" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_parts_text_id_section_pk" PRIMARY KEY("text_id","section"),
	CONSTRAINT "a_known_part" CHECK (section is null or section in ('title', 'affected', 'happened', 'engagement', 'perpetrators', 'sources', 'done', 'asks', 'risk')),
	CONSTRAINT "a_known_part_status" CHECK (status is null or status in ('todo', 'doing', 'done'))
);
--> statement-breakpoint
ALTER TABLE "alert_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_passages" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"words" text NOT NULL,
	"sealed_by" uuid NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_passages_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "alert_passages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_states" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"body" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_states_text_id_pk" PRIMARY KEY("text_id")
);
--> statement-breakpoint
ALTER TABLE "alert_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_texts" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"language" text NOT NULL,
	"state" text DEFAULT 'drafting' NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_texts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "text_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "text_in_its_alert" UNIQUE("org_id","case_id","alert_id","id"),
	CONSTRAINT "one_text_per_language" UNIQUE("org_id","alert_id","language"),
	CONSTRAINT "a_known_text_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
	CONSTRAINT "a_known_text_state" CHECK (state is null or state in ('drafting', 'ready'))
);
--> statement-breakpoint
ALTER TABLE "alert_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_threads" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"section" text NOT NULL,
	"quote" text DEFAULT '' NOT NULL,
	"opened_by" uuid NOT NULL,
	"actor_org_id" uuid NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	CONSTRAINT "alert_threads_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "thread_ids_are_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "alert_threads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_updates" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"body" "bytea" NOT NULL,
	"membership_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_updates_text_id_seq_pk" PRIMARY KEY("text_id","seq")
);
--> statement-breakpoint
ALTER TABLE "alert_updates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alert_versions" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"number" integer NOT NULL,
	"purpose" text NOT NULL,
	"content" jsonb NOT NULL,
	"signed_text" jsonb,
	"hash" text,
	"is_minor" boolean DEFAULT false NOT NULL,
	"shown" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"authors" uuid[] DEFAULT '{}' NOT NULL,
	"made_by" uuid,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_versions_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "version_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "version_in_its_alert" UNIQUE("org_id","case_id","alert_id","id"),
	CONSTRAINT "versions_are_numbered" UNIQUE("org_id","alert_id","number"),
	CONSTRAINT "a_known_purpose" CHECK (purpose is null or purpose in ('saved', 'sign_on', 'issued'))
);
--> statement-breakpoint
ALTER TABLE "alert_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "alerts" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"stage" text DEFAULT 'draft' NOT NULL,
	"audience" text DEFAULT 'public' NOT NULL,
	"source_language" text NOT NULL,
	"sign_on_deadline" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alerts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "alert_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "alert_in_its_case" UNIQUE("org_id","case_id","id"),
	CONSTRAINT "alerts_are_numbered" UNIQUE("org_id","case_id","number"),
	CONSTRAINT "a_known_alert_kind" CHECK (kind is null or kind in ('first', 'update', 'closing')),
	CONSTRAINT "a_known_alert_stage" CHECK (stage is null or stage in ('draft', 'in_review', 'consent_check', 'sign_on', 'issued', 'updated', 'closed', 'withdrawn')),
	CONSTRAINT "a_known_alert_audience" CHECK (audience is null or audience in ('internal', 'coalition', 'missions', 'public')),
	CONSTRAINT "a_known_alert_language" CHECK (source_language is null or source_language in ('ar', 'en', 'es', 'fr', 'ru', 'zh'))
);
--> statement-breakpoint
ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "editions" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"audience" text NOT NULL,
	"language" text NOT NULL,
	"content" jsonb NOT NULL,
	"plain" text NOT NULL,
	"hash" text NOT NULL,
	"signatories" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"unnamed_signatories" integer DEFAULT 0 NOT NULL,
	"shown" jsonb NOT NULL,
	"correction" text DEFAULT '' NOT NULL,
	"issued_by" uuid NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"frozen_at" timestamp with time zone,
	"superseded_at" timestamp with time zone,
	"public_token" text,
	CONSTRAINT "editions_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "edition_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "edition_in_its_alert" UNIQUE("org_id","case_id","alert_id","id"),
	CONSTRAINT "editions_are_numbered" UNIQUE("org_id","alert_id","audience","language","number"),
	CONSTRAINT "a_known_edition_audience" CHECK (audience is null or audience in ('internal', 'coalition', 'missions', 'public')),
	CONSTRAINT "a_known_edition_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh'))
);
--> statement-breakpoint
ALTER TABLE "editions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "endorsements" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"signer_org_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"section" text,
	"reason" text DEFAULT '' NOT NULL,
	"capacity" text DEFAULT '' NOT NULL,
	"display_names" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"publish_name" boolean DEFAULT true NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "endorsements_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_answer" CHECK (answer is null or answer in ('signed', 'with_change', 'cannot'))
);
--> statement-breakpoint
ALTER TABLE "endorsements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_on_requests" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"partner_org_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"nudged_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "sign_on_requests_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "one_request_per_organisation" UNIQUE("org_id","alert_id","partner_org_id")
);
--> statement-breakpoint
ALTER TABLE "sign_on_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notice_choices" (
	"org_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"in_application" boolean DEFAULT true NOT NULL,
	"mail" text DEFAULT 'daily' NOT NULL,
	CONSTRAINT "notice_choices_org_id_membership_id_kind_pk" PRIMARY KEY("org_id","membership_id","kind"),
	CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'nudge', 'deadline', 'consent_withdrawn', 'issued')),
	CONSTRAINT "a_known_mail_choice" CHECK (mail is null or mail in ('none', 'daily', 'at_once'))
);
--> statement-breakpoint
ALTER TABLE "notice_choices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notice_mails" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"day" date,
	"attempts" integer DEFAULT 1 NOT NULL,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "one_daily_mail" UNIQUE("person_id","day")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"membership_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"case_id" uuid,
	"alert_id" uuid,
	"subject_id" uuid,
	"from_org_id" uuid,
	"is_urgent" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "notices_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "one_notice_for_one_thing" UNIQUE("membership_id","kind","subject_id"),
	CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'nudge', 'deadline', 'consent_withdrawn', 'issued'))
);
--> statement-breakpoint
ALTER TABLE "notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_shares" DROP CONSTRAINT "a_known_share_level";--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "recipient_state_code" text;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "recipient" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "edition_id" uuid;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "may_sign" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_approvals" ADD CONSTRAINT "approval_of_a_version" FOREIGN KEY ("org_id","case_id","alert_id","version_id") REFERENCES "public"."alert_versions"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_comments" ADD CONSTRAINT "comment_on_a_text" FOREIGN KEY ("org_id","case_id","alert_id","text_id") REFERENCES "public"."alert_texts"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_comments" ADD CONSTRAINT "comment_in_a_thread" FOREIGN KEY ("org_id","thread_id") REFERENCES "public"."alert_threads"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_contributions" ADD CONSTRAINT "contribution_to_a_text" FOREIGN KEY ("org_id","case_id","alert_id","text_id") REFERENCES "public"."alert_texts"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_parts" ADD CONSTRAINT "part_of_a_text" FOREIGN KEY ("org_id","case_id","alert_id","text_id") REFERENCES "public"."alert_texts"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_passages" ADD CONSTRAINT "passage_of_an_alert" FOREIGN KEY ("org_id","case_id","alert_id") REFERENCES "public"."alerts"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_states" ADD CONSTRAINT "state_of_a_text" FOREIGN KEY ("org_id","case_id","alert_id","text_id") REFERENCES "public"."alert_texts"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_texts" ADD CONSTRAINT "text_of_an_alert" FOREIGN KEY ("org_id","case_id","alert_id") REFERENCES "public"."alerts"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_threads" ADD CONSTRAINT "thread_on_a_text" FOREIGN KEY ("org_id","case_id","alert_id","text_id") REFERENCES "public"."alert_texts"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_updates" ADD CONSTRAINT "update_of_a_text" FOREIGN KEY ("org_id","case_id","alert_id","text_id") REFERENCES "public"."alert_texts"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_versions" ADD CONSTRAINT "version_of_an_alert" FOREIGN KEY ("org_id","case_id","alert_id") REFERENCES "public"."alerts"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alert_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alert_begun_by_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "edition_of_a_version" FOREIGN KEY ("org_id","case_id","alert_id","version_id") REFERENCES "public"."alert_versions"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endorsements" ADD CONSTRAINT "endorsements_signer_org_id_organisations_id_fk" FOREIGN KEY ("signer_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "endorsements" ADD CONSTRAINT "endorsement_of_a_version" FOREIGN KEY ("org_id","case_id","alert_id","version_id") REFERENCES "public"."alert_versions"("org_id","case_id","alert_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_on_requests" ADD CONSTRAINT "sign_on_requests_partner_org_id_organisations_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_on_requests" ADD CONSTRAINT "request_to_sign_an_alert" FOREIGN KEY ("org_id","case_id","alert_id") REFERENCES "public"."alerts"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "choice_of_a_member" FOREIGN KEY ("org_id","membership_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_mails" ADD CONSTRAINT "notice_mails_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notice_to_a_member" FOREIGN KEY ("org_id","membership_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_of_a_thread" ON "alert_comments" USING btree ("thread_id","at");--> statement-breakpoint
CREATE INDEX "passages_of_an_alert" ON "alert_passages" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "threads_of_a_text" ON "alert_threads" USING btree ("text_id");--> statement-breakpoint
CREATE INDEX "alerts_of_a_case" ON "alerts" USING btree ("case_id");--> statement-breakpoint
CREATE UNIQUE INDEX "public_editions" ON "editions" USING btree ("public_token") WHERE public_token is not null;--> statement-breakpoint
CREATE INDEX "endorsements_of_an_alert" ON "endorsements" USING btree ("alert_id","signer_org_id","at");--> statement-breakpoint
CREATE INDEX "requests_to_an_organisation" ON "sign_on_requests" USING btree ("partner_org_id");--> statement-breakpoint
CREATE INDEX "notices_of_a_member" ON "notices" USING btree ("membership_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notices_to_mail" ON "notices" USING btree ("mailed_at","at");--> statement-breakpoint
ALTER TABLE "case_shares" ADD CONSTRAINT "a_known_share_level" CHECK (level is null or level in ('read', 'comment', 'contribute'));--> statement-breakpoint
CREATE POLICY "readers of the case see who approved" ON "alert_approvals" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_approvals.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "readers of the case read its comments" ON "alert_comments" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_comments.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "whoever may discuss comments" ON "alert_comments" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (written_by = app.membership() and actor_org_id = app.org() and app.alert_right(alert_comments.case_id) in ('comment', 'write'));--> statement-breakpoint
CREATE POLICY "readers of the case see who wrote where" ON "alert_contributions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_contributions.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "contributors say how far a section is" ON "alert_parts" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alert_parts.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date))))) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alert_parts.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))));--> statement-breakpoint
CREATE POLICY "readers of the case read its sections" ON "alert_parts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_parts.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "the team alone reads sealed passages" ON "alert_passages" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_passages.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of the team seal passages" ON "alert_passages" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and sealed_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alert_passages.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "readers of the case read what was folded" ON "alert_states" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_states.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "contributors add languages" ON "alert_texts" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alert_texts.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))));--> statement-breakpoint
CREATE POLICY "contributors call a language ready" ON "alert_texts" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alert_texts.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date))))) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alert_texts.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))));--> statement-breakpoint
CREATE POLICY "readers of the case read its texts" ON "alert_texts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_texts.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "whoever may discuss opens threads" ON "alert_threads" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (opened_by = app.membership() and actor_org_id = app.org() and settled_at is null and app.alert_right(alert_threads.case_id) in ('comment', 'write'));--> statement-breakpoint
CREATE POLICY "readers of the case read its discussions" ON "alert_threads" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_threads.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "whoever may discuss settles threads" ON "alert_threads" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.alert_right(alert_threads.case_id) in ('comment', 'write')) WITH CHECK (app.alert_right(alert_threads.case_id) in ('comment', 'write') and (settled_by is null or settled_by = app.membership()));--> statement-breakpoint
CREATE POLICY "readers of the case read what was typed" ON "alert_updates" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_updates.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "readers of the case read its versions" ON "alert_versions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alert_versions.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "editors of the case begin alerts" ON "alerts" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alerts.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')) and stage = 'draft');--> statement-breakpoint
CREATE POLICY "editors of the case keep an alert's details" ON "alerts" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alerts.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = alerts.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "readers of the case read its alerts" ON "alerts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = alerts.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "each audience reads its editions while consent holds" ON "editions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING ((exists (select 1 from case_readers r where r.case_id = editions.case_id
    and r.audience_id = app.membership() and r.via = 'team')) or (audience <> 'internal' and frozen_at is null and exists (select 1 from case_readers r where r.case_id = editions.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))));--> statement-breakpoint
CREATE POLICY "readers of the case see who signed" ON "endorsements" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = endorsements.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "readers of the case see who was asked to sign" ON "sign_on_requests" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = sign_on_requests.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "members change how they hear" ON "notice_choices" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (membership_id = app.membership()) WITH CHECK (org_id = app.org() and membership_id = app.membership());--> statement-breakpoint
CREATE POLICY "members choose how they hear" ON "notice_choices" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and membership_id = app.membership());--> statement-breakpoint
CREATE POLICY "members read their own choices" ON "notice_choices" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (membership_id = app.membership());--> statement-breakpoint
CREATE POLICY "members read their own inbox" ON "notices" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (membership_id = app.membership());--> statement-breakpoint
CREATE POLICY "members mark their own notices" ON "notices" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (membership_id = app.membership()) WITH CHECK (membership_id = app.membership());