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
CREATE TABLE "referral_consents" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"support_key" text NOT NULL,
	"is_allowed" boolean NOT NULL,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"given_by" text NOT NULL,
	"channel" text,
	"risks_explained" boolean DEFAULT false NOT NULL,
	"obtained_on" date,
	"obtained_until" date,
	"obtained_precision" text DEFAULT 'unknown' NOT NULL,
	"obtained_by" uuid NOT NULL,
	"valid_until" date,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	CONSTRAINT "referral_consents_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_referral_consent_giver" CHECK (given_by is null or given_by in ('defender', 'family', 'lawyer')),
	CONSTRAINT "a_known_referral_consent_channel" CHECK (channel is null or channel in ('in_person', 'call', 'message', 'letter', 'through_lawyer')),
	CONSTRAINT "a_known_referral_consent_precision" CHECK (obtained_precision is null or obtained_precision in ('day', 'month', 'year', 'about', 'range', 'unknown')),
	CONSTRAINT "consent_to_known_fields" CHECK (fields <@ '{label,name,contact,family,where,situation,channel,needs,amount,languages,tried}'::text[] and cardinality(fields) <= 11),
	CONSTRAINT "a_referral_key_of_some_length" CHECK (length(support_key) between 1 and 100)
);
--> statement-breakpoint
ALTER TABLE "referral_consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "referrals" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"support_key" text NOT NULL,
	"support_name" text NOT NULL,
	"fields" text[] NOT NULL,
	"sealed" text NOT NULL,
	"prepared_by" uuid NOT NULL,
	"prepared_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_on" date,
	"sent_by" uuid,
	"channel" text,
	"outcome" text,
	"answered_on" date,
	"refusal" text,
	"answer" text,
	"follow_up_on" date,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "referrals_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "referral_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "a_known_referral_channel" CHECK (channel is null or channel in ('secure_form', 'line', 'encrypted_mail', 'in_person')),
	CONSTRAINT "a_known_referral_outcome" CHECK (outcome is null or outcome in ('accepted', 'refused', 'no_answer')),
	CONSTRAINT "a_known_referral_refusal" CHECK (refusal is null or refusal in ('not_eligible', 'other_region', 'other_kind', 'no_funds', 'no_capacity', 'not_verified', 'programme_halted', 'not_told')),
	CONSTRAINT "a_referral_tells_known_fields" CHECK (fields <@ '{label,name,contact,family,where,situation,channel,needs,amount,languages,tried}'::text[] and cardinality(fields) <= 11),
	CONSTRAINT "sent_somehow_by_somebody" CHECK ((sent_on is null) = (channel is null) and (sent_on is null) = (sent_by is null)),
	CONSTRAINT "an_answer_to_what_was_sent" CHECK (outcome is null or sent_on is not null),
	CONSTRAINT "a_refusal_has_a_reason" CHECK ((outcome is not distinct from 'refused') = (refusal is not null)),
	CONSTRAINT "a_referral_of_some_length" CHECK (length(support_key) between 1 and 100 and length(support_name) between 1 and 300
        and sealed ~ '^v1.' and length(sealed) <= 100000 and (answer is null or (answer ~ '^v1.' and length(answer) <= 20000)))
);
--> statement-breakpoint
ALTER TABLE "referrals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "support_requests" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"defender_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"nature" text NOT NULL,
	"urgency" text NOT NULL,
	"needed_by" date,
	"act_by" date GENERATED ALWAYS AS (least(needed_by, (created_at at time zone 'UTC')::date + case urgency when 'today' then 0
          when 'this_week' then 7 when 'this_month' then 30 else 90 end)) STORED NOT NULL,
	"sealed" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_as" text,
	CONSTRAINT "support_requests_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "support_request_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "support_request_in_its_case" UNIQUE("org_id","case_id","id"),
	CONSTRAINT "a_known_support_kind" CHECK (kind is null or kind in ('urgent_monitoring', 'reporting_and_advocacy', 'appeals_to_authorities', 'protective_publicity', 'temporary_relocation', 'medical_expenses', 'legal_expenses', 'rapid_practical_support', 'emergency_subsistence', 'legal_advice', 'physical_security', 'digital_security', 'communications', 'security_capacity_building', 'secure_transport_and_social')),
	CONSTRAINT "a_known_support_nature" CHECK (nature is null or nature in ('administrative', 'material', 'financial', 'logistical', 'practical')),
	CONSTRAINT "a_known_support_urgency" CHECK (urgency is null or urgency in ('today', 'this_week', 'this_month', 'later')),
	CONSTRAINT "a_known_support_ending" CHECK (closed_as is null or closed_as in ('helped', 'partly', 'not_found', 'not_needed', 'opened_in_error')),
	CONSTRAINT "closed_as_something" CHECK ((closed_at is null) = (closed_as is null)),
	CONSTRAINT "support_details_are_sealed" CHECK (sealed ~ '^v1.' and length(sealed) <= 60000)
);
--> statement-breakpoint
ALTER TABLE "support_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "referral_id" uuid;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entries_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entries_shipped_id_support_organisations_id_fk" FOREIGN KEY ("shipped_id") REFERENCES "public"."support_organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entry_checked_by_a_member" FOREIGN KEY ("org_id","checked_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_entries" ADD CONSTRAINT "support_entry_of_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral_consents" ADD CONSTRAINT "consent_to_a_referral" FOREIGN KEY ("org_id","case_id","request_id") REFERENCES "public"."support_requests"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referral_of_a_request" FOREIGN KEY ("org_id","case_id","request_id") REFERENCES "public"."support_requests"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_requests" ADD CONSTRAINT "support_for_a_defender" FOREIGN KEY ("org_id","case_id","defender_id") REFERENCES "public"."defenders"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_requests" ADD CONSTRAINT "support_request_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_to_refer" ON "referral_consents" USING btree ("request_id","support_key","recorded_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "referrals_of_a_request" ON "referrals" USING btree ("request_id","prepared_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "referrals_of_a_case" ON "referrals" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "referrals_to_follow_up" ON "referrals" USING btree ("org_id","follow_up_on") WHERE follow_up_on is not null;--> statement-breakpoint
CREATE INDEX "support_requests_of_a_case" ON "support_requests" USING btree ("case_id","act_by");--> statement-breakpoint
CREATE INDEX "open_support_requests" ON "support_requests" USING btree ("org_id","act_by","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "support_requests_by_day" ON "support_requests" USING btree ("org_id","act_by","id");--> statement-breakpoint
CREATE POLICY "advocates add to the directory" ON "support_entries" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates keep the directory up to date" ON "support_entries" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "members read what their organisation knows of help" ON "support_entries" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());--> statement-breakpoint
CREATE POLICY "the team of a case reads who may be asked" ON "referral_consents" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = referral_consents.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case record who may be asked" ON "referral_consents" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and obtained_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = referral_consents.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team of a case ends consent to refer" ON "referral_consents" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = referral_consents.case_id
    and r.audience_id = app.membership() and r.via = 'team')) WITH CHECK (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = referral_consents.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case ask support organisations" ON "referrals" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and prepared_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = referrals.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team of a case reads who was asked" ON "referrals" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = referrals.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case record what became of it" ON "referrals" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = referrals.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = referrals.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "editors of a case keep what is needed up to date" ON "support_requests" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = support_requests.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = support_requests.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "editors of a case ask for support" ON "support_requests" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = support_requests.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team of a case reads what is needed" ON "support_requests" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = support_requests.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
ALTER POLICY "the log is as readable as what it tells of" ON "audit_log" TO plenary_app USING (case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when subject = 'imports' then exists (select 1 from imports i where i.id = subject_id::uuid)
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures',
      'submissions', 'submission_drafts', 'submission_copies', 'submission_sendings', 'support_requests', 'referral_consents', 'referrals')
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
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What is asked for stays with whom it is asked for: consent to refer rests on it.
create function app.guard_support_requests() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if tg_op = 'UPDATE' then
    if (new.org_id, new.case_id, new.id, new.defender_id, new.created_by, new.created_at)
       is distinct from (old.org_id, old.case_id, old.id, old.defender_id, old.created_by, old.created_at) then
      raise exception 'a request stays with whom it is for' using errcode = 'PL004';
    end if;
    new.version := old.version + 1;
    new.changed_at := clock_timestamp();
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- Whether the newest answer about an organisation allows that it is told these things today. Silence, a withdrawal and
-- an answer that ran out are a no (domain, rule 2).
create function app.referral_allows(of_request uuid, for_key text, wanted text[]) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce((
    select c.is_allowed and c.withdrawn_at is null and (c.valid_until is null or c.valid_until >= current_date)
      and wanted <@ c.fields
    from referral_consents c where c.request_id = of_request and c.support_key = for_key
    order by c.recorded_at desc, c.id desc limit 1), false)
$$;
--> statement-breakpoint
-- A withdrawal and a referral take the request first, so that the two never pass each other unseen.
create function app.guard_referral_consents() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform 1 from support_requests r where r.org_id = new.org_id and r.id = new.request_id for update;
  if tg_op = 'INSERT' then
    new.recorded_at := clock_timestamp();
    -- One day more than here: elsewhere it has begun.
    if new.obtained_on > current_date + 1 then
      raise exception 'an answer is not given tomorrow' using errcode = 'PL004';
    end if;
    return new;
  end if;
  if old.withdrawn_at is not null
     or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by')
     or new.withdrawn_at is null then
    raise exception 'an answer is never changed; it is withdrawn or followed by another' using errcode = 'PL004';
  end if;
  new.withdrawn_at := clock_timestamp();
  new.withdrawn_by := app.membership();
  return new;
end
$$;
--> statement-breakpoint
-- Texts that an answer no longer covers are closed with it, in the same transaction.
create function app.close_uncovered_referrals() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update referrals f set withdrawn_at = clock_timestamp()
   where f.request_id = new.request_id and f.support_key = new.support_key and f.withdrawn_at is null
     and not app.referral_allows(f.request_id, f.support_key, f.fields);
  return null;
end
$$;
--> statement-breakpoint
create function app.guard_referrals() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  kept constant text[] := '{sent_on,sent_by,channel,outcome,answered_on,refusal,answer,follow_up_on,changed_at,version,withdrawn_at}';
  today constant date := (now() at time zone 'Europe/Zurich')::date;
begin
  if tg_op = 'INSERT' then
    perform 1 from support_requests r where r.org_id = new.org_id and r.id = new.request_id and r.closed_at is null
      for update;
    if not found then
      raise exception 'the request is closed' using errcode = 'PL004';
    end if;
    if not app.referral_allows(new.request_id, new.support_key, new.fields) then
      raise exception 'consent does not cover this referral' using errcode = 'PL001';
    end if;
    if new.sent_on is not null or new.outcome is not null or new.withdrawn_at is not null then
      raise exception 'a referral begins as a text' using errcode = 'PL004';
    end if;
    return new;
  end if;
  if to_jsonb(new) - kept is distinct from to_jsonb(old) - kept
     or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
     or (old.sent_on is not null
       and (new.sent_on, new.sent_by, new.channel) is distinct from (old.sent_on, old.sent_by, old.channel)) then
    raise exception 'what was put to somebody is never changed' using errcode = 'PL004';
  end if;
  if old.sent_on is null and new.sent_on is not null then
    if new.sent_on > today + 1 or new.sent_on < (old.prepared_at at time zone 'Europe/Zurich')::date - 1 then
      raise exception 'sent on a day since it was prepared' using errcode = 'PL004';
    end if;
    new.sent_by := app.membership();
    -- Also where consent ended meanwhile: what went out is known.
    insert into disclosures (org_id, case_id, kind, audience, recipient, referral_id, channel, naming, rows, person_id)
    values (new.org_id, new.case_id, 'referral', 'support', new.support_name, new.id, new.channel,
      case when 'name' = any (new.fields) then 'person' else 'situation' end, 1, app.person());
  end if;
  if new.answered_on > today + 1 or new.answered_on < new.sent_on then
    raise exception 'answered on a day since it was sent' using errcode = 'PL004';
  end if;
  new.version := old.version + 1;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
-- The prepared text, while consent covers it, for the team of its case: the only way to it. That an identity was looked at
-- by it is recorded.
create function app.read_referral(of_referral uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  f referrals%rowtype;
begin
  select x.* into f from referrals x
  where x.id = of_referral and x.org_id = app.org() and app.in_team_of(x.case_id) and x.withdrawn_at is null
    and app.referral_allows(x.request_id, x.support_key, x.fields);
  if not found then
    return null;
  end if;
  if f.fields && '{name,contact,family}' then
    perform app.record_identity_read(f.case_id, r.defender_id) from support_requests r where r.id = f.request_id;
  end if;
  return jsonb_build_object('sealed', f.sealed, 'orgId', f.org_id, 'caseId', f.case_id);
end
$$;
--> statement-breakpoint
revoke all on function app.guard_support_requests(), app.referral_allows(uuid, text, text[]),
  app.guard_referral_consents(), app.close_uncovered_referrals(), app.guard_referrals(), app.read_referral(uuid)
  from public;
--> statement-breakpoint
grant execute on function app.read_referral(uuid) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
  t text;
begin
  foreach t in array array['support_requests', 'referral_consents', 'referrals'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit(), app.guard_support_requests(), app.guard_referral_consents(),
    app.close_uncovered_referrals(), app.guard_referrals() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update on support_requests for each row
    execute function app.audit('kind,nature,urgency,needed_by,closed_as', 'id');
  create trigger audit after insert or update on referral_consents for each row
    execute function app.audit('is_allowed,given_by,valid_until,withdrawn_at', 'id');
  create trigger audit after insert or update on referrals for each row
    execute function app.audit('sent_on,channel,outcome,refusal,follow_up_on,withdrawn_at', 'id');
  create trigger keep before update on support_requests for each row execute function app.guard_support_requests();
  create trigger guard_referral_consents before insert or update on referral_consents
    for each row execute function app.guard_referral_consents();
  create trigger guard_referrals before insert or update on referrals
    for each row execute function app.guard_referrals();
  create trigger z_close_referrals after insert or update on referral_consents
    for each row execute function app.close_uncovered_referrals();
end
$$;
--> statement-breakpoint
grant select, insert on support_requests, referral_consents to plenary_app;
--> statement-breakpoint
grant update (kind, nature, urgency, needed_by, sealed, closed_at, closed_as) on support_requests to plenary_app;
--> statement-breakpoint
grant update (withdrawn_at) on referral_consents to plenary_app;
--> statement-breakpoint
-- The text is handed out by the function above alone.
grant select (org_id, case_id, request_id, id, support_key, support_name, fields, prepared_by, prepared_at, sent_on,
  sent_by, channel, outcome, answered_on, refusal, answer, follow_up_on, changed_at, version, withdrawn_at)
  on referrals to plenary_app;
--> statement-breakpoint
grant insert on referrals to plenary_app;
--> statement-breakpoint
grant update (sent_on, sent_by, channel, outcome, answered_on, refusal, answer, follow_up_on, withdrawn_at)
  on referrals to plenary_app;

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
