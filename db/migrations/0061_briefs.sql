CREATE TABLE "brief_drafts" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"kind" text DEFAULT 'pre_session' NOT NULL,
	"session_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"case_ids" uuid[] DEFAULT '{}' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"ask" text DEFAULT '' NOT NULL,
	"wordings" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brief_drafts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "brief_draft_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "one_draft_for_a_review" UNIQUE("org_id","created_by","kind","session_id","state_code"),
	CONSTRAINT "a_known_draft_kind" CHECK (kind is null or kind in ('pre_session')),
	CONSTRAINT "a_known_draft_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
	CONSTRAINT "a_draft_of_some_length" CHECK (length(ask) <= 600 and length(contact) <= 400 and length(wordings::text) <= 20000)
);
--> statement-breakpoint
ALTER TABLE "brief_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "briefs" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"session_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"case_ids" uuid[] NOT NULL,
	"audience" text NOT NULL,
	"language" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"hash" text NOT NULL,
	"shown" jsonb NOT NULL,
	"generator" text NOT NULL,
	"reader_confirmed" boolean NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "briefs_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "brief_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "a_known_brief_kind" CHECK (kind is null or kind in ('pre_session')),
	CONSTRAINT "a_known_brief_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
	CONSTRAINT "a_public_brief" CHECK (audience = 'public' and reader_confirmed),
	CONSTRAINT "a_brief_of_something" CHECK (cardinality(case_ids) > 0),
	CONSTRAINT "a_brief_has_its_hash" CHECK (hash ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "briefs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "brief_id" uuid;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "brief_drafts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "brief_drafts_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "brief_drafts_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "brief_drafted_by_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brief_drafts_of_a_case" ON "brief_drafts" USING gin ("case_ids");--> statement-breakpoint
CREATE INDEX "briefs_of_an_organisation" ON "briefs" USING btree ("org_id","made_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "briefs_of_a_case" ON "briefs" USING gin ("case_ids");--> statement-breakpoint
CREATE POLICY "who writes a brief keeps its draft" ON "brief_drafts" AS PERMISSIVE FOR ALL TO "plenary_app" USING (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from sessions s where s.id = brief_drafts.session_id));--> statement-breakpoint
CREATE POLICY "colleagues who read all its cases read a brief" ON "briefs" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (briefs.org_id = app.org() and not exists (select 1 from unnest(briefs.case_ids) as mentioned(case_id) where not exists (select 1 from case_readers r where r.case_id = mentioned.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What of a case may be told in public, as paper needs it: what it is about where everybody agreed to be spoken of, words
-- that somebody wrote only where everybody may be named. What is not listed here does not leave.
create function app.told_in_public(k cases) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object(
    'situation', case when r.everyone >= 1 then jsonb_build_object('title', k.title,
      'types', k.reprisal_types, 'perpetrators', k.perpetrator_kinds, 'from', k.reprisal_on, 'to', k.reprisal_until,
      'precision', k.reprisal_precision, 'engagement', k.engagement_kind, 'verification', k.verification,
      'response', k.government_response, 'sgReport', k.sg_report_reference) end,
    'words', case when r.everyone = 2 then jsonb_build_object('summary', k.summary,
      'link', k.link_note, 'trigger', k.trigger, 'currentSituation', k.current_situation) end)
  from app.consent_reach(array[k.id], array['upr'], array[null]::text[]) r
$$;
--> statement-breakpoint
-- As in 0058.
create or replace function app.take_out_summary(of_case uuid, as_kind text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  k cases%rowtype;
  told jsonb;
begin
  if as_kind is null or as_kind not in ('pdf', 'docx', 'html', 'txt') then
    raise exception 'a summary leaves as a paper' using errcode = 'PL004';
  end if;
  select c.* into k from cases c
  where c.id = of_case and exists (select 1 from case_readers r where r.case_id = c.id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date));
  if not found then
    return null;
  end if;
  told := app.told_in_public(k);
  insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, rows, person_id)
  values (k.org_id, k.id, 'export', as_kind, app.org(),
    case when told ->> 'words' is not null then 'person' when told ->> 'situation' is not null then 'situation'
      else 'country' end, 1, app.person());
  return jsonb_build_object('reference', k.reference, 'countryCode', k.country_code,
      'organisation', (select o.name from organisations o where o.id = k.org_id),
      'recipient', (select o.name from organisations o where o.id = app.org())) || told;
end
$$;
--> statement-breakpoint
-- Everything that the paper of a draft is made from, for its author, who must edit each case: what was typed for it, the
-- cases as far as they may be told in public, the public record on the State under review, and who agreed where the State
-- lets that be said in public. Null where there is no such draft.
create function app.brief_inputs(of_draft uuid) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  d brief_drafts%rowtype;
begin
  select b.* into d from brief_drafts b
  where b.id = of_draft and b.org_id = app.org() and b.created_by = app.membership()
    and app.role() in ('administrator', 'advocate')
    and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
      where not exists (select 1 from cases k
        join case_readers r on r.case_id = k.id and r.audience_id = app.membership() and r.level in ('lead', 'edit')
        where k.id = mentioned.case_id and k.org_id = b.org_id and k.country_code = b.state_code));
  if not found then
    return null;
  end if;
  return jsonb_build_object(
    'kind', d.kind, 'language', d.language, 'ask', d.ask, 'wordings', d.wordings, 'contact', d.contact,
    'day', (now() at time zone 'Europe/Zurich')::date,
    'organisation', (select o.name from organisations o where o.id = d.org_id),
    'state', (select s.names ->> d.language from states s where s.code = d.state_code),
    'session', (select jsonb_build_object('kind', s.kind, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
      'precision', case when s.date_precision in ('day', 'month', 'year') then s.date_precision else 'unknown' end)
      from sessions s where s.id = d.session_id),
    'cases', coalesce((
      select jsonb_agg(jsonb_build_object('id', k.id, 'reference', k.reference, 'people', case
          when told.is ->> 'situation' is null then '[]'::jsonb
          else (select coalesce(jsonb_agg(coalesce(nullif(btrim(p.public_labels ->> d.language), ''), p.public_label)
            order by p.created_at, p.id), '[]') from defenders p where p.case_id = k.id) end) || told.is order by mentioned.place)
      from unnest(d.case_ids) with ordinality as mentioned(case_id, place)
      join cases k on k.id = mentioned.case_id
      cross join lateral (select app.told_in_public(k) as is) told), '[]'),
    'agreed', coalesce((
      select jsonb_agg(distinct s.names ->> d.language)
      from commitments c join states s on s.code = c.state_code
      where c.case_id = any (d.case_ids) and c.session_id = d.session_id and c.state_code <> d.state_code
        and c.stage = 'agreed' and c.closed_as is null and c.word >= 2
        and c.confidentiality = 'public' and c.visibility <> 'team'
        and app.may_name(c.case_id, 'situation', 'upr', null)), '[]'),
    -- Entries that name people stay out: nobody of them was asked here.
    'record', coalesce((
      select jsonb_agg(jsonb_build_object('group', e.group_key, 'state', s.names ->> d.language, 'type', e.type,
        'body', e.body, 'date', e.date, 'precision', e.date_precision, 'description', e.description,
        'document', e.document, 'confidence', e.confidence, 'sources', e.sources)
        order by e.date desc nulls last, e.group_key, e.state_code)
      from record_entries e join states s on s.code = e.state_code
      where d.state_code = any (e.countries_concerned) and e.state_code <> d.state_code and e.retired_at is null
        and not e.names_cases), '[]'));
end
$$;
--> statement-breakpoint
create function app.hash_of(inputs jsonb) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select encode(sha256(convert_to(inputs::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- What the author looks at before it is made, with the hash by which they say which one they saw.
create function app.preview_brief(of_draft uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object('inputs', i.inputs, 'hash', app.hash_of(i.inputs))
  from (select app.brief_inputs(of_draft) as inputs) i where i.inputs is not null
$$;
--> statement-breakpoint
-- Whether everybody whom a brief speaks of still agrees to what it tells of them.
create function app.brief_is_covered(brief briefs) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select not exists (
    select 1 from jsonb_array_elements(brief.shown) was
    left join app.shown_people((was.value ->> 'caseId')::uuid, brief.audience) s
      on s.defender_id = (was.value ->> 'defenderId')::uuid
    where coalesce(s.shown, 'missing') = 'missing' or (was.value ->> 'shown' = 'name' and s.shown <> 'name'))
$$;
--> statement-breakpoint
create function app.reads_all(of_cases uuid[]) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select not exists (select 1 from unnest(of_cases) as mentioned(case_id)
    where not exists (select 1 from case_readers r where r.case_id = mentioned.case_id
      and r.audience_id in (app.org(), app.membership())
      and (r.valid_until is null or r.valid_until >= current_date)))
$$;
--> statement-breakpoint
-- Whether a brief can still be taken out, for whoever reads it.
create function app.brief_stands(of_brief uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select b.withdrawn_at is null and app.brief_is_covered(b) from briefs b
  where b.id = of_brief and b.org_id = app.org() and app.reads_all(b.case_ids)
$$;
--> statement-breakpoint
-- Makes a brief of a draft, of exactly what its author looked at. The same pressed twice is the same brief.
create function app.make_brief(of_draft uuid, seen_hash text, made_with text, reader_confirmed boolean) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  made constant uuid := app.uuidv7();
  inputs jsonb;
  d brief_drafts%rowtype;
  before uuid;
begin
  select b.* into d from brief_drafts b where b.id = of_draft for update;
  inputs := app.brief_inputs(of_draft);
  if inputs is null then
    raise exception 'for the editors of its cases' using errcode = '42501';
  end if;
  if app.hash_of(inputs) is distinct from seen_hash then
    raise exception 'what it is made from changed' using errcode = 'PL003';
  end if;
  if reader_confirmed is not true then
    raise exception 'the State under review may read it' using errcode = 'PL004';
  end if;
  if inputs -> 'cases' = '[]' or btrim(d.ask) = '' then
    raise exception 'a brief asks for something on a case' using errcode = 'PL004';
  end if;
  if exists (select 1 from jsonb_array_elements(inputs -> 'cases') c where c.value ->> 'situation' is null) then
    raise exception 'consent does not cover this brief' using errcode = 'PL001';
  end if;
  select b.id into before from briefs b where b.org_id = d.org_id and b.made_by = d.created_by and b.hash = seen_hash
    and b.generator = made_with and b.withdrawn_at is null;
  if found then
    return before;
  end if;
  insert into briefs (org_id, id, kind, session_id, state_code, case_ids, audience, language, inputs, hash, shown,
    generator, reader_confirmed, made_by)
  values (d.org_id, made, d.kind, d.session_id, d.state_code, d.case_ids, 'public', d.language, inputs, seen_hash,
    (select jsonb_agg(jsonb_build_object('caseId', c.value ->> 'id', 'defenderId', s.defender_id,
        'shown', case when c.value ->> 'words' is null then 'label' else 'name' end))
      from jsonb_array_elements(inputs -> 'cases') c
      cross join lateral app.shown_people((c.value ->> 'id')::uuid, 'public') s),
    made_with, true, d.created_by);
  return made;
end
$$;
--> statement-breakpoint
-- What a brief is made from, for a file: the only way to it. It is noted with each case in the same step, and there is
-- nothing where somebody whom it speaks of no longer agrees.
create function app.take_out_brief(of_brief uuid, as_kind text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
begin
  if as_kind is null or as_kind not in ('pdf', 'docx', 'html', 'txt') then
    raise exception 'a brief leaves as a paper' using errcode = 'PL004';
  end if;
  select x.* into b from briefs x where x.id = of_brief and app.brief_stands(x.id);
  if not found then
    return null;
  end if;
  insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, brief_id, channel, naming, rows, person_id)
  select b.org_id, (c.value ->> 'id')::uuid, 'brief', b.audience, app.org(), b.id, as_kind,
    case when c.value ->> 'words' is null then 'situation' else 'person' end, 1, app.person()
  from jsonb_array_elements(b.inputs -> 'cases') c;
  return b.inputs;
end
$$;
--> statement-breakpoint
-- A brief stays as it was made; all that can become of it is that it is closed, for good.
create function app.keep_briefs() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null
     or to_jsonb(new) - 'withdrawn_at' is distinct from to_jsonb(old) - 'withdrawn_at' then
    raise exception 'a brief is never changed' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- Withdrawn consent closes what rests on it, in the same transaction.
create function app.close_uncovered_briefs() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update briefs b set withdrawn_at = clock_timestamp()
   where b.withdrawn_at is null and b.case_ids @> array[new.case_id] and not app.brief_is_covered(b);
  return null;
end
$$;
--> statement-breakpoint
-- What was written and made of a case goes with it.
create function app.remove_briefs_of_case() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  delete from briefs b where b.case_ids @> array[old.id];
  delete from brief_drafts b where b.case_ids @> array[old.id];
  return null;
end
$$;
--> statement-breakpoint
-- As in 0048; a session of which there is a brief stays with it.
create or replace function app.remove_example() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  mine constant uuid := app.org();
  -- The demonstration's own people stay on in an emptied organisation; colleagues lent to a real one go.
  is_demonstration boolean;
begin
  select is_example into is_demonstration from organisations where id = mine;
  if mine is null or app.role() is distinct from 'administrator' then
    raise exception 'administrators remove the example' using errcode = '42501';
  end if;
  delete from interventions where org_id = mine and is_example;
  delete from cases where org_id = mine and is_example;
  delete from cautions where org_id = mine and is_example;
  delete from mission_contacts where org_id = mine and is_example;
  -- What its charts say goes with its figures.
  delete from chart_texts t using sessions s where t.org_id = mine and s.id = t.session_id and s.org_id = mine
    and s.is_example;
  delete from sessions s where s.org_id = mine and s.is_example
    and not exists (select 1 from commitments c where c.session_id = s.id)
    and not exists (select 1 from interventions i where i.session_id = s.id)
    and not exists (select 1 from speakers l where l.session_id = s.id)
    and not exists (select 1 from session_tasks t where t.session_id = s.id)
    and not exists (select 1 from session_deadlines d where d.session_id = s.id)
    and not exists (select 1 from case_events e where e.session_id = s.id)
    and not exists (select 1 from brief_drafts d where d.session_id = s.id)
    and not exists (select 1 from briefs b where b.session_id = s.id);
  update organisations set has_example = false, is_example = false where id = mine;
  if not exists (select 1 from organisations where has_example) then
    delete from interventions where org_id in (select id from organisations where is_example);
    delete from cases where org_id in (select id from organisations where is_example);
    delete from organisations where is_example;
    delete from people p where p.is_example and p.id <> app.person()
      and not (is_demonstration and exists (
        select 1 from memberships m where m.person_id = p.id and m.org_id = mine));
  end if;
end
$$;
--> statement-breakpoint
revoke all on function app.told_in_public(cases), app.brief_inputs(uuid), app.hash_of(jsonb), app.preview_brief(uuid),
  app.brief_is_covered(briefs), app.reads_all(uuid[]), app.brief_stands(uuid), app.make_brief(uuid, text, text, boolean),
  app.take_out_brief(uuid, text), app.keep_briefs(), app.close_uncovered_briefs(), app.remove_briefs_of_case() from public;
--> statement-breakpoint
grant execute on function app.preview_brief(uuid), app.brief_stands(uuid), app.make_brief(uuid, text, text, boolean),
  app.take_out_brief(uuid, text) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
  t text;
begin
  foreach t in array array['brief_drafts', 'briefs'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit(), app.keep_briefs(), app.close_uncovered_briefs(),
    app.remove_briefs_of_case() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update on briefs for each row
    execute function app.audit('kind,language,withdrawn_at', 'id');
  create trigger audit after insert or delete on brief_drafts for each row
    execute function app.audit('kind,language', 'id');
  create trigger keep before update on briefs for each row execute function app.keep_briefs();
  create trigger z_close_briefs after insert or update on consents
    for each row execute function app.close_uncovered_briefs();
  create trigger z_remove_briefs after delete on cases for each row execute function app.remove_briefs_of_case();
end
$$;
--> statement-breakpoint
grant select, insert, update on brief_drafts to plenary_app;
--> statement-breakpoint
-- What it is made from is handed out by the function above alone.
grant select (org_id, id, kind, session_id, state_code, case_ids, audience, language, hash, shown, generator,
  reader_confirmed, made_by, made_at, withdrawn_at) on briefs to plenary_app;
