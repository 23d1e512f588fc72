DROP INDEX "events_of_a_commitment";--> statement-breakpoint
DROP INDEX "interventions_of_a_commitment";--> statement-breakpoint
CREATE INDEX "conversations_about_a_commitment" ON "conversation_cases" USING btree ("commitment_id","case_org_id");--> statement-breakpoint
CREATE INDEX "events_of_a_commitment" ON "commitment_events" USING btree ("commitment_id","org_id","at");--> statement-breakpoint
CREATE INDEX "interventions_of_a_commitment" ON "intervention_commitments" USING btree ("commitment_id","org_id");--> statement-breakpoint
-- An import of ten times the rows takes ten times as long, and so does taking it back.
set local role plenary_guard;
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
  -- One by one, and with one index that can serve: what is known of the table does not tell yet what this transaction put
  -- there, and a session or an organisation may have all of it.
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
  on conflict do nothing;
  opened := array(select c.id from unnest(wanted) w join commitments c on c.org_id = w.case_org and c.id = w.commitment_id
    where w.outcome = 'set');
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes, person_id, actor_org_id, import_id, at)
  select c.org_id, c.id, c.case_id, 'opened',
    jsonb_strip_nulls(jsonb_build_object('stage', c.stage, 'naming', c.naming, 'word', c.word)), app.person(), app.org(),
    of_import, this_moment
  from commitments c where c.id = any (opened);
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
  from commitments c where c.id = any (opened);
  perform app.refresh_readers_of(opened);

  -- What stands already and becomes another. What it was stays in its event.
  insert into commitment_events (org_id, id, commitment_id, case_id, kind, changes, before, expected_version, person_id,
    actor_org_id, import_id, at)
  select c.org_id, w.event_id, c.id, c.case_id, 'changed', n.changes,
    (select jsonb_object_agg(k, to_jsonb(c) -> k) from jsonb_object_keys(n.changes) k), w.version, app.person(),
    app.org(), of_import, this_moment
  from unnest(wanted) w
  join commitments c on c.org_id = w.case_org and c.id = w.commitment_id,
    lateral (select jsonb_strip_nulls(jsonb_build_object(
      'stage', nullif(w.stage, 'raised'), 'word', w.word, 'owner_id', w.owner_id, 'due_on', w.due_on,
      'word_text', case when w.stage is distinct from 'raised' then nullif(w.note, '') end,
      'word_on', case when w.said_precision = 'day' and w.stage is distinct from 'raised'
        and w.stage is distinct from 'asked' then w.said_on end,
      'asked_on', case w.stage when 'asked' then coalesce(case w.said_precision when 'day' then w.said_on end,
        c.asked_on, app.today()) end)) as changes) n
  where w.outcome = 'changed' and n.changes <> '{}';
  update commitments c set
    stage = n.stage, word = n.word, owner_id = n.owner_id, due_on = n.due_on, word_text = n.word_text,
    word_on = n.word_on, asked_on = n.asked_on, version = c.version + 1, changed_at = this_moment
  from unnest(wanted) w
  join commitment_events e on e.org_id = w.case_org and e.id = w.event_id
  join commitments k on k.org_id = w.case_org and k.id = w.commitment_id,
    lateral jsonb_populate_record(k, e.changes) n
  where w.outcome = 'changed' and c.org_id = k.org_id and c.id = k.id;

  -- What has been said: never set, but recorded with the sheet as its evidence.
  insert into interventions (org_id, id, session_id, forum, delivered_by, said_on, said_precision, summary, recorded_by,
    recorded_org_id)
  select w.case_org, w.intervention_id, w.session_id, w.forum, w.state_code, w.said_on,
    case when w.said_on is null then 'unknown' else w.said_precision end, w.note, app.membership(), app.org()
  from unnest(wanted) w
  where w.intervention_id is not null and (w.outcome = 'changed' or w.commitment_id = any (opened));
  insert into intervention_cases (org_id, intervention_id, case_id)
  select i.org_id, i.id, w.case_id from unnest(wanted) w
  join interventions i on i.org_id = w.case_org and i.id = w.intervention_id;
  insert into intervention_states (org_id, intervention_id, state_code)
  select i.org_id, i.id, w.state_code from unnest(wanted) w
  join interventions i on i.org_id = w.case_org and i.id = w.intervention_id;
  insert into evidence (org_id, intervention_id, kind, grade, source, recorded_by)
  select i.org_id, i.id, 'imported_sheet', 'E', app.column_letters(w.place) || w.line, app.membership()
  from unnest(wanted) w join interventions i on i.org_id = w.case_org and i.id = w.intervention_id;
  insert into intervention_commitments (org_id, intervention_id, commitment_id)
  select i.org_id, i.id, w.commitment_id from unnest(wanted) w
  join interventions i on i.org_id = w.case_org and i.id = w.intervention_id;
  -- The State may have spoken already, as far as somebody else recorded it.
  insert into intervention_commitments (org_id, intervention_id, commitment_id)
  select c.org_id, i.id, c.id
  from commitments c
  join intervention_cases ic on ic.org_id = c.org_id and ic.case_id = c.case_id
  join interventions i on i.org_id = ic.org_id and i.id = ic.intervention_id and i.session_id = c.session_id
  join intervention_states s on s.org_id = i.org_id and s.intervention_id = i.id and s.state_code = c.state_code
  where c.id = any (opened)
  on conflict do nothing;

  with written as (
    insert into import_rows (org_id, import_id, line, place, created_by, case_org_id, case_id, state_code, session_id,
      outcome, stage, word, commitment_id, event_id, intervention_id)
    select app.org(), of_import, w.line, w.place, app.membership(), w.case_org, w.case_id, w.state_code, w.session_id,
      d.outcome, w.stage, w.word, case when d.outcome <> 'left' then w.commitment_id end,
      case w.outcome when 'changed' then (select e.id from commitment_events e
        where e.org_id = w.case_org and e.id = w.event_id) end,
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
-- What a transaction wrote itself the statistics don't know yet: where a table was empty before, each of the thousands of
-- look-ups behind a foreign key would read all of it.
alter function app.undo_import(uuid) set enable_seqscan = off;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
-- Made four times for each row. Its body is read when it is created, so that it needs no path, and can stand in the
-- statement itself.
create or replace function app.uuidv7() returns uuid
language sql volatile parallel safe
return encode(
  set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
      placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
    52, 1), 53, 1),
  'hex')::uuid;
--> statement-breakpoint
ALTER TABLE "commitment_events" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "commitment_events" ADD CONSTRAINT "a_short_reason" CHECK (length(reason) <= 300);
--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given'));--> statement-breakpoint
-- Whoever is given a step by somebody else is told, and told again when it comes back to them.
create function app.tell_of_step() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  insert into notices (org_id, membership_id, kind, subject_id)
  select m.org_id, m.id, 'step_given', new.id
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = 'step_given'
  where m.org_id = new.org_id and m.id = new.owner_id and m.status = 'confirmed'
    and m.person_id is distinct from app.person() and coalesce(c.in_application, true)
  on conflict (membership_id, kind, subject_id) do update set at = now(), read_at = null, mailed_at = null;
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.tell_of_step() from public;
--> statement-breakpoint
create trigger tell_of_step after insert on session_tasks for each row
  when (new.owner_id is not null and new.done_at is null) execute function app.tell_of_step();
--> statement-breakpoint
create trigger tell_of_step_given after update of owner_id on session_tasks for each row
  when (new.owner_id is not null and new.done_at is null and new.owner_id is distinct from old.owner_id)
  execute function app.tell_of_step();
--> statement-breakpoint
alter function app.tell_of_step() owner to plenary_guard;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.notices_to_mail(of_person uuid default null)
  returns table (org_id uuid, id uuid, person_id uuid, at_once boolean)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select n.org_id, n.id, m.person_id, n.is_urgent or coalesce(c.mail, 'daily') = 'at_once'
  from notices n
  join memberships m on m.org_id = n.org_id and m.id = n.membership_id and m.status = 'confirmed'
  left join notice_choices c on c.org_id = n.org_id and c.membership_id = n.membership_id and c.kind = n.kind
  where n.mailed_at is null and n.at > now() - interval '14 days' and n.read_at is null
    and (of_person is null or m.person_id = of_person)
    and coalesce(c.mail, 'daily') <> 'none'
    and case n.kind
      when 'consent_withdrawn' then true
      when 'step_given' then exists (select 1 from session_tasks t where t.org_id = n.org_id and t.id = n.subject_id
        and t.owner_id = n.membership_id and t.done_at is null)
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
CREATE TABLE "pinned_states" (
	"org_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pinned_states_org_id_membership_id_state_code_pk" PRIMARY KEY("org_id","membership_id","state_code")
);
--> statement-breakpoint
ALTER TABLE "pinned_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pinned_states" ADD CONSTRAINT "pinned_states_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pinned_states" ADD CONSTRAINT "pinned_by_a_member" FOREIGN KEY ("org_id","membership_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "members keep their own pins" ON "pinned_states" AS PERMISSIVE FOR ALL TO "plenary_app" USING (org_id = app.org() and membership_id = app.membership()) WITH CHECK (org_id = app.org() and membership_id = app.membership());--> statement-breakpoint
-- Six stand above the fold of a phone. The lock keeps two presses from making seven.
create function app.guard_pinned_states() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('pins of ' || new.membership_id, 0));
  if (select count(*) from pinned_states p where p.org_id = new.org_id and p.membership_id = new.membership_id
        and p.state_code <> new.state_code) >= 6 then
    raise exception 'more States than are pinned' using errcode = 'PL004';
  end if;
  new.at := now();
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.guard_pinned_states() from public;
--> statement-breakpoint
create trigger guard_pinned_states before insert on pinned_states
  for each row execute function app.guard_pinned_states();
--> statement-breakpoint
alter function app.guard_pinned_states() owner to plenary_guard;
--> statement-breakpoint
revoke all on pinned_states from public;
--> statement-breakpoint
alter table pinned_states force row level security;
--> statement-breakpoint
create policy "the guard keeps the rules" on pinned_states to plenary_guard using (true) with check (true);
--> statement-breakpoint
grant select on pinned_states to plenary_guard;
--> statement-breakpoint
grant select, insert, delete on pinned_states to plenary_app;
--> statement-breakpoint
ALTER TABLE "commitments" DROP CONSTRAINT "one_commitment_per_state_case_occasion";--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "one_commitment_per_state_case_occasion" UNIQUE("case_id","state_code","session_id","org_id");
