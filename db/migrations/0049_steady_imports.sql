-- Statistics can be wrong in the worst way: where an analysis came while thousands of rows were on their way, or had just
-- been taken back, a table of many pages is known to hold no row. A join over it is then carried out as a walk through
-- all of it for each row of the other side. What an import and its undoing look up, they look up in a way that leaves the
-- planner no such choice: one by one in a lateral query, whose key can only be looked up, or all at once by an array.
set local role plenary_guard;
--> statement-breakpoint
-- Who reads these commitments, and as what, by the rule of the case's own readers.
create function app.readers_wanted(of_commitments uuid[]) returns table (audience_id uuid, commitment_id uuid, org_id uuid,
  case_id uuid, state_code text, session_id uuid, forum text, stage text, promised boolean, owner_id uuid, due_on date,
  changed_at timestamptz, valid_until date)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select r.audience_id, c.id, c.org_id, c.case_id, c.state_code, c.session_id, c.forum,
    case when c.is_raised then 'raised' else c.stage end, c.stage = 'agreed',
    c.owner_id, case when c.closed_as is null then c.due_on end, c.changed_at, r.valid_until
  from unnest(of_commitments) o(id),
    lateral (select * from commitments k where k.id = o.id limit 1) c,
    lateral (select * from case_readers k where k.case_id = c.case_id offset 0) r
  where case r.via
    when 'team' then c.visibility = 'team' or not exists (
      select 1 from case_readers k where k.case_id = c.case_id and k.via = 'organisation' offset 0)
    when 'organisation' then c.visibility <> 'team'
    else c.visibility = 'partners' end
$$;
--> statement-breakpoint
create or replace function app.refresh_readers_of(of_commitments uuid[]) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  with wanted as materialized (
    select * from app.readers_wanted(of_commitments)
  ), gone as (
    delete from commitment_readers old
     where old.commitment_id = any (of_commitments)
       and not exists (select 1 from wanted w
                        where w.commitment_id = old.commitment_id and w.audience_id = old.audience_id)
  )
  insert into commitment_readers as r (audience_id, commitment_id, org_id, case_id, state_code, session_id,
    forum, stage, promised, owner_id, due_on, changed_at, valid_until)
  select * from wanted
  on conflict (commitment_id, audience_id) do update
    set stage = excluded.stage, promised = excluded.promised, owner_id = excluded.owner_id, due_on = excluded.due_on,
        changed_at = excluded.changed_at, valid_until = excluded.valid_until
    where (r.stage, r.promised, r.owner_id, r.due_on, r.changed_at, r.valid_until)
      is distinct from (excluded.stage, excluded.promised, excluded.owner_id, excluded.due_on, excluded.changed_at,
        excluded.valid_until)
$$;
--> statement-breakpoint
-- Writes into commitments what an import's events say, {commitment: {column: value, ...}, ...}.
create function app.apply_changes(changes_of jsonb, this_moment timestamptz) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public
as $$
begin
  if changes_of = '{}' then
    return;
  end if;
  update commitments c set
    (stage, word, owner_id, due_on, word_text, word_on, asked_on) = (
      select n.stage, n.word, n.owner_id, n.due_on, n.word_text, n.word_on, n.asked_on
      from jsonb_populate_record(c, changes_of -> c.id::text) n),
    version = c.version + 1, changed_at = this_moment
  where c.id = any (array(select k::uuid from jsonb_object_keys(changes_of) k));
end
$$;
--> statement-breakpoint
create or replace function app.commitment_raised() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  -- {commitment: {is_raised, raised_on, raised_precision}, ...} of those that say something else. None, as a rule: what an
  -- import opens comes as it is.
  raised_of jsonb;
begin
  if not exists (select 1 from links) then
    return null;
  end if;
  select jsonb_object_agg(c.id, jsonb_build_object('is_raised', first.is_raised, 'raised_on', first.said_on,
      'raised_precision', first.said_precision)) into raised_of
  from (select distinct org_id, commitment_id from links) l,
    lateral (select * from commitments k where k.org_id = l.org_id and k.id = l.commitment_id limit 1) c,
    lateral (
      select count(*) > 0 as is_raised, (array_agg(i.said_on order by i.said_on nulls last, i.id))[1] as said_on,
        (array_agg(i.said_precision order by i.said_on nulls last, i.id))[1] as said_precision
      from (select * from intervention_commitments k where k.commitment_id = l.commitment_id offset 0) k,
        lateral (select * from interventions i where i.org_id = k.org_id and i.id = k.intervention_id limit 1) i) first
  where (c.is_raised, c.raised_on, c.raised_precision)
    is distinct from (first.is_raised, first.said_on, first.said_precision);
  if raised_of is null then
    return null;
  end if;
  update commitments c set
    (is_raised, raised_on, raised_precision) = (
      select n.is_raised, n.raised_on, n.raised_precision from jsonb_populate_record(c, raised_of -> c.id::text) n),
    version = c.version + 1, changed_at = clock_timestamp()
  where c.id = any (array(select k::uuid from jsonb_object_keys(raised_of) k));
  return null;
end
$$;
--> statement-breakpoint
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
        else 'left' end)::app.import_cell)
    into wanted
  from jsonb_to_recordset(cells) as x(line integer, place integer, case_id uuid, state_code text, session_id uuid,
    stage text, word smallint, note text, owner_id uuid, due_on date, said_on date, said_precision text, version integer)
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
  if exists (select 1 from unnest(wanted) w where length(w.note) > 5000 or w.said_on > current_date + 1
        or w.said_precision not in ('day', 'month', 'year', 'unknown')
        or (w.stage is null and w.word is null and w.note = '')
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
        else w.outcome end)::app.import_cell
    from unnest(wanted) w order by w.case_id, w.state_code, w.session_id);

  perform set_config('app.import_id', of_import::text, true);
  -- What is new.
  with new as (
    insert into commitments (org_id, id, case_id, state_code, session_id, forum, opened_from, stage, word, word_on,
      word_text, is_raised, raised_on, raised_precision, visibility, owner_id, due_on, asked_on, recorded_org_id,
      import_id, created_at, changed_at)
    select w.case_org, w.commitment_id, w.case_id, w.state_code, w.session_id, w.forum,
      case w.stage when 'raised' then 'intervention' else 'ask' end,
      case when w.stage is null or w.stage = 'raised' then 'not_approached' else w.stage end, w.word,
      case when w.said_precision = 'day' and w.stage is distinct from 'raised' and w.stage is distinct from 'asked'
        then w.said_on end,
      case when w.stage is distinct from 'raised' then w.note else '' end,
      w.stage is not distinct from 'raised', case w.stage when 'raised' then w.said_on end,
      case w.stage when 'raised' then w.said_precision end,
      case when w.case_org <> app.org() then 'partners' else seen_by end, w.owner_id, w.due_on,
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

  -- What stands already and becomes another. What it was stays in its event.
  with changed as (
    insert into commitment_events (org_id, id, commitment_id, case_id, kind, changes, before, expected_version, person_id,
      actor_org_id, import_id, at)
    select c.org_id, w.event_id, c.id, c.case_id, 'changed', n.changes,
      (select jsonb_object_agg(k, to_jsonb(c) -> k) from jsonb_object_keys(n.changes) k), w.version, app.person(),
      app.org(), of_import, this_moment
    from unnest(wanted) w,
      lateral (select * from commitments c where c.org_id = w.case_org and c.id = w.commitment_id limit 1) c,
      lateral (select jsonb_strip_nulls(jsonb_build_object(
        'stage', nullif(w.stage, 'raised'), 'word', w.word, 'owner_id', w.owner_id, 'due_on', w.due_on,
        'word_text', case when w.stage is distinct from 'raised' then nullif(w.note, '') end,
        'word_on', case when w.said_precision = 'day' and w.stage is distinct from 'raised'
          and w.stage is distinct from 'asked' then w.said_on end,
        'asked_on', case w.stage when 'asked' then coalesce(case w.said_precision when 'day' then w.said_on end,
          c.asked_on, app.today()) end)) as changes) n
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
create or replace function app.undo_import(of_import uuid) returns table (taken_back integer, kept integer)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
set enable_seqscan = off
as $$
declare
  the_import imports;
  this_moment constant timestamptz := clock_timestamp();
  mine uuid[];
  before_of jsonb;
  own_words uuid[];
begin
  select * into the_import from imports i
   where i.id = of_import and i.org_id = app.org() and i.created_by = app.membership() for update;
  if not found or app.role() is null or app.role() not in ('administrator', 'advocate') then
    raise exception 'no such import' using errcode = '42501';
  end if;
  if the_import.status <> 'done' then
    raise exception 'the import is not there to be taken back' using errcode = 'PL003';
  end if;
  mine := array(select d.case_id from (select distinct r.case_id from import_rows r
    where r.org_id = app.org() and r.import_id = of_import offset 0) d where app.contributes(d.case_id));
  perform 1 from commitments c where c.id = any (array(select r.commitment_id from import_rows r
    where r.org_id = app.org() and r.import_id = of_import)) order by c.id for update;

  update import_rows r set is_taken_back = true
  where r.org_id = app.org() and r.import_id = of_import and r.outcome <> 'left' and r.case_id = any (mine)
    and exists (select 1 from commitments c where c.org_id = r.case_org_id and c.id = r.commitment_id
      -- Nobody added a source, a State or a case to what the sheet said was said, and nobody recorded it besides.
      and (r.intervention_id is null or (
        (select count(*) from evidence e where e.intervention_id = r.intervention_id) = 1
        and (select count(*) from intervention_cases k where k.intervention_id = r.intervention_id) = 1
        and (select count(*) from intervention_states s where s.intervention_id = r.intervention_id) = 1))
      and not exists (select 1 from intervention_commitments l
        join interventions i on i.org_id = l.org_id and i.id = l.intervention_id
        where l.commitment_id = r.commitment_id and l.intervention_id is distinct from r.intervention_id
          and i.created_at > the_import.done_at)
      and case r.outcome
        when 'set' then
          not exists (select 1 from commitment_events e where e.commitment_id = r.commitment_id
            and e.import_id is distinct from of_import)
          and not exists (select 1 from conversation_cases t where t.commitment_id = r.commitment_id)
        else not exists (
          select 1 from commitment_events e
          where e.id = r.event_id and e.commitment_id = r.commitment_id
            and (exists (select 1 from jsonb_each(e.changes) k
                  where to_jsonb(c) -> k.key is distinct from k.value)
              or exists (select 1 from commitment_events later where later.commitment_id = e.commitment_id
                  and later.at > e.at and jsonb_exists_any(later.changes, array(select jsonb_object_keys(e.changes)))))) end
      offset 0);

  perform set_config('app.import_id', of_import::text, true);
  -- What it changed.
  with undone as (
    insert into commitment_events (org_id, commitment_id, case_id, kind, changes, before, undoes, person_id, actor_org_id,
      import_id, at)
    select e.org_id, e.commitment_id, e.case_id, 'undone', e.before, e.changes, e.id, app.person(), app.org(), of_import,
      this_moment
    from import_rows r,
      lateral (select * from commitment_events e where e.commitment_id = r.commitment_id and e.id = r.event_id limit 1) e
    where r.org_id = app.org() and r.import_id = of_import and r.is_taken_back and r.outcome = 'changed'
    returning commitment_id, changes)
  select coalesce(jsonb_object_agg(n.commitment_id, n.changes), '{}') into before_of from undone n;
  perform app.apply_changes(before_of, this_moment);

  -- What it opened: first whatever hangs on it, all at once.
  declare
    opened constant uuid[] := array(select r.commitment_id from import_rows r where r.org_id = app.org()
      and r.import_id = of_import and r.is_taken_back and r.outcome = 'set');
  begin
    insert into audit_log (org_id, person_id, actor_org_id, action, subject, subject_id, case_id, commitment_id, columns,
      details)
    select c.org_id, app.person(), app.org(), 'delete', 'commitments', c.id::text, c.case_id, c.id, '{}',
      jsonb_build_object('state_code', jsonb_build_array(c.state_code, null), 'session_id',
        jsonb_build_array(c.session_id, null), 'stage', jsonb_build_array(c.stage, null), 'word',
        jsonb_build_array(c.word, null), 'import_id', jsonb_build_array(null, of_import))
    from commitments c where c.id = any (opened);
    delete from intervention_commitments l where l.commitment_id = any (opened);
    delete from commitment_readers r where r.commitment_id = any (opened);
    delete from commitment_events e where e.commitment_id = any (opened);
    delete from commitments c where c.id = any (opened);
  end;
  own_words := array(select r.intervention_id from import_rows r where r.org_id = app.org() and r.import_id = of_import
    and r.is_taken_back and r.intervention_id is not null);
  delete from intervention_commitments l where l.intervention_id = any (own_words);
  delete from interventions i where i.id = any (own_words);
  perform pg_notify('plenary_moves', '');

  select count(*) filter (where r.is_taken_back), count(*) filter (where not r.is_taken_back)
    into taken_back, kept
  from import_rows r where r.org_id = app.org() and r.import_id = of_import and r.outcome <> 'left';
  perform set_config('app.import_id', '', true);
  update imports i set status = 'undone', undone_at = this_moment, undone_by = app.membership(), kept_count = kept
  where i.org_id = app.org() and i.id = of_import;
  return next;
end
$$;
--> statement-breakpoint
revoke all on function app.readers_wanted(uuid[]), app.apply_changes(jsonb, timestamptz) from public;
--> statement-breakpoint
set local role none;

--> statement-breakpoint
-- Looks anew at the tables of which fewer rows are known than an import has just written, as is advised after every large
-- load: until then lists and checks behind a foreign key are planned for an empty table. The owner's own function, since
-- nobody else may; a large database, which is known well enough, is left alone.
create function app.look_over_import(wrote integer) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public
as $$
declare
  t regclass;
begin
  foreach t in array array['commitments', 'commitment_events', 'commitment_readers', 'import_rows', 'interventions',
      'intervention_cases', 'intervention_states', 'intervention_commitments', 'evidence']::regclass[] loop
    if (select c.reltuples from pg_class c where c.oid = t) < least(wrote, 10000) then
      execute format('analyze %s', t);
    end if;
  end loop;
end
$$;
--> statement-breakpoint
revoke all on function app.look_over_import(integer) from public;
--> statement-breakpoint
grant execute on function app.look_over_import(integer) to plenary_app;
