CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"org_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid,
	"actor_org_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" text NOT NULL,
	"case_id" uuid,
	"commitment_id" uuid,
	"columns" text[] DEFAULT '{}' NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"recipient_org_id" uuid,
	"naming" text,
	"rows" integer,
	"person_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disclosures_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"happened_on" date,
	"happened_until" date,
	"happened_precision" text DEFAULT 'unknown' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_events_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_event_kind" CHECK (kind is null or kind in ('engagement', 'reprisal', 'situation', 'un_action', 'government_response', 'release', 'death', 'other')),
	CONSTRAINT "a_known_event_precision" CHECK (happened_precision is null or happened_precision in ('day', 'month', 'year', 'about', 'range', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "case_keys" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_keys_org_id_case_id_version_pk" PRIMARY KEY("org_id","case_id","version")
);
--> statement-breakpoint
CREATE TABLE "case_readers" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"audience_id" uuid NOT NULL,
	"via" text NOT NULL,
	"level" text NOT NULL,
	"valid_until" date,
	CONSTRAINT "case_readers_case_id_audience_id_pk" PRIMARY KEY("case_id","audience_id")
);
--> statement-breakpoint
CREATE TABLE "case_shares" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"partner_org_id" uuid NOT NULL,
	"level" text NOT NULL,
	"shared_by" uuid NOT NULL,
	"shared_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "case_shares_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "one_share_per_partner" UNIQUE("org_id","case_id","partner_org_id"),
	CONSTRAINT "a_known_share_level" CHECK (level is null or level in ('read', 'contribute'))
);
--> statement-breakpoint
CREATE TABLE "case_team" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"role" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_team_org_id_case_id_membership_id_pk" PRIMARY KEY("org_id","case_id","membership_id"),
	CONSTRAINT "a_known_team_role" CHECK (role is null or role in ('lead', 'editor', 'reader'))
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"country_code" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"visibility" text DEFAULT 'team' NOT NULL,
	"security_level" text DEFAULT 'standard' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"reprisal_types" text[] DEFAULT '{}' NOT NULL,
	"perpetrator_kinds" text[] DEFAULT '{}' NOT NULL,
	"reprisal_on" date,
	"reprisal_until" date,
	"reprisal_precision" text DEFAULT 'unknown' NOT NULL,
	"engagement_kind" text,
	"engagement_note" text DEFAULT '' NOT NULL,
	"engagement_on" date,
	"engagement_until" date,
	"engagement_precision" text DEFAULT 'unknown' NOT NULL,
	"link_note" text DEFAULT '' NOT NULL,
	"trigger" text DEFAULT '' NOT NULL,
	"current_situation" text DEFAULT '' NOT NULL,
	"verification" text,
	"verified_on" date,
	"sources_note" text DEFAULT '' NOT NULL,
	"government_response" text,
	"sg_report_reference" text,
	"do_not_mention" text DEFAULT '' NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cases_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "case_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "one_case_per_reference" UNIQUE("org_id","reference"),
	CONSTRAINT "a_known_case_status" CHECK (status is null or status in ('open', 'monitoring', 'closed')),
	CONSTRAINT "a_known_case_visibility" CHECK (visibility is null or visibility in ('team', 'organisation')),
	CONSTRAINT "a_known_security_level" CHECK (security_level is null or security_level in ('standard', 'restricted')),
	CONSTRAINT "a_known_verification" CHECK (verification is null or verification in ('confirmed', 'likely', 'possible', 'unlikely')),
	CONSTRAINT "a_known_engagement" CHECK (engagement_kind is null or engagement_kind in ('upr', 'treaty_body', 'special_procedure', 'human_rights_council', 'general_assembly', 'ohchr_field_presence', 'security_council', 'peace_operation', 'other')),
	CONSTRAINT "a_known_government_response" CHECK (government_response is null or government_response in ('denied', 'token', 'promised', 'acted', 'none')),
	CONSTRAINT "a_known_reprisal_precision" CHECK (reprisal_precision is null or reprisal_precision in ('day', 'month', 'year', 'about', 'range', 'unknown')),
	CONSTRAINT "a_known_engagement_precision" CHECK (engagement_precision is null or engagement_precision in ('day', 'month', 'year', 'about', 'range', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"defender_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"target_org_id" uuid,
	"target_state_code" text,
	"answer" text NOT NULL,
	"given_by" text NOT NULL,
	"language" text DEFAULT '' NOT NULL,
	"risks_explained" boolean DEFAULT false NOT NULL,
	"channel" text,
	"obtained_by" uuid NOT NULL,
	"obtained_on" date,
	"obtained_until" date,
	"obtained_precision" text DEFAULT 'unknown' NOT NULL,
	"valid_until" date,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	CONSTRAINT "consents_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_consent_scope" CHECK (scope is null or scope in ('contact_ohchr', 'letter_to_government', 'public_un_report', 'share_with_organisation', 'share_with_mission', 'bilateral', 'public_statement', 'media')),
	CONSTRAINT "a_known_consent_answer" CHECK (answer is null or answer in ('yes', 'anonymous', 'no')),
	CONSTRAINT "a_known_consent_giver" CHECK (given_by is null or given_by in ('defender', 'family', 'lawyer')),
	CONSTRAINT "a_known_consent_channel" CHECK (channel is null or channel in ('in_person', 'call', 'message', 'letter', 'through_lawyer'))
);
--> statement-breakpoint
CREATE TABLE "defender_identities" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"defender_id" uuid NOT NULL,
	"sealed" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "defender_identities_org_id_defender_id_pk" PRIMARY KEY("org_id","defender_id")
);
--> statement-breakpoint
CREATE TABLE "defenders" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"public_label" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "defenders_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "defender_in_its_case" UNIQUE("org_id","case_id","id"),
	CONSTRAINT "a_known_defender_kind" CHECK (kind is null or kind in ('person', 'organisation', 'group'))
);
--> statement-breakpoint
CREATE TABLE "commitment_events" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text DEFAULT 'changed' NOT NULL,
	"changes" jsonb NOT NULL,
	"before" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"expected_version" integer,
	"undoes" uuid,
	"person_id" uuid,
	"actor_org_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commitment_events_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "commitment_readers" (
	"audience_id" uuid NOT NULL,
	"commitment_id" uuid NOT NULL,
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"session_id" uuid NOT NULL,
	"forum" text NOT NULL,
	"stage" text NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"changed_at" timestamp with time zone NOT NULL,
	"valid_until" date,
	CONSTRAINT "commitment_readers_commitment_id_audience_id_pk" PRIMARY KEY("commitment_id","audience_id")
);
--> statement-breakpoint
CREATE TABLE "commitment_tallies" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"audience_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"stage" text NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"session_id" uuid NOT NULL,
	"forum" text NOT NULL,
	"opened_from" text DEFAULT 'ask' NOT NULL,
	"stage" text DEFAULT 'not_approached' NOT NULL,
	"with_capital" boolean DEFAULT false NOT NULL,
	"leaning" text,
	"closed_as" text,
	"word" smallint,
	"word_on" date,
	"word_said_by" text DEFAULT '' NOT NULL,
	"word_heard_by" text DEFAULT '' NOT NULL,
	"word_text" text DEFAULT '' NOT NULL,
	"modality" text,
	"naming" text DEFAULT 'theme' NOT NULL,
	"wording_asked" text DEFAULT '' NOT NULL,
	"wording_offered" text DEFAULT '' NOT NULL,
	"condition" text DEFAULT '' NOT NULL,
	"confidentiality" text DEFAULT 'coalition' NOT NULL,
	"delivery" text,
	"raised_on" date,
	"raised_precision" text,
	"is_raised" boolean DEFAULT false NOT NULL,
	"visibility" text DEFAULT 'organisation' NOT NULL,
	"owner_id" uuid,
	"next_step" text DEFAULT '' NOT NULL,
	"due_on" date,
	"asked_on" date,
	"recorded_org_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "commitments_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "commitment_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "one_commitment_per_state_case_occasion" UNIQUE("org_id","case_id","state_code","session_id"),
	CONSTRAINT "a_known_stage" CHECK (stage is null or stage in ('not_approached', 'planned', 'asked', 'considering', 'agreed', 'declined', 'no_answer')),
	CONSTRAINT "a_known_leaning" CHECK (leaning is null or leaning in ('yes', 'no')),
	CONSTRAINT "a_known_closing" CHECK (closed_as is null or closed_as in ('lapsed', 'withdrawn')),
	CONSTRAINT "a_known_naming" CHECK (naming is null or naming in ('person', 'organisation', 'situation', 'country', 'theme')),
	CONSTRAINT "a_known_modality" CHECK (modality is null or modality in ('demarche', 'note_verbale', 'meeting', 'embassy_meeting', 'trial_observation', 'prison_visit', 'public_statement', 'emergency_visa', 'rights_dialogue', 'dialogue_senior_official', 'dialogue_rapporteur', 'general_debate', 'joint_statement', 'resolution', 'special_session', 'pre_session', 'advance_question', 'recommendation', 'statement_in_review', 'adoption', 'mid_term', 'third_committee_dialogue', 'general_discussion')),
	CONSTRAINT "a_known_confidentiality" CHECK (confidentiality is null or confidentiality in ('public', 'coalition', 'not_for_attribution', 'team')),
	CONSTRAINT "a_known_delivery" CHECK (delivery is null or delivery in ('as_agreed', 'stronger', 'weaker', 'in_writing_only', 'by_bloc', 'cut', 'not_delivered', 'without_agreement', 'unknown')),
	CONSTRAINT "a_known_visibility" CHECK (visibility is null or visibility in ('team', 'organisation', 'partners')),
	CONSTRAINT "a_known_commitment_forum" CHECK (forum is null or forum in ('bilateral', 'hrc', 'upr', 'ga')),
	CONSTRAINT "a_known_word" CHECK (word is null or word between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"org_id" uuid NOT NULL,
	"intervention_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"grade" text NOT NULL,
	"quote" text DEFAULT '' NOT NULL,
	"quote_language" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"source_url" text,
	"symbol" text DEFAULT '' NOT NULL,
	"time_code" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_evidence_kind" CHECK (kind is null or kind in ('official_record', 'webcast', 'own_text', 'first_hand_note', 'secondary_report')),
	CONSTRAINT "a_known_grade" CHECK (grade is null or grade in ('A', 'B', 'C', 'D', 'E'))
);
--> statement-breakpoint
CREATE TABLE "intervention_cases" (
	"org_id" uuid NOT NULL,
	"intervention_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "intervention_cases_org_id_intervention_id_case_id_pk" PRIMARY KEY("org_id","intervention_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "intervention_commitments" (
	"org_id" uuid NOT NULL,
	"intervention_id" uuid NOT NULL,
	"commitment_id" uuid NOT NULL,
	CONSTRAINT "intervention_commitments_org_id_intervention_id_commitment_id_pk" PRIMARY KEY("org_id","intervention_id","commitment_id")
);
--> statement-breakpoint
CREATE TABLE "intervention_states" (
	"org_id" uuid NOT NULL,
	"intervention_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	CONSTRAINT "intervention_states_org_id_intervention_id_state_code_pk" PRIMARY KEY("org_id","intervention_id","state_code")
);
--> statement-breakpoint
CREATE TABLE "interventions" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"forum" text NOT NULL,
	"modality" text,
	"delivered_by" text NOT NULL,
	"on_behalf_of" text DEFAULT '' NOT NULL,
	"is_joint" boolean DEFAULT false NOT NULL,
	"said_on" date,
	"said_until" date,
	"said_precision" text DEFAULT 'unknown' NOT NULL,
	"naming" text,
	"summary" text DEFAULT '' NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_org_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "interventions_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "intervention_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "a_known_intervention_forum" CHECK (forum is null or forum in ('bilateral', 'hrc', 'upr', 'ga')),
	CONSTRAINT "a_known_intervention_naming" CHECK (naming is null or naming in ('person', 'organisation', 'situation', 'country', 'theme')),
	CONSTRAINT "a_known_said_precision" CHECK (said_precision is null or said_precision in ('day', 'month', 'year', 'about', 'range', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "cautions" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"state_code" text NOT NULL,
	"kind" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"safer_alternative" text DEFAULT '' NOT NULL,
	"source" text NOT NULL,
	"noted_on" date NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"recorded_by" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cautions_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_caution" CHECK (kind is null or kind in ('visitor_exposure', 'staff_risk', 'capacity'))
);
--> statement-breakpoint
CREATE TABLE "mission_contacts" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"state_code" text NOT NULL,
	"role" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"channel" text DEFAULT '' NOT NULL,
	"language" text DEFAULT '' NOT NULL,
	"lead_time_days" integer,
	"is_example" boolean DEFAULT false NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mission_contacts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_contact_role" CHECK (role is null or role in ('ambassador', 'deputy_permanent_representative', 'human_rights_officer', 'desk_officer_capital', 'embassy_officer'))
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"email" text,
	"role" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "invitation_tokens_are_unique" UNIQUE("token_hash"),
	CONSTRAINT "a_known_invited_role" CHECK (role is null or role in ('administrator', 'advocate', 'reader'))
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_visit_at" timestamp with time zone,
	CONSTRAINT "memberships_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "membership_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "one_membership_per_person" UNIQUE("org_id","person_id"),
	CONSTRAINT "a_known_membership_role" CHECK (role is null or role in ('administrator', 'advocate', 'reader')),
	CONSTRAINT "a_known_membership_status" CHECK (status is null or status in ('invited', 'confirmed', 'suspended', 'left'))
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"name" text NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"has_example" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outside_identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outside_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'Europe/Zurich' NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"low_data" boolean DEFAULT false NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "a_known_theme" CHECK (theme is null or theme in ('system', 'light', 'dark'))
);
--> statement-breakpoint
CREATE TABLE "set_up_links" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "set_up_tokens_are_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"subject_hash" "bytea" NOT NULL,
	"network" "inet",
	"known_device" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"active_org_id" uuid,
	"secret_hash" "bytea" NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"method" text DEFAULT 'password' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"org_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"target_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "visits_org_id_membership_id_kind_target_id_pk" PRIMARY KEY("org_id","membership_id","kind","target_id")
);
--> statement-breakpoint
CREATE TABLE "council_terms" (
	"state_code" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"kind" text NOT NULL,
	"elected_on" date,
	"note" text,
	"sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "council_terms_state_code_starts_on_pk" PRIMARY KEY("state_code","starts_on"),
	CONSTRAINT "council_terms_in_order" CHECK ("council_terms"."ends_on" >= "council_terms"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "council_years" (
	"year" integer PRIMARY KEY NOT NULL,
	"complete" boolean NOT NULL,
	"checked" text NOT NULL,
	"members_at_start" text[] NOT NULL,
	"members_at_end" text[] NOT NULL,
	"changes" jsonb NOT NULL,
	"open_seats" jsonb,
	"sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "guidelines" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"issuer_kind" text NOT NULL,
	"state_code" text,
	"applies_to_eu_members" boolean NOT NULL,
	"title" text NOT NULL,
	"first_published" text,
	"latest_revision" text,
	"url" text,
	"languages" text[] NOT NULL,
	"mentions_reprisals" boolean,
	"confidence" text NOT NULL,
	"note" text,
	"sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "record_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"group_key" text NOT NULL,
	"state_code" text NOT NULL,
	"forum" text NOT NULL,
	"body" text NOT NULL,
	"session" text,
	"date" date,
	"date_precision" text NOT NULL,
	"type" text NOT NULL,
	"lead_or_speaker" boolean NOT NULL,
	"on_behalf_of" text,
	"countries_concerned" text[] NOT NULL,
	"description" text NOT NULL,
	"document" text,
	"confidence" text NOT NULL,
	"names_cases" boolean NOT NULL,
	"note" text,
	"sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "record_entries_forum_known" CHECK ("record_entries"."forum" in ('hrc', 'upr', 'ga', 'other')),
	CONSTRAINT "record_entries_precision_kept" CHECK (case "record_entries"."date_precision"
        when 'day' then true
        when 'month' then extract(day from "record_entries"."date") = 1
        when 'year' then extract(doy from "record_entries"."date") = 1
        when 'session' then extract(doy from "record_entries"."date") = 1
        else false end)
);
--> statement-breakpoint
CREATE TABLE "record_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"group_key" text,
	"date" date,
	"date_precision" text NOT NULL,
	"detail" jsonb NOT NULL,
	"sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "record_notes_precision_kept" CHECK (case "record_notes"."date_precision"
        when 'day' then "record_notes"."date" is not null
        when 'month' then extract(day from "record_notes"."date") = 1
        when 'unknown' then "record_notes"."date" is null
        else false end)
);
--> statement-breakpoint
CREATE TABLE "reference_versions" (
	"dataset" text PRIMARY KEY NOT NULL,
	"as_of" date NOT NULL,
	"sha256" text NOT NULL,
	"meta" jsonb NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "state_aliases" (
	"state_code" text NOT NULL,
	"lang" text NOT NULL,
	"text" text NOT NULL,
	"folded" text NOT NULL,
	"needs_care" boolean NOT NULL,
	"sources" jsonb NOT NULL,
	CONSTRAINT "state_aliases_state_code_lang_text_pk" PRIMARY KEY("state_code","lang","text")
);
--> statement-breakpoint
CREATE TABLE "state_groups" (
	"key" text PRIMARY KEY NOT NULL,
	"label" text NOT NULL,
	"members" text[] NOT NULL,
	"aliases" text[] NOT NULL,
	"speaks_for_members" boolean NOT NULL,
	"sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "states" (
	"code" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"iso2" text,
	"status" text NOT NULL,
	"regional_group" text,
	"regional_group_note" text,
	"eu_member" boolean NOT NULL,
	"eu_joined_year" integer,
	"names" jsonb NOT NULL,
	"formal_names" jsonb NOT NULL,
	"admitted_on" date,
	"is_example" boolean NOT NULL,
	"sources" jsonb NOT NULL,
	"regional_group_sources" jsonb NOT NULL,
	"admission_sources" jsonb NOT NULL,
	"eu_sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "states_key_unique" UNIQUE("key"),
	CONSTRAINT "states_code_form" CHECK ("states"."code" ~ '^[A-Z]{3}$'),
	CONSTRAINT "states_key_form" CHECK ("states"."key" ~ '^[0-9a-z]{10}$'),
	CONSTRAINT "states_status_known" CHECK ("states"."status" in ('member_state', 'non_member_observer_state', 'example')),
	CONSTRAINT "states_example_marked" CHECK ("states"."is_example" = ("states"."status" = 'example'))
);
--> statement-breakpoint
CREATE TABLE "support_organisations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kinds" text[] NOT NULL,
	"kinds_sourced" boolean NOT NULL,
	"website" text,
	"emergency_contact_page" text,
	"region" text,
	"languages" text[] NOT NULL,
	"status" text NOT NULL,
	"confidence" text NOT NULL,
	"note" text,
	"sources" jsonb NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"org_id" uuid,
	"reference_key" text,
	"forum" text NOT NULL,
	"kind" text NOT NULL,
	"number" integer,
	"title" text NOT NULL,
	"starts_on" date,
	"ends_on" date,
	"starts_at" timestamp with time zone,
	"date_precision" text DEFAULT 'unknown' NOT NULL,
	"place" text,
	"states_under_review" text[] DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"milestones" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_row_per_reference_session" UNIQUE("reference_key"),
	CONSTRAINT "a_known_forum" CHECK (forum is null or forum in ('bilateral', 'hrc', 'upr', 'ga')),
	CONSTRAINT "a_known_session_kind" CHECK (kind is null or kind in ('hrc_regular', 'hrc_special', 'upr_working_group', 'upr_pre_session', 'ga_third_committee', 'bilateral'))
);
--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "event_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_keys" ADD CONSTRAINT "key_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_readers" ADD CONSTRAINT "readers_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_shares" ADD CONSTRAINT "case_shares_partner_org_id_organisations_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_shares" ADD CONSTRAINT "share_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_shares" ADD CONSTRAINT "shared_by_a_member" FOREIGN KEY ("org_id","shared_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_team" ADD CONSTRAINT "team_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_team" ADD CONSTRAINT "team_of_members" FOREIGN KEY ("org_id","membership_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_country_code_states_code_fk" FOREIGN KEY ("country_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "case_opened_by_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_target_org_id_organisations_id_fk" FOREIGN KEY ("target_org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_target_state_code_states_code_fk" FOREIGN KEY ("target_state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consent_of_a_defender" FOREIGN KEY ("org_id","case_id","defender_id") REFERENCES "public"."defenders"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "defender_identities" ADD CONSTRAINT "identity_of_a_defender" FOREIGN KEY ("org_id","case_id","defender_id") REFERENCES "public"."defenders"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "defenders" ADD CONSTRAINT "defender_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_events" ADD CONSTRAINT "event_of_a_commitment" FOREIGN KEY ("org_id","commitment_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment_readers" ADD CONSTRAINT "readers_of_a_commitment" FOREIGN KEY ("org_id","commitment_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitment_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitment_owned_by_a_member" FOREIGN KEY ("owner_id") REFERENCES "public"."memberships"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_of_an_intervention" FOREIGN KEY ("org_id","intervention_id") REFERENCES "public"."interventions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_cases" ADD CONSTRAINT "case_of_an_intervention" FOREIGN KEY ("org_id","intervention_id") REFERENCES "public"."interventions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_cases" ADD CONSTRAINT "intervention_on_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_commitments" ADD CONSTRAINT "commitment_of_an_intervention" FOREIGN KEY ("org_id","intervention_id") REFERENCES "public"."interventions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_commitments" ADD CONSTRAINT "intervention_keeps_a_commitment" FOREIGN KEY ("org_id","commitment_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_states" ADD CONSTRAINT "intervention_states_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervention_states" ADD CONSTRAINT "state_of_an_intervention" FOREIGN KEY ("org_id","intervention_id") REFERENCES "public"."interventions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interventions" ADD CONSTRAINT "interventions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interventions" ADD CONSTRAINT "interventions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interventions" ADD CONSTRAINT "interventions_delivered_by_states_code_fk" FOREIGN KEY ("delivered_by") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cautions" ADD CONSTRAINT "cautions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cautions" ADD CONSTRAINT "cautions_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mission_contacts" ADD CONSTRAINT "mission_contacts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mission_contacts" ADD CONSTRAINT "mission_contacts_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invited_by_a_member" FOREIGN KEY ("org_id","invited_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_identities" ADD CONSTRAINT "outside_identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_active_org_id_organisations_id_fk" FOREIGN KEY ("active_org_id") REFERENCES "public"."organisations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_of_a_member" FOREIGN KEY ("org_id","membership_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_terms" ADD CONSTRAINT "council_terms_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guidelines" ADD CONSTRAINT "guidelines_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_entries" ADD CONSTRAINT "record_entries_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_aliases" ADD CONSTRAINT "state_aliases_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_of_an_organisation" ON "audit_log" USING btree ("org_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_of_a_case" ON "audit_log" USING btree ("case_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "disclosures_of_a_case" ON "disclosures" USING btree ("case_id","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "events_of_a_case" ON "case_events" USING btree ("org_id","case_id","happened_on");--> statement-breakpoint
CREATE INDEX "cases_of_an_audience" ON "case_readers" USING btree ("audience_id","case_id");--> statement-breakpoint
CREATE INDEX "cases_shared_with" ON "case_readers" USING btree ("audience_id","case_id") WHERE via = 'partner';--> statement-breakpoint
CREATE INDEX "shares_with_a_partner" ON "case_shares" USING btree ("partner_org_id");--> statement-breakpoint
CREATE INDEX "teams_of_a_member" ON "case_team" USING btree ("org_id","membership_id");--> statement-breakpoint
CREATE INDEX "cases_lately" ON "cases" USING btree ("org_id","changed_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "consents_of_a_case" ON "consents" USING btree ("case_id","scope","defender_id");--> statement-breakpoint
CREATE INDEX "defenders_of_a_case" ON "defenders" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "events_of_a_commitment" ON "commitment_events" USING btree ("commitment_id","at");--> statement-breakpoint
CREATE INDEX "readers_by_change" ON "commitment_readers" USING btree ("audience_id","changed_at" DESC NULLS FIRST,"commitment_id");--> statement-breakpoint
CREATE INDEX "readers_by_state" ON "commitment_readers" USING btree ("audience_id","state_code","changed_at" DESC NULLS FIRST,"commitment_id","stage");--> statement-breakpoint
CREATE INDEX "readers_by_stage" ON "commitment_readers" USING btree ("audience_id","stage","changed_at" DESC NULLS FIRST,"commitment_id");--> statement-breakpoint
CREATE INDEX "readers_by_case" ON "commitment_readers" USING btree ("audience_id","case_id","state_code","stage");--> statement-breakpoint
CREATE INDEX "readers_by_session" ON "commitment_readers" USING btree ("audience_id","session_id","state_code");--> statement-breakpoint
CREATE INDEX "readers_by_due" ON "commitment_readers" USING btree ("audience_id","due_on","commitment_id") WHERE due_on is not null;--> statement-breakpoint
CREATE INDEX "readers_by_owner" ON "commitment_readers" USING btree ("audience_id","owner_id","due_on") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "tallies_of_an_audience" ON "commitment_tallies" USING btree ("audience_id","state_code","stage","n");--> statement-breakpoint
CREATE INDEX "commitments_of_a_session" ON "commitments" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "evidence_by_intervention" ON "evidence" USING btree ("intervention_id");--> statement-breakpoint
CREATE INDEX "cases_of_an_intervention" ON "intervention_cases" USING btree ("intervention_id");--> statement-breakpoint
CREATE INDEX "interventions_of_a_case" ON "intervention_cases" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "interventions_of_a_commitment" ON "intervention_commitments" USING btree ("commitment_id");--> statement-breakpoint
CREATE INDEX "interventions_of_a_state" ON "intervention_states" USING btree ("state_code","org_id");--> statement-breakpoint
CREATE INDEX "interventions_of_a_session" ON "interventions" USING btree ("org_id","session_id");--> statement-breakpoint
CREATE INDEX "cautions_of_a_state" ON "cautions" USING btree ("org_id","state_code");--> statement-breakpoint
CREATE INDEX "contacts_of_a_state" ON "mission_contacts" USING btree ("org_id","state_code");--> statement-breakpoint
CREATE UNIQUE INDEX "device_tokens_are_unique" ON "known_devices" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "devices_of_a_person" ON "known_devices" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "memberships_of_a_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "identities_of_a_person" ON "outside_identities" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_person_per_email" ON "people" USING btree ("email");--> statement-breakpoint
CREATE INDEX "failures_of_a_subject" ON "sign_in_failures" USING btree ("subject_hash","at");--> statement-breakpoint
CREATE INDEX "failures_of_a_network" ON "sign_in_failures" USING btree ("network","at");--> statement-breakpoint
CREATE INDEX "failures_by_time" ON "sign_in_failures" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_secrets_are_unique" ON "sign_ins" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "sign_ins_of_a_person" ON "sign_ins" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "visits_lately" ON "visits" USING btree ("membership_id","at");--> statement-breakpoint
CREATE INDEX "guidelines_state" ON "guidelines" USING btree ("state_code");--> statement-breakpoint
CREATE INDEX "record_entries_state" ON "record_entries" USING btree ("state_code","date");--> statement-breakpoint
CREATE INDEX "record_entries_group" ON "record_entries" USING btree ("group_key");--> statement-breakpoint
CREATE INDEX "state_aliases_folded" ON "state_aliases" USING btree ("folded");--> statement-breakpoint
CREATE INDEX "sessions_of_an_organisation" ON "sessions" USING btree ("org_id","starts_on");--> statement-breakpoint
CREATE INDEX "sessions_by_start" ON "sessions" USING btree ("starts_on");