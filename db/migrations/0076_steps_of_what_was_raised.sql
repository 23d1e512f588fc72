-- What led to an answer is done once it is there, and what led to a case being raised once it was.
set local role plenary_guard;
--> statement-breakpoint
-- What goes of an ask that turns to another stage: the step towards an answer, and its day, once the State agreed,
-- declined or raised the case. A step for after the occasion stays. Whoever tells such a thing asks this, and nobody
-- who only types into a cell beside the step.
create function app.step_gone_with(c commitments, becomes text) returns jsonb
language sql stable
set search_path = pg_catalog, public
as $$
  select case when (c.next_step <> '' or c.due_on is not null) and not c.is_raised
      and becomes in ('agreed', 'declined', 'raised') and becomes <> c.stage
      and not coalesce(c.due_on > (select s.ends_on from sessions s where s.id = c.session_id), false)
    then '{"next_step": "", "due_on": null}'::jsonb else '{}'::jsonb end
$$;
--> statement-breakpoint
-- Takes the steps of asks that are raised from now on.
create function app.end_steps(of_commitments uuid[]) returns void
language sql volatile
set search_path = pg_catalog, public
as $$
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes)
  select c.org_id, c.id, c.case_id, 'raised', g.gone
  from commitments c, lateral (select app.step_gone_with(c, 'raised') as gone) g
  where c.id = any (of_commitments) and g.gone <> '{}'
$$;
--> statement-breakpoint
-- Gives back the steps of asks that are raised no more, where nobody has set another since.
create function app.renew_steps(of_commitments uuid[]) returns void
language sql volatile
set search_path = pg_catalog, public
as $$
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes, undoes)
  select c.org_id, c.id, c.case_id, 'raised', last.before, last.id
  from commitments c
  cross join lateral (select e.id, e.kind, e.undoes, e.before from commitment_events e
    where e.commitment_id = c.id and jsonb_exists_any(e.changes, array['next_step', 'due_on'])
    order by e.at desc limit 1) last
  where c.id = any (of_commitments) and last.kind = 'raised' and last.undoes is null
$$;
--> statement-breakpoint
-- As in 0043; the step of what becomes raised goes, and comes back when what was said is taken back.
create or replace function app.commitment_raised() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  turned uuid[] := '{}';
begin
  if not exists (select 1 from links) then
    return null;
  end if;
  -- An import has said in its own event what becomes of a step; one that a new ask was opened with is of now.
  if tg_op = 'DELETE' or coalesce(current_setting('app.import_id', true), '') = '' then
    turned := array(select c.id from commitments c
      where c.id in (select l.commitment_id from links l) and c.created_at < transaction_timestamp()
        and c.is_raised is distinct from exists (
          select 1 from intervention_commitments k where k.commitment_id = c.id));
  end if;
  if tg_op = 'INSERT' then
    perform app.end_steps(turned);
  end if;
  update commitments c set
    is_raised = w.is_raised, raised_on = w.raised_on, raised_precision = w.raised_precision,
    version = c.version + 1, changed_at = clock_timestamp()
  from (
    select l.org_id, l.commitment_id, first.commitment_id is not null as is_raised,
      first.said_on as raised_on, first.said_precision as raised_precision
    from (select distinct org_id, commitment_id from links) l
    left join lateral (
      select k.commitment_id, i.said_on, i.said_precision
      from intervention_commitments k
      join interventions i on i.org_id = k.org_id and i.id = k.intervention_id
      where k.commitment_id = l.commitment_id order by i.said_on nulls last limit 1) first on true) w
  where c.org_id = w.org_id and c.id = w.commitment_id
    and (c.is_raised, c.raised_on, c.raised_precision)
      is distinct from (w.is_raised, w.raised_on, w.raised_precision);
  if tg_op = 'DELETE' then
    perform app.renew_steps(turned);
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- As in 0074; an answer takes the step that led to it along.
create or replace function app.carry_out_import(of_import uuid, cells jsonb, seen_by text, skipped integer default 0)
  returns table (set_now integer, changed_now integer, left_now integer)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
set enable_seqscan = off
as $$
declare
  the_import imports;
  wanted app.import_cell[];
  opened uuid[];
  events uuid[];
  said uuid[];
  -- {commitment: {column: value, ...}, ...}
  changes_of jsonb;
  this_moment constant timestamptz := clock_timestamp();
begin
  select * into the_import from imports i
   where i.id = of_import and i.org_id = app.org() and i.created_by = app.membership() for update;
  if not found or app.role() is null or app.role() not in ('administrator', 'advocate') then
    raise exception 'no such import' using errcode = '42501';
  end if;
  if the_import.status <> 'draft' and (the_import.status <> 'done'
      or the_import.done_in is distinct from pg_current_xact_id()::text) then
    raise exception 'the import has been carried out' using errcode = 'PL003';
  end if;
  if seen_by is null or seen_by not in ('team', 'organisation', 'partners') or skipped < 0 or skipped is null then
    raise exception 'no such audience' using errcode = 'PL004';
  end if;

  select array_agg(row(x.line, x.place, c.org_id, c.id, st.code, s.id, s.forum, x.stage, x.word, coalesce(x.note, ''),
      x.owner_id, x.due_on, x.said_on, coalesce(x.said_precision, 'unknown'), x.version, k.id, app.uuidv7(),
      case when x.stage = 'raised' and not coalesce(k.is_raised, false) then app.uuidv7() end,
      case when k.id is null and x.version is null then 'set'
        when k.id is not null and k.version = x.version then 'changed'
        else 'left' end,
      coalesce(x.next_step, ''))::app.import_cell)
    into wanted
  from jsonb_to_recordset(cells) as x(line integer, place integer, case_id uuid, state_code text, session_id uuid,
    stage text, word smallint, note text, owner_id uuid, due_on date, said_on date, said_precision text, version integer,
    next_step text)
  join cases c on c.id = x.case_id
  join sessions s on s.id = x.session_id
  join states st on st.code = x.state_code
  -- A session or an organisation may have all of it, so that one index alone can serve.
  left join lateral (select * from commitments k where k.case_id = c.id and k.state_code = x.state_code
    and k.session_id is not distinct from s.id limit 1) k on true;

  if coalesce(cardinality(wanted), 0) <> jsonb_array_length(cells)
     or exists (select 1 from (select distinct w.case_id from unnest(wanted) w offset 0) d where not app.contributes(d.case_id))
     or exists (select 1 from (select distinct w.session_id from unnest(wanted) w) d
          join sessions s on s.id = d.session_id
          where s.org_id is not null and s.org_id <> app.org() and not exists (select 1 from commitment_readers r
            where r.session_id = s.id and r.audience_id in (app.org(), app.membership())
              and (r.valid_until is null or r.valid_until >= current_date))) then
    raise exception 'new row violates row-level security policy for table "commitments"' using errcode = '42501';
  end if;
  if exists (select 1 from unnest(wanted) w join cases c on c.id = w.case_id where c.country_code = w.state_code) then
    raise exception 'the State concerned is not asked about itself' using errcode = 'PL002';
  end if;
  if exists (select 1 from unnest(wanted) w where length(w.note) > 5000 or length(w.next_step) > 500
        or w.said_on > current_date + 1
        or w.said_precision not in ('day', 'month', 'year', 'unknown')
        or (w.stage is null and w.word is null and w.note = '' and w.next_step = ''
          -- Who cares for it, and by when, may change on what stands; alone it opens nothing.
          and (w.version is null or (w.owner_id is null and w.due_on is null and w.said_on is null)))
        or (w.stage is not null and w.stage <> all (array['not_approached', 'planned', 'asked', 'considering', 'agreed',
          'raised', 'declined', 'no_answer'])))
     or exists (select 1 from (select distinct w.owner_id, w.case_org from unnest(wanted) w where w.owner_id is not null) d
          where not exists (select 1 from memberships m where m.id = d.owner_id and m.org_id in (d.case_org, app.org())
            and m.status = 'confirmed'))
     or (select count(*) <> count(distinct (w.case_id, w.state_code, w.session_id)) from unnest(wanted) w) then
    raise exception 'not a thing that can be imported so' using errcode = 'PL004';
  end if;
  -- A row that this actor does not read stands all the same, and is left as it is.
  wanted := array(select row(w.line, w.place, w.case_org, w.case_id, w.state_code, w.session_id, w.forum, w.stage, w.word,
      w.note, w.owner_id, w.due_on, w.said_on, w.said_precision, w.version,
      case w.outcome when 'set' then app.uuidv7() else w.commitment_id end, w.event_id, w.intervention_id,
      case when w.outcome = 'changed' and not exists (select 1 from commitment_readers r
          where r.commitment_id = w.commitment_id and r.audience_id in (app.org(), app.membership())
            and (r.valid_until is null or r.valid_until >= current_date)) then 'left'
        else w.outcome end,
      w.next_step)::app.import_cell
    from unnest(wanted) w order by w.case_id, w.state_code, w.session_id);

  perform set_config('app.import_id', of_import::text, true);
  -- What is new.
  with new as (
    insert into commitments (org_id, id, case_id, state_code, session_id, forum, opened_from, stage, word, word_on,
      word_text, is_raised, raised_on, raised_precision, visibility, owner_id, next_step, due_on, asked_on,
      recorded_org_id, import_id, created_at, changed_at)
    select w.case_org, w.commitment_id, w.case_id, w.state_code, w.session_id, w.forum,
      case w.stage when 'raised' then 'intervention' else 'ask' end,
      case when w.stage is null or w.stage = 'raised' then 'not_approached' else w.stage end, w.word,
      case when w.said_precision = 'day' and w.stage is distinct from 'raised' and w.stage is distinct from 'asked'
        then w.said_on end,
      case when w.stage is distinct from 'raised' then w.note else '' end,
      w.stage is not distinct from 'raised', case w.stage when 'raised' then w.said_on end,
      case w.stage when 'raised' then w.said_precision end,
      case when w.case_org <> app.org() then 'partners' else seen_by end, w.owner_id, w.next_step, w.due_on,
      case w.stage when 'asked' then coalesce(case w.said_precision when 'day' then w.said_on end, app.today()) end,
      app.org(), of_import, this_moment, this_moment
    from unnest(wanted) w where w.outcome = 'set'
    on conflict do nothing
    returning id)
  select coalesce(array_agg(n.id), '{}') into opened from new n;
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes, person_id, actor_org_id, import_id, at)
  select c.org_id, c.id, c.case_id, 'opened',
    jsonb_strip_nulls(jsonb_build_object('stage', c.stage, 'naming', c.naming, 'word', c.word)), app.person(), app.org(),
    of_import, this_moment
  from unnest(opened) o(id), lateral (select * from commitments c where c.id = o.id limit 1) c;
  insert into audit_log (org_id, person_id, actor_org_id, action, subject, subject_id, case_id, commitment_id, columns,
    details)
  select c.org_id, app.person(), app.org(), 'insert', 'commitments', c.id::text, c.case_id, c.id, '{}',
    jsonb_build_object('state_code', jsonb_build_array(null, c.state_code), 'session_id',
      jsonb_build_array(null, c.session_id), 'stage', jsonb_build_array(null, c.stage), 'word',
      jsonb_build_array(null, c.word), 'naming', jsonb_build_array(null, c.naming), 'visibility',
      jsonb_build_array(null, c.visibility), 'owner_id', jsonb_build_array(null, c.owner_id), 'due_on',
      jsonb_build_array(null, c.due_on), 'asked_on', jsonb_build_array(null, c.asked_on), 'is_raised',
      jsonb_build_array(null, c.is_raised), 'raised_on', jsonb_build_array(null, c.raised_on), 'import_id',
      jsonb_build_array(null, of_import))
  from unnest(opened) o(id), lateral (select * from commitments c where c.id = o.id limit 1) c;
  insert into commitment_readers (audience_id, commitment_id, org_id, case_id, state_code, session_id, forum, stage,
    promised, owner_id, due_on, changed_at, valid_until)
  select * from app.readers_wanted(opened);

  -- What stands already and becomes another: of it, what differs. What it was stays in its event.
  with changed as (
    insert into commitment_events (org_id, id, commitment_id, case_id, kind, changes, before, expected_version, person_id,
      actor_org_id, import_id, at)
    select c.org_id, w.event_id, c.id, c.case_id, 'changed', n.changes,
      (select jsonb_object_agg(k, to_jsonb(c) -> k) from jsonb_object_keys(n.changes) k), w.version, app.person(),
      app.org(), of_import, this_moment
    from unnest(wanted) w,
      lateral (select * from commitments c where c.org_id = w.case_org and c.id = w.commitment_id limit 1) c,
      lateral (select app.step_gone_with(c, w.stage) || jsonb_strip_nulls(jsonb_build_object(
        'stage', nullif(nullif(w.stage, 'raised'), c.stage), 'word', nullif(w.word, c.word),
        'owner_id', nullif(w.owner_id, c.owner_id), 'next_step', nullif(nullif(w.next_step, ''), c.next_step),
        'due_on', nullif(w.due_on, c.due_on),
        -- What is recorded as said has its note with it.
        'word_text', case when w.intervention_id is null then nullif(nullif(w.note, ''), c.word_text) end,
        'word_on', case when w.said_precision = 'day' and w.stage is distinct from 'raised'
          and w.stage is distinct from 'asked' then nullif(w.said_on, c.word_on) end,
        'asked_on', case w.stage when 'asked' then nullif(coalesce(case w.said_precision when 'day' then w.said_on end,
          c.asked_on, case when c.stage <> 'asked' then app.today() end), c.asked_on) end)) as changes) n
    where w.outcome = 'changed' and n.changes <> '{}'
    returning commitment_id, changes, id)
  select coalesce(jsonb_object_agg(n.commitment_id, n.changes), '{}'), coalesce(array_agg(n.id), '{}')
    into changes_of, events from changed n;
  perform app.apply_changes(changes_of, this_moment);

  -- What has been said: never set, but recorded with the sheet as its evidence.
  with new as (
    insert into interventions (org_id, id, session_id, forum, delivered_by, said_on, said_precision, summary, recorded_by,
      recorded_org_id)
    select w.case_org, w.intervention_id, w.session_id, w.forum, w.state_code, w.said_on,
      case when w.said_on is null then 'unknown' else w.said_precision end, w.note, app.membership(), app.org()
    from unnest(wanted) w
    where w.intervention_id is not null and (w.outcome = 'changed' or w.commitment_id = any (opened))
    returning id)
  select coalesce(array_agg(n.id), '{}') into said from new n;
  insert into intervention_cases (org_id, intervention_id, case_id)
  select w.case_org, w.intervention_id, w.case_id from unnest(wanted) w where w.intervention_id = any (said);
  insert into intervention_states (org_id, intervention_id, state_code)
  select w.case_org, w.intervention_id, w.state_code from unnest(wanted) w where w.intervention_id = any (said);
  insert into evidence (org_id, intervention_id, kind, grade, source, recorded_by)
  select w.case_org, w.intervention_id, 'imported_sheet', 'E', app.column_letters(w.place) || w.line, app.membership()
  from unnest(wanted) w where w.intervention_id = any (said);
  insert into intervention_commitments (org_id, intervention_id, commitment_id)
  select w.case_org, w.intervention_id, w.commitment_id from unnest(wanted) w where w.intervention_id = any (said);
  -- The State may have spoken already, as far as somebody else recorded it.
  with spoken as materialized (
    select ic.org_id, ic.case_id, i.session_id, s.state_code, i.id
    from (select distinct w.case_org, w.case_id from unnest(wanted) w where w.commitment_id = any (opened)) d,
      lateral (select * from intervention_cases k where k.org_id = d.case_org and k.case_id = d.case_id offset 0) ic,
      lateral (select * from interventions k where k.org_id = ic.org_id and k.id = ic.intervention_id limit 1) i,
      lateral (select * from intervention_states k where k.org_id = i.org_id and k.intervention_id = i.id offset 0) s)
  insert into intervention_commitments (org_id, intervention_id, commitment_id)
  select w.case_org, s.id, w.commitment_id
  from unnest(wanted) w join spoken s on s.org_id = w.case_org and s.case_id = w.case_id
    and s.session_id = w.session_id and s.state_code = w.state_code
  where w.commitment_id = any (opened)
  on conflict do nothing;

  with written as (
    insert into import_rows (org_id, import_id, line, place, created_by, case_org_id, case_id, state_code, session_id,
      outcome, stage, word, commitment_id, event_id, intervention_id)
    select app.org(), of_import, w.line, w.place, app.membership(), w.case_org, w.case_id, w.state_code, w.session_id,
      d.outcome, w.stage, w.word, case when d.outcome <> 'left' then w.commitment_id end,
      case when w.event_id = any (events) then w.event_id end,
      case when d.outcome <> 'left' then w.intervention_id end
    from unnest(wanted) w,
      lateral (select case when w.outcome = 'set' and w.commitment_id <> all (opened) then 'left' else w.outcome end) d(outcome)
    returning outcome)
  select count(*) filter (where r.outcome = 'set'), count(*) filter (where r.outcome = 'changed'),
      count(*) filter (where r.outcome = 'left')
    into set_now, changed_now, left_now
  from written r;
  perform set_config('app.import_id', '', true);
  update imports i set status = 'done', done_in = pg_current_xact_id()::text, done_at = this_moment,
    set_count = i.set_count + set_now, changed_count = i.changed_count + changed_now,
    left_count = i.left_count + left_now, skipped_count = i.skipped_count + skipped
  where i.org_id = app.org() and i.id = of_import;
  return next;
end
$$;
--> statement-breakpoint
-- Replacing it took its setting (0067) away.
alter function app.carry_out_import(uuid, jsonb, text, integer) set plan_cache_mode = force_generic_plan;
--> statement-breakpoint
revoke all on function app.step_gone_with(commitments, text), app.end_steps(uuid[]), app.renew_steps(uuid[]) from public;
--> statement-breakpoint
grant execute on function app.step_gone_with(commitments, text) to plenary_app;
--> statement-breakpoint
set local role none;
