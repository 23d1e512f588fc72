ALTER TABLE "brief_drafts" DROP CONSTRAINT "a_known_draft_kind";--> statement-breakpoint
ALTER TABLE "brief_drafts" DROP CONSTRAINT "a_draft_of_some_length";--> statement-breakpoint
ALTER TABLE "briefs" DROP CONSTRAINT "a_known_brief_kind";--> statement-breakpoint
ALTER TABLE "brief_drafts" ALTER COLUMN "state_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "briefs" ALTER COLUMN "state_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "speaking_seconds" integer;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "points" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "answers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "briefs" ADD COLUMN "answers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "a_draft_for_one_state" CHECK (state_code is not null or kind = 'speaking');--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "a_speech_of_some_length" CHECK ((kind = 'speaking') = (speaking_seconds is not null)
        and speaking_seconds between 30 and 3600 and speaking_seconds % 30 = 0);--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "a_known_draft_kind" CHECK (kind is null or kind in ('pre_session', 'mission', 'speaking'));--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "a_draft_of_some_length" CHECK (length(ask) <= 600 and length(contact) <= 400 and length(wordings::text) <= 20000
        and length(parts::text) <= 2000 and length(edits::text) <= 1000000
        and length(points::text) <= 500000 and length(answers::text) <= 40000);--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_brief_for_one_state" CHECK (state_code is not null or kind = 'speaking');--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_known_brief_kind" CHECK (kind is null or kind in ('pre_session', 'mission', 'speaking'));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0068, and for a speech: on cases of the State under review or of any, as far as the public may be told, with its
-- points in their places. What is likely to be asked of the speaker is no part of it.
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
          and (b.state_code is null or (k.country_code = b.state_code) = (b.kind <> 'mission'))));
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
      'said', app.said_before(d.case_ids, d.state_code)) else '{}' end
    -- What its author wrote in the place of a case's point goes on no further than what was told of that case then.
    || case d.kind when 'speaking' then jsonb_build_object('seconds', d.speaking_seconds,
      'points', coalesce((
        select jsonb_agg(jsonb_build_object('point', p.value -> 'point', 'isOut', p.value -> 'isOut')
            || case when p.value -> 'edit' ? 'text' and (p.value ->> 'point' not like 'case.%' or exists (
                select 1 from cases k cross join lateral (select app.told_in_public(k) as is) told
                where k.id = any (d.case_ids) and 'case.' || k.id = p.value ->> 'point'
                  and (p.value #>> '{edit,reach}')::integer <= case when told.is ->> 'words' is not null then 2
                    when told.is ->> 'situation' is not null then 1 else 0 end))
              then jsonb_build_object('text', p.value #> '{edit,text}') else '{}' end order by p.place)
        from jsonb_array_elements(d.points) with ordinality as p(value, place)), '[]')) else '{}' end;
end
$$;
--> statement-breakpoint
-- As in 0068; what is likely to be asked of a speaker is kept beside what the brief is made from.
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
    and b.generator = made_with and b.answers = d.answers and b.withdrawn_at is null;
  if found then
    return before;
  end if;
  readers := case d.kind when 'mission' then 'missions' else 'public' end;
  insert into briefs (org_id, id, kind, session_id, state_code, case_ids, audience, language, inputs, hash, shown,
    generator, reader_confirmed, made_by, answers)
  values (d.org_id, made, d.kind, d.session_id, d.state_code, d.case_ids, readers, d.language, inputs, seen_hash,
    (select jsonb_agg(jsonb_build_object('caseId', c.value ->> 'id', 'defenderId', s.defender_id,
        'shown', case when c.value ->> 'words' is null then 'label' else 'name' end))
      from jsonb_array_elements(inputs -> 'cases') c
      cross join lateral app.shown_in_brief((c.value ->> 'id')::uuid, readers, d.state_code) s),
    made_with, true, d.created_by, d.answers);
  return made;
end
$$;
--> statement-breakpoint
-- What a speaker holds in the hand: the words of the brief, and what is likely to be asked. For the readers of a speech
-- that stands, in the house: it is no file and is handed to no guest.
create function app.speaker_notes(of_brief uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object('inputs', b.inputs, 'answers', b.answers)
  from briefs b where b.id = of_brief and b.kind = 'speaking' and app.brief_stands(b.id)
$$;
--> statement-breakpoint
revoke all on function app.speaker_notes(uuid) from public;
--> statement-breakpoint
grant execute on function app.speaker_notes(uuid) to plenary_app;
--> statement-breakpoint
set local role none;
