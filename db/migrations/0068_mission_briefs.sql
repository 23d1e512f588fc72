ALTER TABLE "brief_drafts" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "saved_by" uuid;
--> statement-breakpoint
ALTER TABLE "brief_drafts" DROP CONSTRAINT "a_known_draft_kind";--> statement-breakpoint
ALTER TABLE "briefs" DROP CONSTRAINT "a_public_brief";--> statement-breakpoint
ALTER TABLE "briefs" DROP CONSTRAINT "a_known_brief_kind";--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "a_known_draft_kind" CHECK (kind is null or kind in ('pre_session', 'mission'));--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_brief_for_its_readers" CHECK (reader_confirmed and audience = case kind when 'mission' then 'missions' else 'public' end);--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_known_brief_kind" CHECK (kind is null or kind in ('pre_session', 'mission'));--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What of a case may be told where everybody agreed at least so far: 1 to be spoken of, 2 to be named. What is not listed
-- here does not leave.
create function app.told_of_case(k cases, everyone integer) returns jsonb
language sql immutable
set search_path = pg_catalog, public
as $$
  select jsonb_build_object(
    'situation', case when everyone >= 1 then jsonb_build_object('title', k.title,
      'types', k.reprisal_types, 'perpetrators', k.perpetrator_kinds, 'from', k.reprisal_on, 'to', k.reprisal_until,
      'precision', k.reprisal_precision, 'engagement', k.engagement_kind, 'verification', k.verification,
      'response', k.government_response, 'sgReport', k.sg_report_reference) end,
    'words', case when everyone = 2 then jsonb_build_object('summary', k.summary,
      'link', k.link_note, 'trigger', k.trigger, 'currentSituation', k.current_situation) end)
$$;
--> statement-breakpoint
-- As in 0061, from the one list.
create or replace function app.told_in_public(k cases) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.told_of_case(k, r.everyone) from app.consent_reach(array[k.id], array['upr'], array[null]::text[]) r
$$;
--> statement-breakpoint
-- How each person of a case appears to the mission of one State. What somebody answered for that State goes before what
-- they answered for talks with States at large, whichever of the two allows more; an answer that was withdrawn or has
-- ended is a no.
create function app.shown_to_mission(of_case uuid, of_state text)
  returns table (defender_id uuid, label text, shown text)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select d.id, d.public_label, case coalesce(answered.level, 0) when 2 then 'name' when 1 then 'label' else 'missing' end
  from defenders d
  left join lateral (
    select case when c.withdrawn_at is not null or c.valid_until < current_date then 0
        else case c.answer when 'yes' then 2 when 'anonymous' then 1 else 0 end end as level
      from consents c
     where c.case_id = of_case and c.defender_id = d.id
       and (c.scope = 'bilateral' or (c.scope = 'share_with_mission' and c.target_state_code = of_state))
     order by c.scope = 'share_with_mission' desc, c.recorded_at desc, c.id desc limit 1) answered on true
  where d.case_id = of_case
$$;
--> statement-breakpoint
create function app.told_to_mission(k cases, of_state text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.told_of_case(k, coalesce(min(case s.shown when 'name' then 2 when 'label' then 1 else 0 end), 0))
  from app.shown_to_mission(k.id, of_state) s
$$;
--> statement-breakpoint
-- For the editors of these cases: how far each may be told to the mission of a State, and whom to ask where it may not.
create function app.mission_consent(of_cases uuid[], of_state text)
  returns table (case_id uuid, everyone integer, ask text[])
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select k.id, coalesce(min(case s.shown when 'name' then 2 when 'label' then 1 else 0 end), 0),
    coalesce(array_agg(s.label order by s.label) filter (where s.shown = 'missing'), '{}')
  from cases k
  join case_readers r on r.case_id = k.id and r.audience_id = app.membership() and r.level in ('lead', 'edit')
  left join lateral app.shown_to_mission(k.id, of_state) s on true
  where k.id = any (of_cases)
  group by k.id
$$;
--> statement-breakpoint
-- What a State said of these cases before, as it is kept: when, how far it named anybody, and how well that is evidenced.
-- Its words and where they stand are told only where they are on an official record or the State's own, everybody may be
-- named to its mission, and no other case was raised with them. What it said in confidence is not told at all.
create function app.said_before(of_cases uuid[], by_state text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(jsonb_agg(jsonb_build_object('date', i.said_on, 'until', i.said_until, 'precision', i.said_precision,
      'naming', i.naming, 'grade', best.grade) || case when about.is_open and best.grade in ('A', 'B')
        then jsonb_build_object('quote', best.quote, 'document', best.symbol, 'source', best.source_url) else '{}' end
    order by i.said_on desc nulls last, i.id), '[]')
  from interventions i
  cross join lateral (
    select bool_or(k.id = any (of_cases)) as is_about,
      bool_and(k.id = any (of_cases) and told.is ->> 'words' is not null) as is_open,
      coalesce(bool_and(told.is ->> 'situation' is not null) filter (where k.id = any (of_cases)), false) as is_told
    from intervention_cases ic join cases k on k.id = ic.case_id
    cross join lateral (select app.told_to_mission(k, by_state) as is) told
    where ic.intervention_id = i.id) about
  left join lateral (select e.grade, e.quote, e.symbol, e.source_url from evidence e
    where e.intervention_id = i.id order by e.grade, e.created_at, e.id limit 1) best on true
  where about.is_about and about.is_told and i.forum <> 'bilateral'
    and i.id in (select ic.intervention_id from intervention_cases ic where ic.case_id = any (of_cases))
    and exists (select 1 from intervention_states st where st.intervention_id = i.id and st.state_code = by_state)
$$;
--> statement-breakpoint
-- As in 0066, and for the mission of a State: about cases of other countries, as far as that mission may be told, with
-- what that State said before. What a pre-session brief is made from is what it was.
create or replace function app.brief_inputs(of_draft uuid) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  d brief_drafts%rowtype;
  countries text[];
begin
  select b.* into d from brief_drafts b
  where b.id = of_draft and b.org_id = app.org() and b.created_by = app.membership()
    and app.role() in ('administrator', 'advocate')
    and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
      where not exists (select 1 from cases k
        join case_readers r on r.case_id = k.id and r.audience_id = app.membership() and r.level in ('lead', 'edit')
        where k.id = mentioned.case_id and k.org_id = b.org_id
          and (k.country_code = b.state_code) = (b.kind = 'pre_session')));
  if not found then
    return null;
  end if;
  select coalesce(array_agg(distinct k.country_code), '{}') into countries from cases k where k.id = any (d.case_ids);
  return jsonb_build_object(
    'kind', d.kind, 'language', d.language, 'ask', d.ask, 'wordings', d.wordings, 'contact', d.contact,
    'parts', d.parts,
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
            order by p.created_at, p.id), '[]') from defenders p where p.case_id = k.id) end,
          -- Where its words may be told: what is to stand in their place.
          'edited', case when told.is ->> 'words' is null then '{}'::jsonb
            else (select coalesce(jsonb_object_agg(e.key, e.value -> 'text'), '{}')
              from jsonb_each(d.edits -> k.id::text) e where told.is -> 'words' ? e.key) end) || told.is order by mentioned.place)
      from unnest(d.case_ids) with ordinality as mentioned(case_id, place)
      join cases k on k.id = mentioned.case_id
      cross join lateral (select case d.kind when 'mission' then app.told_to_mission(k, d.state_code)
        else app.told_in_public(k) end as is) told), '[]'),
    'agreed', coalesce((
      select jsonb_agg(distinct s.names ->> d.language)
      from commitments c join states s on s.code = c.state_code
      where d.kind = 'pre_session' and c.case_id = any (d.case_ids) and c.session_id = d.session_id
        and c.state_code <> d.state_code
        and c.stage = 'agreed' and c.closed_as is null and c.word >= 2
        and c.confidentiality = 'public' and c.visibility <> 'team'
        and app.may_name(c.case_id, 'situation', 'upr', null)), '[]'),
    -- Entries that name people stay out: nobody of them was asked here.
    'record', coalesce((
      select jsonb_agg(jsonb_build_object('group', e.group_key, 'state', s.names ->> d.language, 'type', e.type,
        'body', e.body, 'date', e.date, 'precision', e.date_precision, 'description', e.description,
        'document', e.document, 'confidence', e.confidence, 'sources', e.sources)
          || case d.kind when 'mission' then jsonb_build_object('isThere', e.countries_concerned && countries)
            else '{}' end
        order by e.date desc nulls last, e.group_key, e.state_code)
      from record_entries e join states s on s.code = e.state_code
      where e.retired_at is null and not e.names_cases and case d.kind
        when 'mission' then e.state_code = d.state_code
        else d.state_code = any (e.countries_concerned) and e.state_code <> d.state_code end), '[]'))
    || case d.kind when 'mission' then jsonb_build_object(
      'countries', coalesce((select jsonb_agg(s.names ->> d.language order by s.code) from states s
        where s.code = any (countries)), '[]'),
      'said', app.said_before(d.case_ids, d.state_code)) else '{}' end;
end
$$;
--> statement-breakpoint
-- How each person of a case appears to the readers of a brief.
create function app.shown_in_brief(of_case uuid, for_audience text, of_state text)
  returns table (defender_id uuid, label text, shown text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.* from app.shown_to_mission(of_case, of_state) s where for_audience = 'missions'
  union all select s.* from app.shown_people(of_case, for_audience) s where for_audience <> 'missions'
$$;
--> statement-breakpoint
create or replace function app.brief_is_covered(brief briefs) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select not exists (
    select 1 from jsonb_array_elements(brief.shown) was
    left join app.shown_in_brief((was.value ->> 'caseId')::uuid, brief.audience, brief.state_code) s
      on s.defender_id = (was.value ->> 'defenderId')::uuid
    where coalesce(s.shown, 'missing') = 'missing' or (was.value ->> 'shown' = 'name' and s.shown <> 'name'))
$$;
--> statement-breakpoint
-- As in 0061, for the readers of its kind.
create or replace function app.make_brief(of_draft uuid, seen_hash text, made_with text, reader_confirmed boolean)
  returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  made constant uuid := app.uuidv7();
  inputs jsonb;
  d brief_drafts%rowtype;
  before uuid;
  readers text;
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
    raise exception 'looked at as its reader will' using errcode = 'PL004';
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
  readers := case d.kind when 'mission' then 'missions' else 'public' end;
  insert into briefs (org_id, id, kind, session_id, state_code, case_ids, audience, language, inputs, hash, shown,
    generator, reader_confirmed, made_by)
  values (d.org_id, made, d.kind, d.session_id, d.state_code, d.case_ids, readers, d.language, inputs, seen_hash,
    (select jsonb_agg(jsonb_build_object('caseId', c.value ->> 'id', 'defenderId', s.defender_id,
        'shown', case when c.value ->> 'words' is null then 'label' else 'name' end))
      from jsonb_array_elements(inputs -> 'cases') c
      cross join lateral app.shown_in_brief((c.value ->> 'id')::uuid, readers, d.state_code) s),
    made_with, true, d.created_by);
  return made;
end
$$;
--> statement-breakpoint
-- As in 0061, and notes for the mission of which State it was taken along.
create or replace function app.take_out_brief(of_brief uuid, as_kind text) returns jsonb
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
  insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, recipient_state_code, brief_id, channel,
    naming, rows, person_id)
  select b.org_id, (c.value ->> 'id')::uuid, 'brief', b.audience, app.org(),
    case when b.audience = 'missions' then b.state_code end, b.id, as_kind,
    case when c.value ->> 'words' is null then 'situation' else 'person' end, 1, app.person()
  from jsonb_array_elements(b.inputs -> 'cases') c;
  return b.inputs;
end
$$;
--> statement-breakpoint
revoke all on function app.told_of_case(cases, integer), app.shown_to_mission(uuid, text),
  app.told_to_mission(cases, text), app.mission_consent(uuid[], text), app.said_before(uuid[], text),
  app.shown_in_brief(uuid, text, text) from public;
--> statement-breakpoint
grant execute on function app.mission_consent(uuid[], text) to plenary_app;
--> statement-breakpoint
set local role none;
