CREATE TABLE "brief_packs" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_hash" "bytea",
	"lease_until" timestamp with time zone,
	"watched_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "brief_packs_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "pack_ids_are_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "brief_packs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pack_missions" (
	"org_id" uuid NOT NULL,
	"pack_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"place" integer NOT NULL,
	"language" text NOT NULL,
	"draft_id" uuid,
	"brief_id" uuid,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "pack_missions_org_id_pack_id_state_code_pk" PRIMARY KEY("org_id","pack_id","state_code"),
	CONSTRAINT "a_known_pack_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh')),
	CONSTRAINT "a_known_pack_reason" CHECK (reason is null or reason in ('noCase', 'noConsent', 'noAsk', 'askTooLong', 'tooLong', 'name', 'file', 'changed', 'concerned', 'notAllowed', 'failed', 'cancelled')),
	CONSTRAINT "a_mission_is_made_or_says_why_not" CHECK ((settled_at is null) = (brief_id is null and reason is null) and (brief_id is null or reason is null))
);
--> statement-breakpoint
ALTER TABLE "pack_missions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "brief_drafts" DROP CONSTRAINT "one_draft_for_a_review";--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "pack_id" uuid;--> statement-breakpoint
ALTER TABLE "brief_packs" ADD CONSTRAINT "brief_packs_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_packs" ADD CONSTRAINT "brief_packs_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_packs" ADD CONSTRAINT "pack_asked_for_by_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pack_missions" ADD CONSTRAINT "pack_missions_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pack_missions" ADD CONSTRAINT "mission_of_a_pack" FOREIGN KEY ("org_id","pack_id") REFERENCES "public"."brief_packs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "packs_to_make" ON "brief_packs" USING btree ("created_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "packs_of_a_member" ON "brief_packs" USING btree ("created_by","created_at" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "draft_of_a_pack" FOREIGN KEY ("org_id","pack_id") REFERENCES "public"."brief_packs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "one_draft_for_a_review" UNIQUE NULLS NOT DISTINCT("org_id","created_by","kind","session_id","state_code","pack_id");--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready'));--> statement-breakpoint
CREATE POLICY "writers ask for packs" ON "brief_packs" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from sessions s where s.id = brief_packs.session_id) and lease_hash is null and lease_until is null and finished_at is null and cancelled_at is null);--> statement-breakpoint
CREATE POLICY "who asked for a pack reads it" ON "brief_packs" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and created_by = app.membership());--> statement-breakpoint
CREATE POLICY "who asks for a pack names its missions" ON "pack_missions" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from brief_packs p where p.id = pack_missions.pack_id) and attempts = 0 and settled_at is null and brief_id is null and reason is null);--> statement-breakpoint
CREATE POLICY "who asked for a pack reads what became of it" ON "pack_missions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from brief_packs p where p.id = pack_missions.pack_id));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- The pack that a runner works on in this transaction (app.begin_job).
create function app.pack() returns uuid
language sql stable
set search_path = pg_catalog
as $$
  select nullif(current_setting('app.pack_id', true), '')::uuid
$$;
--> statement-breakpoint
-- Ends a pack, and tells its author where they do not look at it.
create function app.finish_pack(of_pack uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  with finished as (
    update brief_packs p set finished_at = now(), lease_hash = null, lease_until = null
     where p.id = of_pack and p.finished_at is null returning p.*)
  insert into notices (org_id, membership_id, kind, subject_id)
  select m.org_id, m.id, 'pack_ready', p.id
  from finished p
  join memberships m on m.org_id = p.org_id and m.id = p.created_by and m.status = 'confirmed'
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = 'pack_ready'
  where coalesce(c.in_application, true) and coalesce(p.watched_at < now() - interval '15 seconds', true)
  on conflict (membership_id, kind, subject_id) do nothing
$$;
--> statement-breakpoint
-- What is left of a pack is not made, for one reason, and what was written for it goes.
create function app.leave_rest_of_pack(of_pack uuid, why text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  delete from brief_drafts d using pack_missions m
   where m.pack_id = of_pack and m.settled_at is null and d.id = m.draft_id and d.pack_id = of_pack;
  update pack_missions m set settled_at = now(), reason = why, draft_id = null
   where m.pack_id = of_pack and m.settled_at is null;
end
$$;
--> statement-breakpoint
-- Gives a pack that nobody works on to a runner, who names a secret of its own; true where there was one. Whose author is
-- not there any more is ended.
create function app.claim_pack(secret text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  gone uuid;
begin
  for gone in select p.id from brief_packs p
    where p.finished_at is null and not exists (select 1 from memberships m
      where m.org_id = p.org_id and m.id = p.created_by and m.status = 'confirmed')
    for update of p skip locked
  loop
    perform app.leave_rest_of_pack(gone, 'notAllowed');
    perform app.finish_pack(gone);
  end loop;
  update brief_packs set lease_hash = sha256(convert_to(secret, 'UTF8')), lease_until = now() + interval '1 minute'
   where id = (select p.id from brief_packs p where p.finished_at is null
      and (p.lease_until is null or p.lease_until < now())
      order by p.created_at limit 1 for update skip locked);
  return found;
end
$$;
--> statement-breakpoint
-- As app.begin_session, for work that somebody asked for and that goes on without them: with their rights as they are now,
-- for as long as the lease holds. Until the transaction ends nobody else takes the pack, nor ends it.
create function app.begin_job(secret text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public
as $$
declare
  asked record;
begin
  select p.id, p.org_id, m.id as membership_id, m.role, m.person_id, o.time_zone into asked
    from brief_packs p
    join memberships m on m.org_id = p.org_id and m.id = p.created_by and m.status = 'confirmed'
    join people o on o.id = m.person_id
   where p.lease_hash = sha256(convert_to(secret, 'UTF8')) and p.finished_at is null
     and p.lease_until > clock_timestamp()
     for update of p;
  if not found then
    raise exception 'signed out' using errcode = '28000';
  end if;
  perform set_config('app.sign_in_id', '', true),
          set_config('app.pack_id', asked.id::text, true),
          set_config('app.person_id', asked.person_id::text, true),
          set_config('app.org_id', asked.org_id::text, true),
          set_config('app.membership_id', asked.membership_id::text, true),
          set_config('app.role', asked.role, true),
          set_config('app.time_zone', asked.time_zone, true);
end
$$;
--> statement-breakpoint
-- The next mission of the pack that is worked on, with the lease begun anew; the pack is finished where there is none. What
-- three runners did not come back from is left.
create function app.next_mission() returns table (draft_id uuid)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
#variable_conflict use_column
declare
  next_state text;
begin
  update pack_missions m set settled_at = now(), reason = 'failed'
   where m.pack_id = app.pack() and m.settled_at is null and m.attempts >= 3;
  select m.state_code into next_state from pack_missions m
   where m.pack_id = app.pack() and m.settled_at is null order by m.place limit 1;
  if not found then
    perform app.finish_pack(app.pack());
    return;
  end if;
  update brief_packs p set lease_until = clock_timestamp() + interval '1 minute' where p.id = app.pack();
  return query update pack_missions m set attempts = m.attempts + 1
   where m.pack_id = app.pack() and m.state_code = next_state returning m.draft_id;
end
$$;
--> statement-breakpoint
-- Makes the brief of one mission as app.make_brief does, and settles that mission in the same step: null where it is settled.
create function app.make_brief_of_pack(of_draft uuid, seen_hash text, made_with text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  made uuid;
begin
  perform 1 from pack_missions m
   where m.pack_id = app.pack() and m.draft_id = of_draft and m.settled_at is null for update;
  if not found then
    return null;
  end if;
  made := app.make_brief(of_draft, seen_hash, made_with, true);
  update pack_missions m set brief_id = made, settled_at = now(), draft_id = null
   where m.pack_id = app.pack() and m.draft_id = of_draft;
  delete from brief_drafts d where d.id = of_draft and d.pack_id = app.pack();
  return made;
end
$$;
--> statement-breakpoint
-- Says why the brief for one mission is not made. What was written for it stays, so that its author can go on with it.
create function app.leave_mission(of_draft uuid, why text) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update pack_missions m set settled_at = now(), reason = why
   where m.pack_id = app.pack() and m.draft_id = of_draft and m.settled_at is null
$$;
--> statement-breakpoint
-- For whoever asked: makes no more of it. What is made stays.
create function app.cancel_pack(of_pack uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform 1 from brief_packs p where p.id = of_pack and p.org_id = app.org() and p.created_by = app.membership()
    for update;
  if not found then
    raise exception 'for whoever asked for it' using errcode = '42501';
  end if;
  perform app.leave_rest_of_pack(of_pack, 'cancelled');
  update brief_packs p set finished_at = now(), cancelled_at = now(), lease_hash = null, lease_until = null
   where p.id = of_pack and p.finished_at is null;
end
$$;
--> statement-breakpoint
-- Notes that its author looks at it while it is being made.
create function app.look_at_pack(of_pack uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update brief_packs p set watched_at = now()
   where p.id = of_pack and p.org_id = app.org() and p.created_by = app.membership() and p.finished_at is null
$$;
--> statement-breakpoint
revoke all on function app.pack(), app.finish_pack(uuid), app.leave_rest_of_pack(uuid, text), app.claim_pack(text),
  app.begin_job(text), app.next_mission(), app.make_brief_of_pack(uuid, text, text), app.leave_mission(uuid, text),
  app.cancel_pack(uuid), app.look_at_pack(uuid) from public;
--> statement-breakpoint
grant execute on function app.begin_job(text), app.next_mission(), app.make_brief_of_pack(uuid, text, text),
  app.leave_mission(uuid, text), app.cancel_pack(uuid), app.look_at_pack(uuid) to plenary_app;
--> statement-breakpoint
grant execute on function app.claim_pack(text) to plenary_auth;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['brief_packs', 'pack_missions'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
end
$$;
--> statement-breakpoint
grant select (org_id, id, session_id, created_by, created_at, finished_at, cancelled_at), insert on brief_packs
  to plenary_app;
--> statement-breakpoint
grant select, insert on pack_missions to plenary_app;
