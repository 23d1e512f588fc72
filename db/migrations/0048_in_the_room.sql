CREATE TABLE "evidence_corrections" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"evidence_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"person_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_corrections_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "evidence_corrections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "speakers" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"place" double precision NOT NULL,
	"written" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"state_code" text,
	"members" text[] DEFAULT '{}' NOT NULL,
	"on_behalf_of" text DEFAULT '' NOT NULL,
	"spoke_at" timestamp with time zone,
	"spoke_by" uuid,
	"stamped_at" timestamp with time zone,
	"cut_at" timestamp with time zone,
	"cut_by" uuid,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "speakers_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_speaker_kind" CHECK (kind is null or kind in ('state', 'other', 'unclear')),
	CONSTRAINT "a_state_speaks_as_a_state" CHECK ((kind = 'state') = (state_code is not null)),
	CONSTRAINT "a_speaker_says_who" CHECK (state_code is not null or written <> ''),
	CONSTRAINT "who_was_cut_did_not_speak" CHECK (spoke_at is null or cut_at is null)
);
--> statement-breakpoint
ALTER TABLE "speakers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unraised_reasons" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"commitment_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_org_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unraised_reasons_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_reason" CHECK (reason is null or reason in ('cut', 'spoke_without_it', 'not_on_the_list', 'in_writing', 'held_back', 'asked_not_to', 'unknown'))
);
--> statement-breakpoint
ALTER TABLE "unraised_reasons" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_events" DROP CONSTRAINT "a_known_event_kind";--> statement-breakpoint
ALTER TABLE "session_tasks" ADD COLUMN "purpose" text;--> statement-breakpoint
ALTER TABLE "session_tasks" ADD COLUMN "about_state" text;--> statement-breakpoint
ALTER TABLE "case_events" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "intervention_cases" ADD COLUMN "speaker_id" uuid;--> statement-breakpoint
ALTER TABLE "interventions" ADD COLUMN "said_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "interventions" ADD COLUMN "speaker_id" uuid;--> statement-breakpoint
ALTER TABLE "evidence_corrections" ADD CONSTRAINT "correction_of_evidence" FOREIGN KEY ("org_id","evidence_id") REFERENCES "public"."evidence"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speakers" ADD CONSTRAINT "speakers_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speakers" ADD CONSTRAINT "speakers_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speakers" ADD CONSTRAINT "speakers_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "speakers" ADD CONSTRAINT "speaker_listed_by_a_member" FOREIGN KEY ("org_id","recorded_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unraised_reasons" ADD CONSTRAINT "reason_of_a_commitment" FOREIGN KEY ("org_id","commitment_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unraised_reasons" ADD CONSTRAINT "reason_on_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_of_evidence" ON "evidence_corrections" USING btree ("evidence_id","at");--> statement-breakpoint
CREATE INDEX "speakers_of_a_session" ON "speakers" USING btree ("org_id","session_id","place");--> statement-breakpoint
CREATE INDEX "reasons_of_a_commitment" ON "unraised_reasons" USING btree ("commitment_id","created_at");--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "session_tasks_about_state_states_code_fk" FOREIGN KEY ("about_state") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "interventions_of_a_speaker" ON "interventions" USING btree ("recorded_org_id","speaker_id");--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "a_state_is_thanked_once" UNIQUE("org_id","session_id","purpose","about_state");--> statement-breakpoint
ALTER TABLE "intervention_cases" ADD CONSTRAINT "a_speaker_is_heard_once_on_a_case" UNIQUE("speaker_id","case_id");--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "a_known_task_purpose" CHECK (purpose is null or purpose in ('thank_you', 'follow_up'));--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "a_purpose_is_about_a_state" CHECK ((purpose is null) = (about_state is null));--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "a_known_event_kind" CHECK (kind is null or kind in ('engagement', 'reprisal', 'situation', 'un_action', 'government_response', 'release', 'death', 'outcome', 'other'));--> statement-breakpoint
CREATE POLICY "readers of evidence read what it said before" ON "evidence_corrections" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from evidence e where e.org_id = evidence_corrections.org_id
    and e.id = evidence_corrections.evidence_id));--> statement-breakpoint
CREATE POLICY "advocates follow their speakers list" ON "speakers" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates list the speakers of sessions that they read" ON "speakers" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and recorded_by = app.membership() and exists (select 1 from sessions s where s.id = session_id));--> statement-breakpoint
CREATE POLICY "a speakers list is read by its organisation" ON "speakers" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());--> statement-breakpoint
CREATE POLICY "advocates take out speakers that were not reached yet" ON "speakers" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and spoke_at is null and cut_at is null);--> statement-breakpoint
CREATE POLICY "contributors to the case say why it was not kept" ON "unraised_reasons" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (recorded_org_id = app.org() and recorded_by = app.membership() and exists (select 1 from commitment_readers cr where cr.commitment_id = unraised_reasons.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0) and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = unraised_reasons.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))));--> statement-breakpoint
CREATE POLICY "readers of a commitment read why it was not kept" ON "unraised_reasons" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from commitment_readers cr where cr.commitment_id = unraised_reasons.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0));
--> statement-breakpoint
-- A line that is gone takes no word with it: what was said stays said.
alter table interventions add constraint intervention_of_a_speaker
  foreign key (recorded_org_id, speaker_id) references speakers (org_id, id) on delete set null (speaker_id);
--> statement-breakpoint
-- A line is not heard before it stands in the list. Whoever stamps it is known by their own sign-in, and the first stays;
-- the minute is corrected, and taken back within the hour. Who spoke for whom stays as it was once that happened.
create function app.guard_speaker() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  this_moment constant timestamptz := clock_timestamp();
begin
  new.changed_at := this_moment;
  new.members := array(select distinct m from unnest(new.members) as m where m is distinct from new.state_code order by m);
  if exists (select 1 from unnest(new.members) as m where not exists (select 1 from states s where s.code = m)) then
    raise exception 'no such State' using errcode = 'PL004';
  end if;
  if tg_op = 'INSERT' then
    if app.person() is not null and num_nonnulls(new.spoke_at, new.cut_at) > 0 then
      raise exception 'nobody is heard before they are listed' using errcode = 'PL004';
    end if;
    return new;
  end if;
  if num_nonnulls(old.spoke_at, old.cut_at) > 0
     and (new.state_code, new.members, new.on_behalf_of, new.kind) is distinct from
       (old.state_code, old.members, old.on_behalf_of, old.kind) then
    raise exception 'who spoke for whom is over' using errcode = 'PL004';
  end if;
  if new.spoke_at is not null then
    new.spoke_at := date_trunc('minute', new.spoke_at);
    if new.state_code is null or new.spoke_at > this_moment + interval '2 minutes'
       or new.spoke_at < coalesce(old.stamped_at, this_moment) - interval '1 day' then
      raise exception 'that minute is not one of them' using errcode = 'PL004';
    end if;
  end if;
  if old.spoke_at is null and new.spoke_at is not null then
    new.spoke_by := coalesce(app.membership(), new.spoke_by);
    new.stamped_at := this_moment;
  elsif old.spoke_at is not null and new.spoke_at is null then
    if old.stamped_at < this_moment - interval '1 hour' then
      raise exception 'it is too late to take it back' using errcode = 'PL004';
    end if;
    new.spoke_by := null;
    new.stamped_at := null;
  else
    new.spoke_by := old.spoke_by;
    new.stamped_at := old.stamped_at;
  end if;
  if new.spoke_at is not null and new.spoke_at is distinct from old.spoke_at then
    update interventions i set said_at = new.spoke_at
    where i.recorded_org_id = new.org_id and i.speaker_id = new.id;
  end if;
  if old.cut_at is null and new.cut_at is not null then
    new.cut_at := this_moment;
    new.cut_by := coalesce(app.membership(), new.cut_by);
  elsif new.cut_at is null then
    new.cut_by := null;
  else
    new.cut_at := old.cut_at;
    new.cut_by := old.cut_by;
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_speaker before insert or update on speakers for each row execute function app.guard_speaker();
--> statement-breakpoint
-- What is recorded of a line of the speakers list is of that session and that State, and has its minute.
create function app.guard_heard() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  select l.spoke_at into new.said_at from speakers l
  where l.org_id = new.recorded_org_id and l.id = new.speaker_id and l.session_id = new.session_id
    and l.state_code = new.delivered_by and l.spoke_at is not null;
  if not found then
    raise exception 'nobody of the list was heard there' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_heard before insert on interventions for each row
  when (new.speaker_id is not null) execute function app.guard_heard();
--> statement-breakpoint
create function app.guard_heard_case() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  new.speaker_id := (select i.speaker_id from interventions i
    where i.org_id = new.org_id and i.id = new.intervention_id);
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_heard_case before insert on intervention_cases for each row
  when (current_user <> 'plenary_guard') execute function app.guard_heard_case();
--> statement-breakpoint
-- One delivery is credited to whoever spoke and to whom they spoke for, and to nobody else.
create function app.guard_heard_state() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if exists (select 1 from interventions i join speakers l on l.org_id = i.recorded_org_id and l.id = i.speaker_id
      where i.org_id = new.org_id and i.id = new.intervention_id
        and new.state_code is distinct from l.state_code and new.state_code <> all (l.members)) then
    raise exception 'the speaker did not speak for that State' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_heard_state before insert on intervention_states for each row
  when (current_user <> 'plenary_guard') execute function app.guard_heard_state();
--> statement-breakpoint
-- Takes back what was heard of one line, within the hour, as far as it is the actor's to record; gives how many of it
-- stay because somebody else's words are in them. What it opened goes with it, unless something else happened there.
create function app.take_back_heard(of_speaker uuid) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  theirs uuid[];
  mine uuid[];
  opened uuid[];
begin
  if not exists (select 1 from speakers l where l.org_id = app.org() and l.id = of_speaker
      and l.stamped_at >= clock_timestamp() - interval '1 hour') then
    raise exception 'it is too late to take it back' using errcode = 'PL004';
  end if;
  mine := array(select i.id from interventions i
    where i.recorded_org_id = app.org() and i.speaker_id = of_speaker
      and i.created_at >= clock_timestamp() - interval '1 hour'
      and not exists (select 1 from intervention_cases c where c.org_id = i.org_id and c.intervention_id = i.id
        and not app.contributes(c.case_id)));
  theirs := array(select i from unnest(mine) as i where exists (select 1 from evidence e
    where e.intervention_id = i and e.recorded_by is distinct from app.membership() and e.quote <> ''));
  mine := array(select i from unnest(mine) as i where i <> all (theirs));
  opened := array(select k.commitment_id from intervention_commitments k
    join commitments c on c.org_id = k.org_id and c.id = k.commitment_id
    where k.intervention_id = any (mine) and c.opened_from = 'intervention'
      and not exists (select 1 from intervention_commitments o
        where o.commitment_id = k.commitment_id and o.intervention_id <> all (mine))
      and not exists (select 1 from commitment_events e where e.commitment_id = k.commitment_id and e.kind <> 'opened'));
  delete from intervention_commitments k where k.intervention_id = any (mine);
  delete from commitments c where c.id = any (opened);
  delete from interventions i where i.id = any (mine);
  return cardinality(theirs);
end
$$;
--> statement-breakpoint
-- Words from the room are corrected by whoever noted them; what stood there before is kept.
create function app.correct_words(of_evidence uuid, words text, in_language text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
begin
  select e.org_id, e.id, e.quote, e.quote_language, i.recorded_org_id, i.session_id, i.speaker_id into standing
  from evidence e join interventions i on i.org_id = e.org_id and i.id = e.intervention_id
  where e.id = of_evidence and e.recorded_by = app.membership() and e.kind = 'first_hand_note'
    and i.speaker_id is not null and app.role() in ('administrator', 'advocate')
    and exists (select 1 from intervention_cases c where c.org_id = i.org_id and c.intervention_id = i.id
      and app.contributes(c.case_id))
  for update of e;
  if not found then
    raise exception 'only its author corrects a note' using errcode = '42501';
  end if;
  if (standing.quote, standing.quote_language) is not distinct from (words, in_language) then
    return;
  end if;
  if standing.quote <> '' then
    insert into evidence_corrections (org_id, evidence_id, before, person_id)
    values (standing.org_id, standing.id,
      jsonb_build_object('quote', standing.quote, 'quote_language', standing.quote_language), app.person());
  end if;
  update evidence e set quote = words, quote_language = in_language
  where e.org_id = standing.org_id and e.id = standing.id;
  perform pg_notify('plenary_moves', 'room ' || standing.recorded_org_id || ' ' || standing.session_id);
end
$$;
--> statement-breakpoint
-- What was raised has no reason why it was not.
create function app.guard_unraised_reason() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  new.created_at := clock_timestamp();
  if not exists (select 1 from commitments c where c.org_id = new.org_id and c.id = new.commitment_id
      and c.case_id = new.case_id and not c.is_raised) then
    raise exception 'it was raised' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_unraised_reason before insert on unraised_reasons
  for each row execute function app.guard_unraised_reason();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- told at once
-- The room of an organisation at a session changed: opaque ids, told to its members alone, who look for themselves.
create function app.tell_of_room() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  room record;
begin
  for room in select distinct t.org_id, t.session_id from told t loop
    perform pg_notify('plenary_moves', 'room ' || room.org_id || ' ' || room.session_id);
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_added after insert on speakers
  referencing new table as told for each statement execute function app.tell_of_room();
--> statement-breakpoint
create trigger tell_of_changed after update on speakers
  referencing new table as told for each statement execute function app.tell_of_room();
--> statement-breakpoint
create trigger tell_of_removed after delete on speakers
  referencing old table as told for each statement execute function app.tell_of_room();
--> statement-breakpoint
-- What was heard on a line, and each note of it. An import, which hears nobody, says so itself.
create function app.tell_of_heard() returns trigger
language plpgsql
set search_path = pg_catalog, public
as $$
declare
  room record;
begin
  for room in select distinct i.recorded_org_id, i.session_id from told t
      join interventions i on i.org_id = t.org_id and i.id = t.intervention_id
      where i.speaker_id is not null loop
    perform pg_notify('plenary_moves', 'room ' || room.recorded_org_id || ' ' || room.session_id);
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_heard after insert on evidence
  referencing new table as told for each statement
  when (current_user <> 'plenary_guard') execute function app.tell_of_heard();
--> statement-breakpoint
-- Raised is no event: it follows from a link, and open trackers hear of it all the same.
create function app.tell_of_raised() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  move uuid;
begin
  if (select count(*) from told) > 50 then
    perform pg_notify('plenary_moves', '');
    return null;
  end if;
  for move in select distinct commitment_id from told loop
    perform pg_notify('plenary_moves', move || ' ' || coalesce(app.person()::text, ''));
  end loop;
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_raised after insert on intervention_commitments
  referencing new table as told for each statement execute function app.tell_of_raised();
--> statement-breakpoint
create trigger tell_of_taken_back after delete on intervention_commitments
  referencing old table as told for each statement execute function app.tell_of_raised();
--> statement-breakpoint
-- Which organisation each sign-in is in now, for telling its members of their own rooms; null where it is over.
create function app.organisations_of(secrets jsonb) returns table (place integer, org_id uuid)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select (o.ordinality - 1)::integer, m.org_id
    from jsonb_array_elements_text(secrets) with ordinality o (secret, ordinality)
    left join sign_ins s on s.secret_hash = sha256(convert_to(o.secret, 'UTF8'))
      and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '30 minutes'
    left join memberships m
      on m.person_id = s.person_id and m.org_id = s.active_org_id and m.status = 'confirmed'
$$;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- A session on which somebody wrote stays when the example goes.
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
    and not exists (select 1 from case_events e where e.session_id = s.id);
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
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or delete on speakers for each row
    execute function app.audit('session_id,state_code,members,spoke_at,cut_at', 'id');
  -- Where it stands in the list is no news.
  create trigger audit_changes after update of written, kind, state_code, members, on_behalf_of, spoke_at, cut_at
    on speakers for each row execute function app.audit('session_id,state_code,members,spoke_at,cut_at', 'id');
  create trigger audit after insert on unraised_reasons for each row execute function app.audit('reason', 'id');
end
$$;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['speakers', 'unraised_reasons', 'evidence_corrections'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
end
$$;
--> statement-breakpoint
grant select, insert, delete on speakers to plenary_app;
--> statement-breakpoint
grant update (place, kind, state_code, members, on_behalf_of, spoke_at, cut_at) on speakers to plenary_app;
--> statement-breakpoint
grant select, insert on unraised_reasons to plenary_app;
--> statement-breakpoint
grant select on evidence_corrections to plenary_app;
--> statement-breakpoint
grant update (session_id) on case_events to plenary_app;
--> statement-breakpoint
revoke all on function app.guard_speaker(), app.guard_heard(), app.guard_heard_case(), app.guard_heard_state(),
  app.take_back_heard(uuid), app.correct_words(uuid, text, text), app.guard_unraised_reason(), app.tell_of_room(),
  app.tell_of_heard(), app.tell_of_raised(), app.organisations_of(jsonb) from public;
--> statement-breakpoint
grant execute on function app.take_back_heard(uuid), app.correct_words(uuid, text, text) to plenary_app;
--> statement-breakpoint
grant execute on function app.organisations_of(jsonb) to plenary_auth;
--> statement-breakpoint
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.proowner = current_user::regrole and p.prosecdef
              and p.proname in ('guard_speaker', 'guard_heard', 'guard_heard_case', 'guard_heard_state',
                'take_back_heard', 'correct_words', 'guard_unraised_reason', 'tell_of_raised', 'organisations_of') loop
    execute format('alter function %s owner to plenary_guard', f.signature);
  end loop;
end
$$;
