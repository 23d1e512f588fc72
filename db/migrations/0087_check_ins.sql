CREATE TABLE "check_in_incidents" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"check_in_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"time_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"finding" text,
	"note" text,
	CONSTRAINT "check_in_incidents_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "check_in_incident_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "incident_of_its_check_in" UNIQUE("org_id","case_id","check_in_id","id"),
	CONSTRAINT "a_known_check_in_cause" CHECK (cause is null or cause in ('missed', 'not_all_right')),
	CONSTRAINT "a_known_check_in_finding" CHECK (finding is null or finding in ('reached_well', 'reached_not_well', 'not_reached', 'false_alarm')),
	CONSTRAINT "an_incident_ends_with_a_finding" CHECK ((ended_at is null) = (finding is null)
      and (ended_at is null) = (ended_by is null) and (note is null or finding is not null)),
	CONSTRAINT "incident_notes_are_sealed" CHECK (note is null or (note ~ '^v1.' and length(note) <= 20000))
);
--> statement-breakpoint
ALTER TABLE "check_in_incidents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "check_in_steps" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"check_in_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"after_minutes" integer NOT NULL,
	"member_id" uuid,
	"state_code" text,
	"alert_id" uuid,
	CONSTRAINT "check_in_steps_org_id_check_in_id_position_pk" PRIMARY KEY("org_id","check_in_id","position"),
	CONSTRAINT "a_known_check_in_step" CHECK (kind is null or kind in ('call', 'mission', 'alert')),
	CONSTRAINT "a_step_as_its_kind_says" CHECK (position between 1 and 12 and after_minutes between 0 and 10080
        and (kind = 'mission') = (state_code is not null) and (kind = 'alert') = (alert_id is not null))
);
--> statement-breakpoint
ALTER TABLE "check_in_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "check_in_ticks" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"check_in_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"done_by" uuid NOT NULL,
	"done_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_in_ticks_org_id_incident_id_position_pk" PRIMARY KEY("org_id","incident_id","position")
);
--> statement-breakpoint
ALTER TABLE "check_in_ticks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "check_in_times" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"check_in_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"missed_after" timestamp with time zone NOT NULL,
	"answer" text,
	"heard_at" timestamp with time zone,
	"recorded_by" uuid,
	"recorded_at" timestamp with time zone,
	"note" text,
	"missed_at" timestamp with time zone,
	CONSTRAINT "check_in_times_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "check_in_time_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "check_in_time_of_its_check_in" UNIQUE("org_id","case_id","check_in_id","id"),
	CONSTRAINT "one_check_in_at_a_time" UNIQUE("check_in_id","due_at"),
	CONSTRAINT "a_known_check_in_answer" CHECK (answer is null or answer in ('all_right', 'not_all_right', 'changed')),
	CONSTRAINT "heard_and_recorded" CHECK ((answer is null) = (heard_at is null) and (answer is null) = (recorded_at is null)
        and (answer is null) = (recorded_by is null) and (note is null or answer is not null)),
	CONSTRAINT "check_in_notes_are_sealed" CHECK (note is null or (note ~ '^v1.' and length(note) <= 20000))
);
--> statement-breakpoint
ALTER TABLE "check_in_times" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "check_ins" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"defender_id" uuid NOT NULL,
	"zone" text NOT NULL,
	"weekdays" smallint[] DEFAULT '{}' NOT NULL,
	"time_of_day" time,
	"first_on" date,
	"last_on" date,
	"moments" timestamp with time zone[] DEFAULT '{}' NOT NULL,
	"grace_minutes" integer NOT NULL,
	"sealed" text NOT NULL,
	"agreed_by" uuid NOT NULL,
	"agreed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "check_ins_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "check_in_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "check_in_in_its_case" UNIQUE("org_id","case_id","id"),
	CONSTRAINT "a_rhythm_or_moments" CHECK (case when cardinality(moments) > 0
        then cardinality(moments) <= 50 and weekdays = '{}' and time_of_day is null and first_on is null and last_on is null
        else cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[] and time_of_day is not null
          and first_on is not null and last_on is not null and last_on between first_on and first_on + 366 end),
	CONSTRAINT "grace_of_minutes" CHECK (grace_minutes between 5 and 1440),
	CONSTRAINT "check_in_details_are_sealed" CHECK (sealed ~ '^v1.' and length(sealed) <= 60000),
	CONSTRAINT "check_in_ended_by_somebody" CHECK ((ended_at is null) = (ended_by is null))
);
--> statement-breakpoint
ALTER TABLE "check_ins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "support_request_asks" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"ask_id" uuid NOT NULL,
	"linked_by" uuid NOT NULL,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_request_asks_org_id_request_id_ask_id_pk" PRIMARY KEY("org_id","request_id","ask_id")
);
--> statement-breakpoint
ALTER TABLE "support_request_asks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "check_in_incidents" ADD CONSTRAINT "incident_of_a_time" FOREIGN KEY ("org_id","case_id","check_in_id","time_id") REFERENCES "public"."check_in_times"("org_id","case_id","check_in_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_steps" ADD CONSTRAINT "check_in_steps_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_steps" ADD CONSTRAINT "step_of_a_check_in" FOREIGN KEY ("org_id","case_id","check_in_id") REFERENCES "public"."check_ins"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_steps" ADD CONSTRAINT "step_of_a_member" FOREIGN KEY ("org_id","member_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_steps" ADD CONSTRAINT "step_with_an_alert" FOREIGN KEY ("org_id","case_id","alert_id") REFERENCES "public"."alerts"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_ticks" ADD CONSTRAINT "tick_in_an_incident" FOREIGN KEY ("org_id","case_id","check_in_id","incident_id") REFERENCES "public"."check_in_incidents"("org_id","case_id","check_in_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_ticks" ADD CONSTRAINT "tick_of_a_step" FOREIGN KEY ("org_id","check_in_id","position") REFERENCES "public"."check_in_steps"("org_id","check_in_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in_times" ADD CONSTRAINT "time_of_a_check_in" FOREIGN KEY ("org_id","case_id","check_in_id") REFERENCES "public"."check_ins"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_in_with_a_defender" FOREIGN KEY ("org_id","case_id","defender_id") REFERENCES "public"."defenders"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_in_of_a_case" FOREIGN KEY ("org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_request_asks" ADD CONSTRAINT "ask_from_a_request" FOREIGN KEY ("org_id","case_id","request_id") REFERENCES "public"."support_requests"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_request_asks" ADD CONSTRAINT "request_of_an_ask" FOREIGN KEY ("org_id","ask_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_incident" ON "check_in_incidents" USING btree ("check_in_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "open_incidents" ON "check_in_incidents" USING btree ("org_id","opened_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "check_ins_to_miss" ON "check_in_times" USING btree ("missed_after") WHERE answer is null and missed_at is null;--> statement-breakpoint
CREATE INDEX "check_ins_to_come" ON "check_in_times" USING btree ("org_id","due_at") WHERE answer is null and missed_at is null;--> statement-breakpoint
CREATE INDEX "check_ins_of_a_case" ON "check_ins" USING btree ("case_id","agreed_at");--> statement-breakpoint
CREATE INDEX "asks_of_a_request" ON "support_request_asks" USING btree ("request_id");--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_moved', 'support_ended', 'check_in_missed'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_moved', 'support_ended', 'check_in_missed'));--> statement-breakpoint
CREATE POLICY "the team of a case says what was found out" ON "check_in_incidents" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_incidents.case_id
    and r.audience_id = app.membership() and r.via = 'team')) WITH CHECK (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_incidents.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "the team of a case reads who was not heard from" ON "check_in_incidents" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_incidents.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case agree on steps" ON "check_in_steps" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = check_in_steps.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team of a case reads the agreed steps" ON "check_in_steps" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_steps.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "the team of a case reads what was done" ON "check_in_ticks" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_ticks.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "whoever ticked a step takes it back" ON "check_in_ticks" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_ticks.case_id
    and r.audience_id = app.membership() and r.via = 'team') and done_by = app.membership());--> statement-breakpoint
CREATE POLICY "the team of a case ticks what it did" ON "check_in_ticks" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_ticks.case_id
    and r.audience_id = app.membership() and r.via = 'team') and done_by = app.membership());--> statement-breakpoint
CREATE POLICY "the team of a case reads who was heard from" ON "check_in_times" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_times.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "the team of a case records what was heard" ON "check_in_times" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_times.case_id
    and r.audience_id = app.membership() and r.via = 'team')) WITH CHECK (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_in_times.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case agree on check-ins" ON "check_ins" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = check_ins.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')) and agreed_by = app.membership());--> statement-breakpoint
CREATE POLICY "editors of a case end check-ins" ON "check_ins" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = check_ins.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = check_ins.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team of a case reads what was agreed" ON "check_ins" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = check_ins.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case link a request to its asks" ON "support_request_asks" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = support_request_asks.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')) and linked_by = app.membership());--> statement-breakpoint
CREATE POLICY "the team of a case reads which asks a request led to" ON "support_request_asks" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = support_request_asks.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
ALTER POLICY "the log is as readable as what it tells of" ON "audit_log" TO plenary_app USING (case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when subject = 'imports' then exists (select 1 from imports i where i.id = subject_id::uuid)
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures',
      'submissions', 'submission_drafts', 'submission_copies', 'submission_sendings', 'support_requests', 'referral_consents', 'referrals',
      'shown_requests', 'shown_request_steps', 'check_ins', 'check_in_steps', 'check_in_times', 'check_in_incidents', 'check_in_ticks',
      'support_request_asks')
      then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id = app.membership() and r.via = 'team')
    when subject = 'case_team' then org_id = app.org() and exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when case_id is not null then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when subject in ('interventions', 'intervention_states', 'evidence') then exists (
      select 1 from interventions i where i.id::text = case subject
        when 'evidence' then details -> 'intervention_id' ->> 1 else subject_id end)
    else org_id = app.org()
  end);
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What was agreed is never changed, so that the steps stand as they stood when somebody was missed; it is ended.
create function app.guard_check_ins() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op = 'INSERT' then
    new.agreed_at := now();
    new.ended_at := null;
    new.ended_by := null;
    return new;
  end if;
  if old.ended_at is not null
     or to_jsonb(new) - '{ended_at,ended_by}'::text[] <> to_jsonb(old) - '{ended_at,ended_by}'::text[]
     or new.ended_at is null then
    raise exception 'what was agreed is ended, never changed' using errcode = 'PL004';
  end if;
  new.ended_at := clock_timestamp();
  new.ended_by := app.membership();
  return new;
end
$$;
--> statement-breakpoint
-- Each moment stands by itself from the beginning: the time of day in its own zone, whatever its clocks do on that day.
create function app.plan_check_in_times() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  planned integer;
begin
  insert into check_in_times (org_id, case_id, check_in_id, due_at, missed_after)
  select new.org_id, new.case_id, new.id, w.due_at, w.due_at + make_interval(mins => new.grace_minutes)
  from (
    select unnest(new.moments) as due_at
    union
    select (d.day + new.time_of_day) at time zone new.zone
    from (select new.first_on + n as day from generate_series(0, new.last_on - new.first_on) as n) d
    where extract(isodow from d.day) = any (new.weekdays)
  ) w
  where w.due_at > clock_timestamp();
  get diagnostics planned = row_count;
  if planned = 0 then
    raise exception 'no check-in lies ahead' using errcode = 'PL004';
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- Nobody is missed whom nobody waits for any more; what was missed or heard stays.
create function app.cancel_check_in_times() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  delete from check_in_times t where t.check_in_id = new.id and t.answer is null and t.missed_at is null;
  return null;
end
$$;
--> statement-breakpoint
-- Steps are agreed on together with the check-in, by people who read it, and never with the State concerned.
create function app.guard_check_in_steps() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not exists (select 1 from check_ins k where k.org_id = new.org_id and k.id = new.check_in_id and k.agreed_at = now()) then
    raise exception 'steps are agreed on with the check-in' using errcode = 'PL004';
  end if;
  if exists (select 1 from cases c where c.org_id = new.org_id and c.id = new.case_id and c.country_code = new.state_code) then
    raise exception 'the State concerned is not told' using errcode = 'PL002';
  end if;
  if new.member_id is not null and not exists (select 1 from case_readers r
      where r.case_id = new.case_id and r.audience_id = new.member_id and r.via = 'team') then
    raise exception 'somebody of the team' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create function app.keep_steps_from_the_state_concerned() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if exists (select 1 from check_in_steps s join check_ins k on k.org_id = s.org_id and k.id = s.check_in_id
      where s.case_id = new.id and s.state_code = new.country_code and k.ended_at is null) then
    raise exception 'the State concerned would be told' using errcode = 'PL002';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- The agreed steps begin, once at a time for one check-in, and the team is told of each time by itself.
create function app.begin_check_in_steps(of_time check_in_times, why text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  insert into check_in_incidents (org_id, case_id, check_in_id, time_id, cause, opened_at)
  values (of_time.org_id, of_time.case_id, of_time.check_in_id, of_time.id, why, clock_timestamp())
  on conflict (check_in_id) where ended_at is null do nothing;
  perform app.tell(app.team_of(of_time.case_id), 'check_in_missed', of_time.case_id, null, of_time.id, true);
end
$$;
--> statement-breakpoint
create function app.guard_check_in_times() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if (new.answer, new.heard_at, new.note) is not distinct from (old.answer, old.heard_at, old.note) then
    return new;
  end if;
  if new.answer is null or old.recorded_at < clock_timestamp() - interval '1 day' then
    raise exception 'what was heard stays' using errcode = 'PL004';
  end if;
  if new.due_at > clock_timestamp() + interval '2 hours' then
    raise exception 'not due yet' using errcode = 'PL004';
  end if;
  if new.heard_at > clock_timestamp() + interval '1 minute' or new.heard_at < new.due_at - interval '2 hours' then
    raise exception 'heard since the check-in before' using errcode = 'PL004';
  end if;
  new.heard_at := least(new.heard_at, clock_timestamp());
  new.recorded_by := app.membership();
  new.recorded_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
-- Who is not all right is everybody's of the team at once; who was missed and is all right ends the search for them.
create function app.follow_check_in() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.answer = 'not_all_right' and old.answer is distinct from new.answer then
    perform app.begin_check_in_steps(new, 'not_all_right');
  elsif new.answer = 'all_right' and old.answer is distinct from new.answer then
    update check_in_incidents i set finding = 'reached_well'
    from check_in_times t
    where i.check_in_id = new.check_in_id and i.ended_at is null and i.cause = 'missed'
      and t.org_id = i.org_id and t.id = i.time_id and new.heard_at >= t.due_at - interval '2 hours';
  end if;
  return null;
end
$$;
--> statement-breakpoint
create function app.guard_check_in_incidents() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if old.ended_at is not null or new.finding is null
     or to_jsonb(new) - '{finding,note}'::text[] <> to_jsonb(old) - '{finding,note}'::text[] then
    raise exception 'an incident is ended once' using errcode = 'PL004';
  end if;
  new.ended_at := clock_timestamp();
  new.ended_by := app.membership();
  return new;
end
$$;
--> statement-breakpoint
-- A step is ticked while the incident is open; its moment is the database's.
create function app.guard_check_in_ticks() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform 1 from check_in_incidents i where i.id = coalesce(new.incident_id, old.incident_id) for share;
  if exists (select 1 from check_in_incidents i where i.id = coalesce(new.incident_id, old.incident_id)
      and i.ended_at is not null) then
    raise exception 'the incident is over' using errcode = 'PL004';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  new.done_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
-- What nobody recorded within its grace is missed. Any number of instances may ask at the same time: each time is taken
-- by one of them, and what one leaves undone the next round of any finds.
create function app.miss_check_ins() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  late check_in_times%rowtype;
  missed integer := 0;
begin
  for late in
    select t.* from check_in_times t
    where t.answer is null and t.missed_at is null and t.missed_after < clock_timestamp()
    order by t.missed_after limit 200 for update skip locked
  loop
    update check_in_times t set missed_at = clock_timestamp() where t.org_id = late.org_id and t.id = late.id;
    perform app.begin_check_in_steps(late, 'missed');
    missed := missed + 1;
  end loop;
  return missed;
end
$$;
--> statement-breakpoint
-- The ask is one of this very case.
create function app.guard_request_asks() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not exists (select 1 from commitments c where c.org_id = new.org_id and c.id = new.ask_id and c.case_id = new.case_id) then
    raise exception 'an ask of this case' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.guard_check_ins(), app.plan_check_in_times(), app.cancel_check_in_times(),
  app.guard_check_in_steps(), app.keep_steps_from_the_state_concerned(),
  app.begin_check_in_steps(check_in_times, text), app.guard_check_in_times(), app.follow_check_in(),
  app.guard_check_in_incidents(), app.guard_check_in_ticks(), app.miss_check_ins(), app.guard_request_asks() from public;
--> statement-breakpoint
grant execute on function app.miss_check_ins() to plenary_auth;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
  t text;
begin
  foreach t in array array['check_ins', 'check_in_steps', 'check_in_times', 'check_in_incidents', 'check_in_ticks',
      'support_request_asks'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
    execute format('grant select on %I to plenary_app', t);
  end loop;
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit(), app.guard_check_ins(), app.plan_check_in_times(),
    app.cancel_check_in_times(), app.guard_check_in_steps(), app.keep_steps_from_the_state_concerned(),
    app.guard_check_in_times(), app.follow_check_in(), app.guard_check_in_incidents(), app.guard_check_in_ticks(),
    app.guard_request_asks() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update on check_ins for each row
    execute function app.audit('ended_at', 'id');
  create trigger audit after insert on check_in_steps for each row
    execute function app.audit('', 'check_in_id');
  create trigger audit after update on check_in_times for each row
    execute function app.audit('answer,heard_at,missed_at', 'id');
  create trigger audit after insert or update on check_in_incidents for each row
    execute function app.audit('cause,finding', 'id');
  create trigger audit after insert or delete on check_in_ticks for each row
    execute function app.audit('position', 'incident_id');
  create trigger audit after insert on support_request_asks for each row
    execute function app.audit('', 'request_id');
  create trigger keep before insert or update on check_ins for each row execute function app.guard_check_ins();
  create trigger plan_times after insert on check_ins for each row execute function app.plan_check_in_times();
  create trigger z_cancel_times after update on check_ins for each row execute function app.cancel_check_in_times();
  create trigger keep before insert on check_in_steps for each row execute function app.guard_check_in_steps();
  create trigger not_the_state_concerned before update of country_code on cases
    for each row execute function app.keep_steps_from_the_state_concerned();
  create trigger keep before update on check_in_times for each row execute function app.guard_check_in_times();
  create trigger z_follow after update on check_in_times for each row execute function app.follow_check_in();
  create trigger keep before update on check_in_incidents for each row execute function app.guard_check_in_incidents();
  create trigger keep before insert or delete on check_in_ticks for each row execute function app.guard_check_in_ticks();
  create trigger keep before insert on support_request_asks for each row execute function app.guard_request_asks();
end
$$;
--> statement-breakpoint
grant insert on check_ins, check_in_steps, support_request_asks to plenary_app;
--> statement-breakpoint
grant insert, delete on check_in_ticks to plenary_app;
--> statement-breakpoint
grant update (ended_at) on check_ins to plenary_app;
--> statement-breakpoint
grant update (answer, heard_at, note) on check_in_times to plenary_app;
--> statement-breakpoint
grant update (finding, note) on check_in_incidents to plenary_app;
