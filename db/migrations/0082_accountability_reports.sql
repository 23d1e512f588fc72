ALTER TABLE "briefs" DROP CONSTRAINT "a_known_brief_kind";--> statement-breakpoint
ALTER TABLE "briefs" DROP CONSTRAINT "a_brief_for_its_readers";--> statement-breakpoint
ALTER TABLE "briefs" DROP CONSTRAINT "a_brief_for_one_state";--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_known_brief_kind" CHECK (kind is null or kind in ('pre_session', 'mission', 'speaking', 'accountability'));--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_brief_for_its_readers" CHECK (reader_confirmed and case kind when 'mission' then audience = 'missions'
        when 'accountability' then audience in ('coalition', 'public') else audience = 'public' end);--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_brief_for_one_state" CHECK (case kind when 'accountability' then state_code is null
        else state_code is not null or kind = 'speaking' end);
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0051: the account of a session leaves on paper as a brief.
create or replace function app.take_out(wanted uuid[], as_kind text)
  returns table (id uuid, case_id uuid, state_code text, case_reference text, case_title text, session_title text,
    forum text, stage text, is_raised boolean, closed_as text, word smallint, naming text, modality text,
    confidentiality text, next_step text, due_on date, owner_name text, wording_asked text, wording_offered text,
    changed_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
#variable_conflict use_column
begin
  if as_kind is null or as_kind not in ('csv', 'xlsx') then
    raise exception 'a list leaves as lines or as a workbook' using errcode = 'PL004';
  end if;
  return query
  with readable as materialized (
    select w.place, c.*, case when c.forum = 'bilateral' then c.state_code end as mission
    from unnest(wanted) with ordinality as w(id, place)
    join commitments c on c.id = w.id
    where exists (select 1 from commitment_readers cr where cr.commitment_id = c.id
        and cr.audience_id in (app.org(), app.membership())
        and (cr.valid_until is null or cr.valid_until >= current_date))
      and (c.confidentiality <> 'team' or exists (select 1 from case_readers r where r.case_id = c.case_id
        and r.audience_id = app.membership() and r.via = 'team'))
  ), places as (
    select row_number() over () as n, p.case_id, p.forum, p.mission
    from (select distinct r.case_id, r.forum, r.mission from readable r) p
  ), listed as (
    select array_agg(p.case_id order by p.n) as cases, array_agg(p.forum order by p.n) as forums,
      array_agg(p.mission order by p.n) as missions
    from places p
  ), told as materialized (
    select p.case_id, p.forum, p.mission, reach.everyone >= 1 as situation,
      reach.everyone >= 1 and reach.persons = 2 as person
    from listed
    cross join lateral app.consent_reach(listed.cases, listed.forums, listed.missions) reach
    join places p on p.n = reach.place
  ), reduced as materialized (
    select r.*, t.situation, t.person
    from readable r
    join told t on t.case_id = r.case_id and t.forum = r.forum and t.mission is not distinct from r.mission
  ), noted as (
    insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, rows, person_id)
    select r.org_id, r.case_id, 'export', as_kind, app.org(),
      case when bool_or(r.person) then 'person' when bool_or(r.situation) then 'situation' else 'country' end,
      count(*)::integer, app.person()
    from reduced r group by r.org_id, r.case_id
  )
  select r.id, r.case_id, r.state_code, k.reference, case when r.situation then k.title end, s.title, r.forum, r.stage,
    r.is_raised, r.closed_as, r.word, r.naming, r.modality, r.confidentiality,
    case when r.person then r.next_step else '' end, r.due_on, p.name,
    case when r.person then r.wording_asked else '' end, case when r.person then r.wording_offered else '' end,
    r.changed_at
  from reduced r
  join cases k on k.org_id = r.org_id and k.id = r.case_id
  join sessions s on s.id = r.session_id
  -- Whose colleague the owner is not, does not learn the owner's name.
  left join memberships m on m.id = r.owner_id and m.org_id = app.org()
  left join people p on p.id = m.person_id
  order by r.place;
end
$$;
--> statement-breakpoint
-- As in 0073. No State is shown what is made for partners.
create or replace function app.brief_waits(b briefs) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select b.audience <> 'coalition' and b.withdrawn_at is null and exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
    where not app.was_shown_to_a_state(mentioned.case_id))
$$;
--> statement-breakpoint
-- As in 0070. A guest is asked for an answer, and a report asks for none.
create or replace function app.make_guest_link(of_brief uuid, of_link uuid, to_state text, to_whom text, for_hours integer,
  secret_hash bytea) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
  needs boolean;
  opens constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  select x.* into b from briefs x where x.id = of_brief and app.brief_stands(x.id);
  if not found or not app.writes_all(b.case_ids) then
    raise exception 'for the editors of its cases' using errcode = '42501';
  end if;
  if for_hours is null or for_hours not in (24, 72, 168, 336) then
    raise exception 'a link lasts for one to fourteen days' using errcode = 'PL004';
  end if;
  if b.kind = 'accountability' or (b.kind = 'mission' and to_state is distinct from b.state_code)
     or exists (select 1 from cases c where c.id = any (b.case_ids) and c.country_code = to_state)
     or not exists (select 1 from states s where s.code = to_state) then
    raise exception 'not for that State' using errcode = 'PL004';
  end if;
  if (select count(*) from guest_links l where l.brief_id = b.id) >= 200 then
    raise exception 'too many guests' using errcode = 'PL004';
  end if;
  needs := exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
    where not app.was_shown_to_a_state(mentioned.case_id));
  insert into guest_links (org_id, id, brief_id, state_code, recipient, secret_hash, hours, created_by, needs_second,
    opens_at, expires_at)
  values (b.org_id, of_link, b.id, to_state, btrim(to_whom), secret_hash, for_hours, app.membership(), needs,
    case when not needs then opens end, case when not needs then opens + make_interval(hours => for_hours) end);
end
$$;
--> statement-breakpoint
-- As in 0068. To partners is told what is shared with them: where no partner reads a case any more, nobody of it appears.
create or replace function app.shown_in_brief(of_case uuid, for_audience text, of_state text)
  returns table (defender_id uuid, label text, shown text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.* from app.shown_to_mission(of_case, of_state) s where for_audience = 'missions'
  union all select s.defender_id, s.label, case when for_audience = 'coalition' and not exists (
      select 1 from case_shares x where x.case_id = of_case and x.revoked_at is null) then 'missing' else s.shown end
    from app.shown_people(of_case, for_audience) s where for_audience <> 'missions'
$$;
--> statement-breakpoint
-- What of a case the readers of a report may be told.
create function app.told_to(k cases, for_audience text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.told_of_case(k, coalesce(min(case s.shown when 'name' then 2 when 'label' then 1 else 0 end), 0))
  from app.shown_in_brief(k.id, for_audience, null) s
$$;
--> statement-breakpoint
-- Whether a reader of a report may be told where a State stands: as far as the position may be told, and to partners only
-- what they may read anyway.
create function app.position_told(c commitments, for_reader text) returns boolean
language sql immutable
set search_path = pg_catalog, public
as $$
  select (c.confidentiality = 'public' and c.visibility <> 'team')
    or (for_reader = 'coalition' and c.confidentiality = 'coalition' and c.visibility = 'partners')
$$;
--> statement-breakpoint
-- What the report on a session is made from, for its reader: cases that whoever is signed in writes about and that this
-- reader may be told. Of each State what it said in the session, which was said aloud, and where it stood before, where that
-- may be told. Nothing else is counted. What is not listed here does not leave.
create function app.report_inputs(of_session uuid, for_reader text, in_language text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  s sessions%rowtype;
begin
  select x.* into s from sessions x
  where x.id = of_session and (x.org_id is null or x.org_id = app.org())
    and for_reader in ('coalition', 'public') and in_language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')
    and app.role() in ('administrator', 'advocate')
    and (for_reader = 'coalition' or x.forum <> 'bilateral');
  if not found then
    return null;
  end if;
  return (
    with written as materialized (
      select k.id from cases k
      where k.org_id = app.org() and app.writes_all(array[k.id])
        and exists (select 1 from commitments c where c.case_id = k.id and c.session_id = s.id)
    ), shared as materialized (
      select x.case_id, x.partner_org_id from case_shares x join written w on w.id = x.case_id
      where for_reader = 'coalition' and x.revoked_at is null
    ), edited as materialized (
      select k.id, k.reference, told.is from written w join cases k on k.id = w.id
      cross join lateral (select app.told_to(k, for_reader) as is) told
      where told.is ->> 'situation' is not null
        -- One paper for all of these partners: none may read a case in it that is not shared with them.
        and not exists (select p.partner_org_id from shared p
          except select x.partner_org_id from shared x where x.case_id = k.id)
    ), standing as materialized (
      select c.*, app.position_told(c, for_reader) as is_told
      from commitments c join edited e on e.id = c.case_id
      where c.session_id = s.id and c.closed_as is distinct from 'withdrawn'
    ), heard as materialized (
      select i.*, about.is_open from interventions i
      cross join lateral (select bool_and(e.is ->> 'words' is not null) as is_open, bool_or(e.id is not null) as is_about
        from intervention_cases ic left join edited e on e.id = ic.case_id where ic.intervention_id = i.id) about
      where i.session_id = s.id and i.org_id = app.org() and about.is_about and (i.forum <> 'bilateral'
        or not exists (select 1 from intervention_commitments ic left join standing c on c.id = ic.commitment_id
          where ic.intervention_id = i.id and c.is_told is not true))
    ), lines as materialized (
      select c.* from standing c
      where case when c.is_raised then exists (select 1 from intervention_commitments ic join heard i on i.id = ic.intervention_id
          where ic.commitment_id = c.id)
        else c.is_told and c.stage in ('asked', 'considering', 'agreed', 'declined', 'no_answer') end
    ), told as materialized (
      select e.* from edited e where exists (select 1 from lines c where c.case_id = e.id)
    ), backed as materialized (
      select v.*, dense_rank() over (order by v.source) as place,
        -- Of what the product ships, where it says so itself: not what a colleague adds to it.
        (i.is_example and exists (select 1 from record_entries e where e.retired_at is null and e.sources ? v.source_url))
          or (coalesce(i.is_open, false) and (for_reader = 'coalition' or v.grade in ('A', 'B'))) as is_open
      from evidence v join heard i on i.id = v.intervention_id
      where exists (select 1 from intervention_commitments ic join lines c on c.id = ic.commitment_id
        where ic.intervention_id = i.id)
    )
    select jsonb_build_object(
      'kind', 'accountability', 'reader', for_reader, 'language', in_language,
      'day', (now() at time zone 'Europe/Zurich')::date,
      'organisation', (select o.name from organisations o where o.id = app.org()),
      'session', jsonb_build_object('title', s.title, 'kind', s.kind, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
        'datePrecision', case when s.date_precision in ('day', 'month', 'year') then s.date_precision else 'unknown' end),
      'cases', coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'reference', e.reference,
          'title', e.is #>> '{situation,title}', 'words', case when e.is ->> 'words' is not null then '{}'::jsonb end)
        order by e.reference, e.id) from told e), '[]'),
      'lines', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'state', c.state_code, 'caseId', c.case_id,
          'isRaised', c.is_raised,
          'before', case when c.is_told then jsonb_build_object('stage', c.stage, 'word', c.word) end,
          'wasCut', c.is_told and c.delivery is not distinct from 'cut',
          -- To the public only what anybody could see in the room.
          'reason', case when c.is_told then (select case when for_reader = 'coalition'
              or u.reason in ('cut', 'spoke_without_it', 'not_on_the_list') then u.reason end
            from unraised_reasons u where u.commitment_id = c.id order by u.created_at desc, u.id desc limit 1) end)
        order by c.id) from lines c), '[]'),
      'interventions', coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'speaker', i.delivered_by,
          'isJoint', i.is_joint, 'naming', i.naming, 'on', i.said_on, 'until', i.said_until, 'precision', i.said_precision,
          'states', (select jsonb_agg(st.state_code order by st.state_code) from intervention_states st
            where st.intervention_id = i.id),
          'lines', kept.ids,
          'evidence', coalesce((select jsonb_agg(jsonb_build_object('grade', v.grade, 'source', v.place)
              || case when v.quote <> '' and coalesce(i.is_open, false) and (for_reader = 'coalition' or v.grade in ('A', 'B'))
                then jsonb_build_object('quote', v.quote) else '{}' end
            order by v.created_at, v.id) from backed v where v.intervention_id = i.id), '[]'))
        order by i.said_on desc nulls last, i.id)
        from heard i cross join lateral (select jsonb_agg(c.id order by c.id) as ids
          from intervention_commitments ic join lines c on c.id = ic.commitment_id where ic.intervention_id = i.id) kept
        where kept.ids is not null), '[]'),
      -- A source says where to look, and there a name may stand.
      'sources', coalesce((select jsonb_agg(jsonb_build_object('place', v.place,
          'name', case when v.is_open then v.source end, 'address', case when v.is_open then v.address end) order by v.place)
        from (select b.place, b.source, bool_and(b.is_open) as is_open, min(b.source_url) as address
          from backed b group by b.place, b.source) v), '[]'),
      'list', coalesce((select jsonb_agg(jsonb_build_object('state', l.state_code, 'members', l.members,
          'isForOthers', l.on_behalf_of <> '', 'hasSpoken', l.spoke_at is not null, 'wasCut', l.cut_at is not null)
        order by l.place, l.id) from speakers l where l.org_id = app.org() and l.session_id = s.id), '[]'),
      'later', coalesce((select jsonb_agg(jsonb_build_object('caseId', v.case_id, 'kind', v.kind, 'title', v.title,
          'on', v.happened_on, 'until', v.happened_until, 'precision', v.happened_precision)
        order by v.happened_on desc nulls last, v.id)
        from case_events v join told e on e.id = v.case_id
        where for_reader = 'coalition' and v.session_id = s.id and e.is ->> 'words' is not null
          and v.kind in ('government_response', 'reprisal', 'outcome')), '[]'),
      'trend', coalesce((select jsonb_agg(jsonb_build_object('title', o.title, 'kind', o.kind, 'startsOn', o.starts_on,
          'endsOn', o.ends_on, 'datePrecision', case when o.date_precision in ('day', 'month', 'year') then o.date_precision else 'unknown' end, 'kept', o.kept, 'open', o.open, 'unasked', o.unasked)
        order by o.starts_on desc nulls last, o.id)
        from (select x.id, x.title, x.kind, x.starts_on, x.ends_on, x.date_precision,
            count(*) filter (where c.stage = 'agreed' and c.is_raised) as kept,
            count(*) filter (where c.stage = 'agreed' and not c.is_raised) as open,
            count(*) filter (where c.stage <> 'agreed' and c.is_raised) as unasked
          from commitments c join told e on e.id = c.case_id join sessions x on x.id = c.session_id
          where app.position_told(c, for_reader) and c.closed_as is distinct from 'withdrawn'
            and (x.forum <> 'bilateral' or for_reader = 'coalition') and (c.is_raised or c.stage = 'agreed')
          group by x.id order by x.starts_on desc nulls last, x.id limit 12) o), '[]'),
      'published', (select jsonb_build_object('forum', r.forum,
          'totals', coalesce((select jsonb_agg(jsonb_build_object('group', coalesce(n.group_key, ''),
              'total', case when jsonb_typeof(n.detail -> 'states_total') = 'number' then n.detail -> 'states_total' end,
              'withUnion', coalesce(n.detail -> 'plus_eu' = 'true', false), 'note', coalesce(n.detail ->> 'note', ''),
              'sources', n.sources) order by n.id)
            from record_notes n where n.kind = 'event' and n.retired_at is null), '[]'),
          'entries', coalesce((select jsonb_agg(jsonb_build_object('group', e.group_key, 'stateCode', e.state_code,
              'day', case when e.date_precision = 'day' then e.date end, 'onBehalfOf', e.on_behalf_of) order by e.id)
            from record_entries e where e.forum = r.forum and e.retired_at is null), '[]'))
        from (values ('hrc_regular', 'hrc'), ('ga_third_committee', 'ga')) as r(kind, forum) where r.kind = s.kind),
      'states', coalesce((select jsonb_object_agg(t.code, t.names ->> in_language) from states t
        where t.code in (select c.state_code from lines c union select i.delivered_by from heard i
          union select st.state_code from intervention_states st join heard i on i.id = st.intervention_id)), '{}')));
end
$$;
--> statement-breakpoint
-- What the author looks at before it is made, with the hash by which they say which one they saw.
create function app.preview_report(of_session uuid, for_reader text, in_language text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object('inputs', i.inputs, 'hash', app.hash_of(i.inputs))
  from (select app.report_inputs(of_session, for_reader, in_language) as inputs) i where i.inputs is not null
$$;
--> statement-breakpoint
-- Makes a report of exactly what its author looked at. The same pressed twice is the same report.
create function app.make_report(of_session uuid, for_reader text, in_language text, seen_hash text, made_with text,
  reader_confirmed boolean) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  made constant uuid := app.uuidv7();
  inputs jsonb;
  about uuid[];
  before uuid;
begin
  -- A change of consent takes the case first, so that the two never pass each other unseen.
  perform 1 from cases k where k.org_id = app.org()
    and k.id in (select c.case_id from commitments c where c.session_id = of_session) order by k.id for key share;
  inputs := app.report_inputs(of_session, for_reader, in_language);
  if inputs is null then
    raise exception 'for those who write about its cases' using errcode = '42501';
  end if;
  if app.hash_of(inputs) is distinct from seen_hash then
    raise exception 'what it is made from changed' using errcode = 'PL003';
  end if;
  if reader_confirmed is not true then
    raise exception 'looked at as its reader will' using errcode = 'PL004';
  end if;
  select array_agg((c.value ->> 'id')::uuid) into about from jsonb_array_elements(inputs -> 'cases') c;
  if about is null then
    raise exception 'a report tells of something' using errcode = 'PL004';
  end if;
  select b.id into before from briefs b where b.org_id = app.org() and b.made_by = app.membership()
    and b.kind = 'accountability' and b.hash = seen_hash and b.generator = made_with and b.withdrawn_at is null;
  if found then
    return before;
  end if;
  insert into briefs (org_id, id, kind, session_id, case_ids, audience, language, inputs, hash, shown, generator,
    reader_confirmed, made_by)
  values (app.org(), made, 'accountability', of_session, about, for_reader, in_language, inputs, seen_hash,
    (select jsonb_agg(jsonb_build_object('caseId', c.value ->> 'id', 'defenderId', p.defender_id,
        'shown', case when c.value ->> 'words' is null then 'label' else 'name' end))
      from jsonb_array_elements(inputs -> 'cases') c
      cross join lateral app.shown_in_brief((c.value ->> 'id')::uuid, for_reader, null) p),
    made_with, true, app.membership());
  return made;
end
$$;
--> statement-breakpoint
-- A report as it was made and as whoever writes about all its cases would make it now, so that they see what changed. In the
-- house: no file is made of the second, and the first is as readable as its file.
create function app.report_then_and_now(of_brief uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object('then', b.inputs, 'now', app.report_inputs(b.session_id, b.audience, b.language))
  from briefs b where b.id = of_brief and b.kind = 'accountability' and app.brief_stands(b.id) and app.writes_all(b.case_ids)
$$;
--> statement-breakpoint
revoke all on function app.told_to(cases, text), app.position_told(commitments, text),
  app.report_inputs(uuid, text, text), app.preview_report(uuid, text, text),
  app.make_report(uuid, text, text, text, text, boolean), app.report_then_and_now(uuid) from public;
--> statement-breakpoint
grant execute on function app.preview_report(uuid, text, text),
  app.make_report(uuid, text, text, text, text, boolean), app.report_then_and_now(uuid) to plenary_app;
--> statement-breakpoint
set local role none;
