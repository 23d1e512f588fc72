-- What waits in the background is one kind of thing, whether it is a pack or a report.
ALTER TABLE "brief_packs" RENAME TO "brief_jobs";--> statement-breakpoint
ALTER TABLE "brief_jobs" RENAME CONSTRAINT "brief_packs_org_id_id_pk" TO "brief_jobs_org_id_id_pk";--> statement-breakpoint
ALTER TABLE "brief_jobs" RENAME CONSTRAINT "pack_ids_are_unique" TO "job_ids_are_unique";--> statement-breakpoint
ALTER TABLE "brief_jobs" RENAME CONSTRAINT "brief_packs_org_id_organisations_id_fk" TO "brief_jobs_org_id_organisations_id_fk";--> statement-breakpoint
ALTER TABLE "brief_jobs" RENAME CONSTRAINT "brief_packs_session_id_sessions_id_fk" TO "brief_jobs_session_id_sessions_id_fk";--> statement-breakpoint
ALTER TABLE "brief_jobs" RENAME CONSTRAINT "pack_asked_for_by_a_member" TO "job_asked_for_by_a_member";--> statement-breakpoint
ALTER INDEX "packs_to_make" RENAME TO "jobs_to_do";--> statement-breakpoint
ALTER INDEX "packs_of_a_member" RENAME TO "jobs_of_a_member";--> statement-breakpoint
ALTER TABLE "brief_jobs" ADD COLUMN "kind" text DEFAULT 'pack' NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_jobs" ALTER COLUMN "kind" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "brief_jobs" ADD CONSTRAINT "a_known_job" CHECK (kind is null or kind in ('pack', 'report'));--> statement-breakpoint
ALTER TABLE "pack_missions" RENAME TO "job_parts";--> statement-breakpoint
ALTER TABLE "job_parts" RENAME COLUMN "pack_id" TO "job_id";--> statement-breakpoint
ALTER TABLE "job_parts" DROP CONSTRAINT "pack_missions_org_id_pack_id_state_code_pk";--> statement-breakpoint
ALTER TABLE "job_parts" ADD CONSTRAINT "job_parts_org_id_job_id_place_pk" PRIMARY KEY("org_id","job_id","place");--> statement-breakpoint
ALTER TABLE "job_parts" ADD CONSTRAINT "one_part_for_a_mission" UNIQUE("org_id","job_id","state_code");--> statement-breakpoint
ALTER TABLE "job_parts" ALTER COLUMN "state_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "job_parts" ADD COLUMN "reader" text;--> statement-breakpoint
ALTER TABLE "job_parts" ADD COLUMN "seen_hash" text;--> statement-breakpoint
ALTER TABLE "job_parts" RENAME CONSTRAINT "pack_missions_state_code_states_code_fk" TO "job_parts_state_code_states_code_fk";--> statement-breakpoint
ALTER TABLE "job_parts" RENAME CONSTRAINT "mission_of_a_pack" TO "part_of_a_job";--> statement-breakpoint
ALTER TABLE "job_parts" RENAME CONSTRAINT "a_known_pack_language" TO "a_known_part_language";--> statement-breakpoint
ALTER TABLE "job_parts" RENAME CONSTRAINT "a_known_pack_reason" TO "a_known_part_reason";--> statement-breakpoint
ALTER TABLE "job_parts" RENAME CONSTRAINT "a_mission_is_made_or_says_why_not" TO "a_part_is_made_or_says_why_not";--> statement-breakpoint
ALTER TABLE "job_parts" ADD CONSTRAINT "a_known_part_reader" CHECK (reader is null or reader in ('coalition', 'public'));--> statement-breakpoint
ALTER TABLE "job_parts" ADD CONSTRAINT "a_part_is_for_a_mission_or_a_report" CHECK ((state_code is null) = (reader is not null) and (reader is null) = (seen_hash is null)
        and (draft_id is null or state_code is not null) and seen_hash ~ '^[0-9a-f]{64}$');--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits'));--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits'));--> statement-breakpoint
DROP POLICY "writers ask for packs" ON "brief_jobs";--> statement-breakpoint
DROP POLICY "who asked for a pack reads it" ON "brief_jobs";--> statement-breakpoint
DROP POLICY "who asks for a pack names its missions" ON "job_parts";--> statement-breakpoint
DROP POLICY "who asked for a pack reads what became of it" ON "job_parts";--> statement-breakpoint
CREATE POLICY "writers ask for jobs" ON "brief_jobs" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from sessions s where s.id = brief_jobs.session_id) and lease_hash is null and lease_until is null and finished_at is null and cancelled_at is null);--> statement-breakpoint
CREATE POLICY "who asked for a job reads it" ON "brief_jobs" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and created_by = app.membership());--> statement-breakpoint
CREATE POLICY "who asks for a job names its parts" ON "job_parts" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from brief_jobs j where j.id = job_parts.job_id) and attempts = 0 and settled_at is null and brief_id is null and reason is null);--> statement-breakpoint
CREATE POLICY "who asked for a job reads what became of it" ON "job_parts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from brief_jobs j where j.id = job_parts.job_id));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
drop function app.pack(), app.finish_pack(uuid), app.leave_rest_of_pack(uuid, text), app.claim_pack(text),
  app.next_mission(), app.make_brief_of_pack(uuid, text, text), app.leave_mission(uuid, text), app.cancel_pack(uuid),
  app.look_at_pack(uuid), app.make_report(uuid, text, text, text, text, boolean);
--> statement-breakpoint
-- The job that a runner works on in this transaction (app.begin_job).
create function app.job() returns uuid
language sql stable
set search_path = pg_catalog
as $$
  select nullif(current_setting('app.job_id', true), '')::uuid
$$;
--> statement-breakpoint
-- Ends a job, and tells its author where they do not look at it.
create function app.finish_job(of_job uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  with finished as (
    update brief_jobs j set finished_at = now(), lease_hash = null, lease_until = null
     where j.id = of_job and j.finished_at is null returning j.*, j.kind || '_ready' as told)
  insert into notices (org_id, membership_id, kind, subject_id)
  select m.org_id, m.id, j.told, j.id
  from finished j
  join memberships m on m.org_id = j.org_id and m.id = j.created_by and m.status = 'confirmed'
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = j.told
  where coalesce(c.in_application, true) and coalesce(j.watched_at < now() - interval '15 seconds', true)
  on conflict (membership_id, kind, subject_id) do nothing
$$;
--> statement-breakpoint
-- What is left of a job is not made, for one reason, and what was written for it goes.
create function app.leave_rest_of_job(of_job uuid, why text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  delete from brief_drafts d using job_parts p
   where p.job_id = of_job and p.settled_at is null and d.id = p.draft_id and d.pack_id = of_job;
  update job_parts p set settled_at = now(), reason = why, draft_id = null
   where p.job_id = of_job and p.settled_at is null;
end
$$;
--> statement-breakpoint
-- Gives a job that nobody works on to a runner, who names a secret of its own; true where there was one. Whose author is
-- not there any more is ended.
create function app.claim_job(secret text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  gone uuid;
begin
  for gone in select j.id from brief_jobs j
    where j.finished_at is null and not exists (select 1 from memberships m
      where m.org_id = j.org_id and m.id = j.created_by and m.status = 'confirmed')
    for update of j skip locked
  loop
    perform app.leave_rest_of_job(gone, 'notAllowed');
    perform app.finish_job(gone);
  end loop;
  update brief_jobs set lease_hash = sha256(convert_to(secret, 'UTF8')), lease_until = now() + interval '1 minute'
   where id = (select j.id from brief_jobs j where j.finished_at is null
      and (j.lease_until is null or j.lease_until < now())
      order by j.created_at limit 1 for update skip locked);
  return found;
end
$$;
--> statement-breakpoint
-- As app.begin_session, for work that somebody asked for and that goes on without them: with their rights as they are now,
-- for as long as the lease holds. Until the transaction ends nobody else takes the job, nor ends it.
create or replace function app.begin_job(secret text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public
as $$
declare
  asked record;
begin
  select j.id, j.org_id, m.id as membership_id, m.role, m.person_id, o.time_zone into asked
    from brief_jobs j
    join memberships m on m.org_id = j.org_id and m.id = j.created_by and m.status = 'confirmed'
    join people o on o.id = m.person_id
   where j.lease_hash = sha256(convert_to(secret, 'UTF8')) and j.finished_at is null
     and j.lease_until > clock_timestamp()
     for update of j;
  if not found then
    raise exception 'signed out' using errcode = '28000';
  end if;
  perform set_config('app.sign_in_id', '', true),
          set_config('app.job_id', asked.id::text, true),
          set_config('app.person_id', asked.person_id::text, true),
          set_config('app.org_id', asked.org_id::text, true),
          set_config('app.membership_id', asked.membership_id::text, true),
          set_config('app.role', asked.role, true),
          set_config('app.time_zone', asked.time_zone, true);
end
$$;
--> statement-breakpoint
-- Begins the lease of the job that is worked on anew.
create function app.keep_job() returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update brief_jobs j set lease_until = clock_timestamp() + interval '1 minute' where j.id = app.job()
$$;
--> statement-breakpoint
-- The next part of the job that is worked on, with the lease begun anew; the job is finished where there is none. What three
-- runners did not come back from is left.
create function app.next_part()
  returns table (place integer, draft_id uuid, session_id uuid, reader text, language text, hash text)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
#variable_conflict use_column
declare
  next_place integer;
begin
  update job_parts p set settled_at = now(), reason = 'failed'
   where p.job_id = app.job() and p.settled_at is null and p.attempts >= 3;
  select p.place into next_place from job_parts p
   where p.job_id = app.job() and p.settled_at is null order by p.place limit 1;
  if not found then
    perform app.finish_job(app.job());
    return;
  end if;
  perform app.keep_job();
  return query update job_parts p set attempts = p.attempts + 1 from brief_jobs j
   where p.job_id = app.job() and p.place = next_place and j.id = p.job_id
   returning p.place, p.draft_id, j.session_id, p.reader, p.language, p.seen_hash;
end
$$;
--> statement-breakpoint
-- Makes the brief of one mission as app.make_brief does, and settles that part in the same step: null where it is settled.
create function app.make_brief_of_job(at_place integer, seen_hash text, made_with text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  of_draft uuid;
  made uuid;
begin
  select p.draft_id into of_draft from job_parts p
   where p.job_id = app.job() and p.place = at_place and p.settled_at is null and p.draft_id is not null for update;
  if not found then
    return null;
  end if;
  made := app.make_brief(of_draft, seen_hash, made_with, true);
  update job_parts p set brief_id = made, settled_at = now(), draft_id = null
   where p.job_id = app.job() and p.place = at_place;
  delete from brief_drafts d where d.id = of_draft and d.pack_id = app.job();
  return made;
end
$$;
--> statement-breakpoint
-- As in 0082, from what its author confirmed when they asked for it: makes a report of exactly that, as whoever asked, and
-- settles that part in the same step; null where it is settled. The same asked for twice is the same report.
create function app.make_report(at_place integer, made_with text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  asked record;
  inputs jsonb;
  about uuid[];
  made uuid;
begin
  select p.reader, p.language, p.seen_hash, j.session_id into asked
    from job_parts p join brief_jobs j on j.id = p.job_id
   where p.job_id = app.job() and p.place = at_place and p.settled_at is null and p.reader is not null for update of p;
  if not found then
    return null;
  end if;
  -- A change of consent takes the case first, so that the two never pass each other unseen.
  perform 1 from cases k where k.org_id = app.org()
    and k.id in (select c.case_id from commitments c where c.session_id = asked.session_id) order by k.id for key share;
  inputs := app.report_inputs(asked.session_id, asked.reader, asked.language);
  if inputs is null then
    raise exception 'for those who write about its cases' using errcode = '42501';
  end if;
  if app.hash_of(inputs) is distinct from asked.seen_hash then
    raise exception 'what it is made from changed' using errcode = 'PL003';
  end if;
  select array_agg((c.value ->> 'id')::uuid) into about from jsonb_array_elements(inputs -> 'cases') c;
  if about is null then
    raise exception 'a report tells of something' using errcode = 'PL004';
  end if;
  select b.id into made from briefs b where b.org_id = app.org() and b.made_by = app.membership()
    and b.kind = 'accountability' and b.hash = asked.seen_hash and b.generator = made_with and b.withdrawn_at is null;
  if not found then
    made := app.uuidv7();
    insert into briefs (org_id, id, kind, session_id, case_ids, audience, language, inputs, hash, shown, generator,
      reader_confirmed, made_by)
    values (app.org(), made, 'accountability', asked.session_id, about, asked.reader, asked.language, inputs,
      asked.seen_hash,
      (select jsonb_agg(jsonb_build_object('caseId', c.value ->> 'id', 'defenderId', p.defender_id,
          'shown', case when c.value ->> 'words' is null then 'label' else 'name' end))
        from jsonb_array_elements(inputs -> 'cases') c
        cross join lateral app.shown_in_brief((c.value ->> 'id')::uuid, asked.reader, null) p),
      made_with, true, app.membership());
  end if;
  update job_parts p set brief_id = made, settled_at = now() where p.job_id = app.job() and p.place = at_place;
  return made;
end
$$;
--> statement-breakpoint
-- Says why a part is not made. What was written for it stays, so that its author can go on with it.
create function app.leave_part(at_place integer, why text) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update job_parts p set settled_at = now(), reason = why
   where p.job_id = app.job() and p.place = at_place and p.settled_at is null
$$;
--> statement-breakpoint
-- For whoever asked: makes no more of it. What is made stays.
create function app.cancel_job(of_job uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform 1 from brief_jobs j where j.id = of_job and j.org_id = app.org() and j.created_by = app.membership()
    for update;
  if not found then
    raise exception 'for whoever asked for it' using errcode = '42501';
  end if;
  perform app.leave_rest_of_job(of_job, 'cancelled');
  update brief_jobs j set finished_at = now(), cancelled_at = now(), lease_hash = null, lease_until = null
   where j.id = of_job and j.finished_at is null;
end
$$;
--> statement-breakpoint
-- Notes that its author looks at it while it is being made.
create function app.look_at_job(of_job uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update brief_jobs j set watched_at = now()
   where j.id = of_job and j.org_id = app.org() and j.created_by = app.membership() and j.finished_at is null
$$;
--> statement-breakpoint
-- Forgets that a report was asked for, thirty days after: what was made stays, and a pack is its author's list of it.
create function app.clear_old_jobs() returns integer
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  with cleared as (
    delete from brief_jobs j where j.kind = 'report' and j.finished_at < now() - interval '30 days' returning 1)
  select count(*)::integer from cleared
$$;
--> statement-breakpoint
-- As in 0070; whatever was asked for at its sessions goes with the example.
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
  delete from brief_jobs j using sessions s where j.org_id = mine and s.id = j.session_id and s.org_id = mine
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
revoke all on function app.job(), app.finish_job(uuid), app.leave_rest_of_job(uuid, text), app.claim_job(text),
  app.keep_job(), app.next_part(), app.make_brief_of_job(integer, text, text), app.make_report(integer, text),
  app.leave_part(integer, text), app.cancel_job(uuid), app.look_at_job(uuid), app.clear_old_jobs() from public;
--> statement-breakpoint
grant execute on function app.job(), app.keep_job(), app.next_part(), app.make_brief_of_job(integer, text, text),
  app.make_report(integer, text), app.leave_part(integer, text), app.cancel_job(uuid), app.look_at_job(uuid)
  to plenary_app;
--> statement-breakpoint
grant execute on function app.claim_job(text), app.clear_old_jobs() to plenary_auth;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
grant select (kind) on brief_jobs to plenary_app;
