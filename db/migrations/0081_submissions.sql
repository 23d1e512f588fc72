CREATE TABLE "report_windows" (
	"org_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_windows_org_id_year_pk" PRIMARY KEY("org_id","year"),
	CONSTRAINT "a_window_of_its_year" CHECK (opens_on < closes_on and year between 2000 and 2200 and extract(year from closes_on) between year - 1 and year)
);
--> statement-breakpoint
ALTER TABLE "report_windows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "submission_addresses" (
	"org_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submission_addresses_org_id_purpose_pk" PRIMARY KEY("org_id","purpose"),
	CONSTRAINT "a_known_submission_purpose" CHECK (purpose is null or purpose in ('report', 'procedures')),
	CONSTRAINT "an_address_of_some_length" CHECK (length(address) <= 600)
);
--> statement-breakpoint
ALTER TABLE "submission_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "submission_copies" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"format" text NOT NULL,
	"hash" text NOT NULL,
	"is_own" boolean NOT NULL,
	"taken_by" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submission_copies_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_copy_has_its_hash" CHECK (hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "a_known_copy_format" CHECK (format is null or format in ('pdf', 'docx', 'html', 'txt'))
);
--> statement-breakpoint
ALTER TABLE "submission_copies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "submission_drafts" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"report_year" integer NOT NULL,
	"is_follow_up" boolean DEFAULT false NOT NULL,
	"mandates" text[] DEFAULT '{}' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"texts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"events_out" uuid[] DEFAULT '{}' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"saved_by" uuid,
	CONSTRAINT "submission_drafts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "submission_draft_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "one_draft_of_a_submission" UNIQUE("org_id","created_by","case_id","kind"),
	CONSTRAINT "a_known_submission_draft_kind" CHECK (kind is null or kind in ('report', 'allegation', 'urgent')),
	CONSTRAINT "a_known_submission_draft_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
	CONSTRAINT "a_submission_draft_of_some_length" CHECK (length(contact) <= 600 and length(texts::text) <= 400000 and report_year between 2000 and 2200
        and cardinality(mandates) <= 40 and cardinality(events_out) <= 1000)
);
--> statement-breakpoint
ALTER TABLE "submission_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "submission_sendings" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"format" text NOT NULL,
	"hash" text NOT NULL,
	"address" text NOT NULL,
	"channel" text NOT NULL,
	"sent_on" date NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "submission_sendings_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_sending_channel" CHECK (channel is null or channel in ('mail', 'form', 'post', 'hand'))
);
--> statement-breakpoint
ALTER TABLE "submission_sendings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "submissions" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"hash" text NOT NULL,
	"names" text NOT NULL,
	"shown" jsonb NOT NULL,
	"generator" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"second_by" uuid,
	"second_at" timestamp with time zone,
	CONSTRAINT "submissions_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "submission_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "a_known_submission_kind" CHECK (kind is null or kind in ('report', 'allegation', 'urgent')),
	CONSTRAINT "a_known_submission_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
	CONSTRAINT "a_submission_has_its_hash" CHECK (hash ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "the_second_of_a_submission_is_somebody_else" CHECK ((second_by is null) = (second_at is null) and (second_by is null or second_by <> made_by))
);
--> statement-breakpoint
ALTER TABLE "submissions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "submission_id" uuid;--> statement-breakpoint
ALTER TABLE "report_windows" ADD CONSTRAINT "report_windows_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_addresses" ADD CONSTRAINT "submission_addresses_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_copies" ADD CONSTRAINT "copy_of_a_submission" FOREIGN KEY ("org_id","submission_id") REFERENCES "public"."submissions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_drafts" ADD CONSTRAINT "submission_drafts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_drafts" ADD CONSTRAINT "submission_draft_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_drafts" ADD CONSTRAINT "submission_drafted_by_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_sendings" ADD CONSTRAINT "sending_of_a_submission" FOREIGN KEY ("org_id","submission_id") REFERENCES "public"."submissions"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submission_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "copies_of_a_submission" ON "submission_copies" USING btree ("submission_id","taken_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sendings_of_a_case" ON "submission_sendings" USING btree ("case_id","recorded_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "submissions_of_a_case" ON "submissions" USING btree ("case_id","made_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE POLICY "members read what a report covers" ON "report_windows" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());--> statement-breakpoint
CREATE POLICY "administrators say what a report covers" ON "report_windows" AS PERMISSIVE FOR ALL TO "plenary_app" USING (org_id = app.org() and app.role() = 'administrator') WITH CHECK (org_id = app.org() and app.role() = 'administrator');--> statement-breakpoint
CREATE POLICY "members read where submissions go" ON "submission_addresses" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());--> statement-breakpoint
CREATE POLICY "administrators say where submissions go" ON "submission_addresses" AS PERMISSIVE FOR ALL TO "plenary_app" USING (org_id = app.org() and app.role() = 'administrator') WITH CHECK (org_id = app.org() and app.role() = 'administrator');--> statement-breakpoint
CREATE POLICY "the team knows who took a submission along" ON "submission_copies" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = submission_copies.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "who edits a case keeps a draft about it" ON "submission_drafts" AS PERMISSIVE FOR ALL TO "plenary_app" USING (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = submission_drafts.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = submission_drafts.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team knows what was sent" ON "submission_sendings" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = submission_sendings.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "the team of a case reads its submissions" ON "submissions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = submissions.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
ALTER POLICY "the log is as readable as what it tells of" ON "audit_log" TO plenary_app USING (case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when subject = 'imports' then exists (select 1 from imports i where i.id = subject_id::uuid)
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures',
      'submissions', 'submission_drafts', 'submission_copies', 'submission_sendings')
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
-- The scopes of consent that a submission rests on and speaks of: OHCHR does not act without the first.
create function app.submission_scopes(of_kind text) returns text[]
language sql immutable
set search_path = pg_catalog
as $$
  select case of_kind when 'report' then array['contact_ohchr', 'public_un_report']
    else array['contact_ohchr', 'letter_to_government', 'public_un_report'] end
$$;
--> statement-breakpoint
-- The newest answer of each defender of a case for each of these scopes, and what it is worth today: 0 nothing, 1 without
-- names, 2 by name. Silence, a withdrawal and an answer that ran out are a no, and nothing is told of them.
create function app.submission_consent(of_case uuid, of_kind text)
  returns table (defender_id uuid, scope text, level integer, told jsonb)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select d.id, s.scope, coalesce(a.level, 0),
    case when a.level is null then jsonb_build_object('scope', s.scope, 'answer', null)
      else jsonb_build_object('scope', s.scope, 'answer', a.answer, 'by', a.given_by, 'on', a.obtained_on,
        'until', a.obtained_until, 'precision', a.obtained_precision, 'language', a.language, 'validUntil', a.valid_until,
        'risks', a.risks_explained) end
  from defenders d
  cross join unnest(app.submission_scopes(of_kind)) as s(scope)
  left join lateral (
    select c.*, case when c.withdrawn_at is null and (c.valid_until is null or c.valid_until >= current_date)
        then case c.answer when 'yes' then 2 when 'anonymous' then 1 else 0 end end as level
      from consents c
     where c.case_id = of_case and c.defender_id = d.id and c.scope = s.scope
     order by c.recorded_at desc, c.id desc limit 1) a on true
  where d.case_id = of_case
$$;
--> statement-breakpoint
-- What a submission is made from, for whoever writes it and edits the case, and what keeps words of it here: who is not
-- to be named to OHCHR, and who is not told of at all. What is not listed does not leave.
--
-- Who did not agree that OHCHR is contacted is not in it. Words that somebody wrote leave only where everybody who is not
-- to be named was minded when they were written: those of the case itself were written for its team, so that they leave
-- only where everybody is to be named. No name stands in it.
create function app.submission_inputs(of_draft uuid) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  d submission_drafts%rowtype;
  k cases%rowtype;
  unnamed text[];
  asked jsonb;
  said jsonb;
  people jsonb;
begin
  select x.* into d from submission_drafts x
  where x.id = of_draft and x.org_id = app.org() and x.created_by = app.membership()
    and app.writes_all(array[x.case_id]);
  if not found then
    return null;
  end if;
  select c.* into k from cases c where c.org_id = d.org_id and c.id = d.case_id;
  select coalesce(array_agg(c.defender_id::text order by c.defender_id), '{}') into unnamed
  from app.submission_consent(k.id, d.kind) c where c.scope = 'contact_ohchr' and c.level < 2;
  asked := jsonb_build_object('link', k.link_note, 'trigger', k.trigger, 'engagement', k.engagement_note,
    'summary', k.summary, 'currentSituation', k.current_situation);
  -- A text that was written for this paper stands in the place of that of the case, also where it may not leave.
  select coalesce(jsonb_object_agg(t.field, t.words), '{}') into said
  from (
    select f.field, case
        when d.texts -> f.field is null then case when unnamed = '{}' then coalesce(asked ->> f.field, '') else '' end
        when unnamed <@ array(select jsonb_array_elements_text(d.texts -> f.field -> 'minded'))
          then d.texts -> f.field ->> 'text'
        else '' end as words
    from unnest(array['link', 'trigger', 'engagement', 'summary', 'currentSituation', 'detention', 'remedies',
      'response', 'priorAction', 'sources', 'urgency']) as f(field)) t;
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'label',
      coalesce(nullif(btrim(p.public_labels ->> d.language), ''), p.public_label),
      'shown', case when a.level < 2 then 'label' when i.sealed is null then 'missing' else 'name' end,
      -- Tells only whether it is still the same name.
      'stamp', case when a.level = 2 then left(encode(sha256(convert_to(i.sealed, 'UTF8')), 'hex'), 16) end,
      'consent', (select jsonb_agg(c.told order by array_position(app.submission_scopes(d.kind), c.scope))
        from app.submission_consent(k.id, d.kind) c where c.defender_id = p.id))
    order by p.created_at, p.id), '[]') into people
  from defenders p
  join app.submission_consent(k.id, d.kind) a on a.defender_id = p.id and a.scope = 'contact_ohchr' and a.level >= 1
  left join defender_identities i on i.org_id = p.org_id and i.defender_id = p.id
  where p.case_id = k.id;
  return jsonb_build_object(
    'unnamed', unnamed,
    'leftOut', coalesce((select jsonb_agg(p.public_label order by p.created_at, p.id) from defenders p
      join app.submission_consent(k.id, d.kind) a on a.defender_id = p.id and a.scope = 'contact_ohchr' and a.level = 0
      where p.case_id = k.id), '[]'),
    'inputs', jsonb_build_object(
      'kind', d.kind, 'language', d.language, 'contact', d.contact,
      'day', (now() at time zone 'Europe/Zurich')::date,
      'organisation', (select o.name from organisations o where o.id = d.org_id),
      'reference', k.reference,
      'state', (select s.names ->> d.language from states s where s.code = k.country_code),
      'mandates', case when d.kind = 'report' then '[]'::jsonb else to_jsonb(d.mandates) end,
      'isFollowUp', d.is_follow_up,
      'window', case when d.kind = 'report' then (
        select jsonb_build_object('year', d.report_year, 'from', coalesce(w.opens_on, make_date(d.report_year - 1, 5, 1)),
          'to', coalesce(w.closes_on, make_date(d.report_year, 4, 30)), 'isStored', w.year is not null)
        from (select 1) one left join report_windows w on w.org_id = d.org_id and w.year = d.report_year) end,
      'people', people,
      'facts', jsonb_build_object('types', k.reprisal_types, 'perpetrators', k.perpetrator_kinds,
        'from', k.reprisal_on, 'to', k.reprisal_until, 'precision', k.reprisal_precision,
        'engagement', k.engagement_kind, 'engagementFrom', k.engagement_on, 'engagementTo', k.engagement_until,
        'engagementPrecision', k.engagement_precision, 'verification', k.verification, 'verifiedOn', k.verified_on,
        'response', k.government_response, 'sgReport', k.sg_report_reference),
      -- What an event is called was written for the team, as the words of the case were.
      'events', coalesce((
        select jsonb_agg(jsonb_build_object('kind', e.kind, 'title', case when unnamed = '{}' then e.title else '' end,
            'from', e.happened_on, 'to', e.happened_until, 'precision', e.happened_precision)
          order by e.happened_on nulls last, e.created_at, e.id)
        from case_events e
        where e.case_id = k.id and e.kind <> 'other' and e.id <> all (d.events_out)), '[]'),
      'texts', said));
end
$$;
--> statement-breakpoint
-- What the author looks at before it is made, with the hash by which they say which one they saw.
create function app.preview_submission(of_draft uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select i.put || jsonb_build_object('hash', app.hash_of(i.put -> 'inputs'))
  from (select app.submission_inputs(of_draft) as put) i where i.put is not null
$$;
--> statement-breakpoint
-- Whether everybody of whom a submission speaks still allows as much as it says that they do.
create function app.submission_is_covered(s submissions) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select not exists (
    select 1 from jsonb_array_elements(s.shown) was
    cross join lateral jsonb_each(was.value -> 'levels') l
    left join app.submission_consent(s.case_id, s.kind) c
      on c.defender_id = (was.value ->> 'defenderId')::uuid and c.scope = l.key
    where coalesce(c.level, 0) < l.value::integer)
$$;
--> statement-breakpoint
create function app.in_team_of(of_case uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from case_readers r where r.case_id = of_case and r.audience_id = app.membership()
    and r.via = 'team')
$$;
--> statement-breakpoint
-- Whether a submission can still be taken out, for the team of its case.
create function app.submission_stands(of_submission uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.withdrawn_at is null and app.submission_is_covered(s) from submissions s
  where s.id = of_submission and s.org_id = app.org() and app.in_team_of(s.case_id)
$$;
--> statement-breakpoint
-- A letter makes a State hear of the case, through the United Nations: the first time, a second person agrees, as with
-- briefs. A submission for the report goes to no State.
create function app.submission_waits(s submissions) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.kind <> 'report' and s.second_at is null and not app.was_shown_to_a_state(s.case_id)
    and not exists (select 1 from submissions o where o.case_id = s.case_id and o.second_at is not null)
$$;
--> statement-breakpoint
create function app.submission_is_held(of_submission uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.submission_waits(s) from submissions s
  where s.id = of_submission and s.org_id = app.org() and app.in_team_of(s.case_id)
$$;
--> statement-breakpoint
-- Makes a submission of a draft, of exactly what its author looked at, with the names that go into its files sealed by the
-- application. The same pressed twice is the same submission.
create function app.make_submission(of_draft uuid, seen_hash text, made_with text, sealed_names text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  made constant uuid := app.uuidv7();
  d submission_drafts%rowtype;
  inputs jsonb;
  before uuid;
begin
  select x.* into d from submission_drafts x where x.id = of_draft for update;
  -- A change of consent takes the case first, so that the two never pass each other unseen.
  perform 1 from cases c where c.id = d.case_id for key share;
  inputs := app.submission_inputs(of_draft) -> 'inputs';
  if inputs is null then
    raise exception 'for the editors of its case' using errcode = '42501';
  end if;
  if app.hash_of(inputs) is distinct from seen_hash then
    raise exception 'what it is made from changed' using errcode = 'PL003';
  end if;
  if inputs -> 'people' = '[]' then
    raise exception 'nobody agreed that OHCHR is contacted' using errcode = 'PL001';
  end if;
  if btrim(inputs -> 'texts' ->> 'link') = '' then
    raise exception 'no link to cooperation, no reprisal' using errcode = 'PL004';
  end if;
  if d.kind <> 'report' and inputs -> 'mandates' = '[]' then
    raise exception 'a letter is addressed to somebody' using errcode = 'PL004';
  end if;
  if sealed_names !~ '^v1\.' then
    raise exception 'names are sealed' using errcode = 'PL004';
  end if;
  select s.id into before from submissions s where s.org_id = d.org_id and s.case_id = d.case_id
    and s.made_by = d.created_by and s.hash = seen_hash and s.generator = made_with and s.withdrawn_at is null;
  if found then
    return before;
  end if;
  insert into submissions (org_id, id, case_id, kind, language, inputs, hash, names, shown, generator, made_by)
  values (d.org_id, made, d.case_id, d.kind, d.language, inputs, seen_hash, sealed_names,
    (select jsonb_agg(jsonb_build_object('defenderId', p.value ->> 'id', 'levels',
        (select jsonb_object_agg(c.scope, c.level) from app.submission_consent(d.case_id, d.kind) c
          where c.defender_id = (p.value ->> 'id')::uuid)))
      from jsonb_array_elements(inputs -> 'people') p),
    made_with, d.created_by);
  return made;
end
$$;
--> statement-breakpoint
-- What a submission is made from and its sealed names, for a file: the only way to them. That it was taken along is noted
-- in the same step, and so is each identity that stands in it; there is nothing where consent covers it no more.
create function app.take_out_submission(of_submission uuid, as_kind text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s submissions%rowtype;
begin
  if as_kind is null or as_kind not in ('pdf', 'docx', 'html', 'txt') then
    raise exception 'a submission leaves as a paper' using errcode = 'PL004';
  end if;
  select x.* into s from submissions x where x.id = of_submission and app.submission_stands(x.id);
  if not found then
    return null;
  end if;
  insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, submission_id, channel, naming, rows,
    person_id)
  values (s.org_id, s.case_id, 'submission', 'un', app.org(), s.id, as_kind,
    case when s.inputs -> 'people' @> '[{"shown": "name"}]' then 'person' else 'situation' end, 1, app.person());
  perform app.record_identity_read(s.case_id, (p.value ->> 'id')::uuid)
  from jsonb_array_elements(s.inputs -> 'people') p where p.value ->> 'shown' = 'name';
  return jsonb_build_object('inputs', s.inputs, 'hash', s.hash, 'names', s.names, 'orgId', s.org_id,
    'caseId', s.case_id, 'isOwn', app.submission_waits(s));
end
$$;
--> statement-breakpoint
-- Keeps the hash of a file that is handed out now, so that it can be said which one was sent. False where it was closed
-- meanwhile, or is not to be handed out as it was made.
create function app.note_submission_copy(of_submission uuid, as_kind text, of_file text, as_own boolean) returns boolean
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  with noted as (
    insert into submission_copies (org_id, case_id, submission_id, format, hash, is_own, taken_by)
    select s.org_id, s.case_id, s.id, as_kind, of_file, as_own, app.membership() from submissions s
    where s.id = of_submission and app.submission_stands(s.id) and as_own = app.submission_waits(s)
    returning 1)
  select exists (select 1 from noted)
$$;
--> statement-breakpoint
-- Records that a file was sent: one that was taken along, and not an own copy. Also where it was closed since: what went
-- out is known. The note of what left is written in the same step.
create function app.record_sending(as_id uuid, of_copy uuid, to_address text, by_channel text, on_day date) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  c submission_copies%rowtype;
  named boolean;
begin
  select x.* into c from submission_copies x
  where x.id = of_copy and x.org_id = app.org() and app.writes_all(array[x.case_id]);
  if not found then
    raise exception 'for the editors of its case' using errcode = '42501';
  end if;
  if c.is_own or btrim(to_address) = '' or length(to_address) > 600 or on_day is null
     or on_day > (now() at time zone 'Europe/Zurich')::date + 1
     or on_day < (c.taken_at at time zone 'Europe/Zurich')::date - 1 then
    raise exception 'a file that was taken along, an address, and a day since' using errcode = 'PL004';
  end if;
  select s.inputs -> 'people' @> '[{"shown": "name"}]' into named from submissions s where s.id = c.submission_id;
  insert into submission_sendings (org_id, id, case_id, submission_id, format, hash, address, channel, sent_on,
    recorded_by)
  values (c.org_id, as_id, c.case_id, c.submission_id, c.format, c.hash, btrim(to_address), by_channel, on_day,
    app.membership());
  insert into disclosures (org_id, case_id, kind, audience, recipient, submission_id, channel, naming, rows, person_id)
  values (c.org_id, c.case_id, 'submission', 'un', btrim(to_address), c.submission_id, by_channel,
    case when named then 'person' else 'situation' end, 1, app.person());
end
$$;
--> statement-breakpoint
-- Closes it for good, by hand: for those who edit its case.
create function app.close_submission(of_submission uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform 1 from submissions s where s.id = of_submission and s.org_id = app.org() and app.writes_all(array[s.case_id])
    for update;
  if not found then
    raise exception 'for the editors of its case' using errcode = '42501';
  end if;
  update submissions s set withdrawn_at = clock_timestamp(), withdrawn_by = app.membership()
   where s.id = of_submission and s.withdrawn_at is null;
end
$$;
--> statement-breakpoint
-- Somebody else who edits its case agrees that the State concerned hears of it. Pressed twice it stays as it is.
create function app.second_submission(of_submission uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s submissions%rowtype;
begin
  select x.* into s from submissions x
  where x.id = of_submission and app.submission_stands(x.id) and app.writes_all(array[x.case_id]) for update of x;
  if not found or s.made_by = app.membership() then
    raise exception 'for somebody else who edits its cases' using errcode = '42501';
  end if;
  update submissions x set second_by = app.membership(), second_at = clock_timestamp()
   where x.id = of_submission and x.second_at is null and app.submission_waits(s);
end
$$;
--> statement-breakpoint
create function app.keep_submissions() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.withdrawn_at is not null
     or (old.second_at is not null and (new.second_by, new.second_at) is distinct from (old.second_by, old.second_at))
     or to_jsonb(new) - '{withdrawn_at,withdrawn_by,second_by,second_at}'::text[]
       is distinct from to_jsonb(old) - '{withdrawn_at,withdrawn_by,second_by,second_at}'::text[] then
    raise exception 'a submission is never changed' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- Withdrawn consent closes what rests on it, in the same transaction.
create function app.close_uncovered_submissions() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update submissions s set withdrawn_at = clock_timestamp()
   where s.withdrawn_at is null and s.case_id = new.case_id and not app.submission_is_covered(s);
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.submission_scopes(text), app.submission_consent(uuid, text), app.submission_inputs(uuid),
  app.preview_submission(uuid), app.submission_is_covered(submissions), app.in_team_of(uuid),
  app.submission_stands(uuid), app.submission_waits(submissions), app.submission_is_held(uuid),
  app.make_submission(uuid, text, text, text), app.take_out_submission(uuid, text),
  app.note_submission_copy(uuid, text, text, boolean), app.record_sending(uuid, uuid, text, text, date),
  app.close_submission(uuid), app.second_submission(uuid), app.keep_submissions(),
  app.close_uncovered_submissions() from public;
--> statement-breakpoint
grant execute on function app.preview_submission(uuid), app.submission_stands(uuid), app.submission_is_held(uuid),
  app.make_submission(uuid, text, text, text), app.take_out_submission(uuid, text),
  app.note_submission_copy(uuid, text, text, boolean), app.record_sending(uuid, uuid, text, text, date),
  app.close_submission(uuid), app.second_submission(uuid) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
  t text;
begin
  foreach t in array array['submission_drafts', 'submissions', 'submission_copies', 'submission_sendings',
    'submission_addresses', 'report_windows'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit(), app.keep_submissions(), app.close_uncovered_submissions()
    to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update on submissions for each row
    execute function app.audit('kind,language,withdrawn_at', 'id');
  create trigger audit after insert or delete on submission_drafts for each row
    execute function app.audit('kind,language', 'id');
  create trigger audit after insert on submission_copies for each row
    execute function app.audit('format,is_own', 'id');
  create trigger audit after insert on submission_sendings for each row
    execute function app.audit('channel,sent_on', 'id');
  create trigger audit after insert or update on submission_addresses for each row
    execute function app.audit('purpose', 'purpose');
  create trigger audit after insert or update or delete on report_windows for each row
    execute function app.audit('year,opens_on,closes_on', 'year');
  create trigger keep before update on submissions for each row execute function app.keep_submissions();
  create trigger copies_stay before update on submission_copies for each statement execute function app.refuse_change();
  create trigger sendings_stay before update on submission_sendings
    for each statement execute function app.refuse_change();
  create trigger z_close_submissions after insert or update on consents
    for each row execute function app.close_uncovered_submissions();
end
$$;
--> statement-breakpoint
grant select, insert, update, delete on submission_drafts, report_windows to plenary_app;
--> statement-breakpoint
grant select, insert, update on submission_addresses to plenary_app;
--> statement-breakpoint
grant select on submission_copies, submission_sendings to plenary_app;
--> statement-breakpoint
-- What it is made from and the names are handed out by the function above alone.
grant select (org_id, id, case_id, kind, language, hash, shown, generator, made_by, made_at, withdrawn_at, withdrawn_by,
  second_by, second_at) on submissions to plenary_app;
