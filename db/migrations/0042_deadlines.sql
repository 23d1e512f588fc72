CREATE TABLE "calendar_feeds" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"membership_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_read_at" timestamp with time zone,
	"counted_from" timestamp with time zone DEFAULT now() NOT NULL,
	"reads" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "calendar_feeds_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "feed_tokens_are_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session_deadlines" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"rule" text,
	"title" text DEFAULT '' NOT NULL,
	"due_on" date,
	"due_precision" text DEFAULT 'unknown' NOT NULL,
	"due_time" text,
	"is_dropped" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_deadlines_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "deadlines_of_a_session_by_id" UNIQUE("org_id","session_id","id"),
	CONSTRAINT "a_rule_is_changed_once" UNIQUE("session_id","org_id","rule"),
	CONSTRAINT "a_known_deadline_rule" CHECK (rule is null or rule in ('statement_due', 'advance_questions_due', 'stakeholder_deadline', 'national_report_deadline', 'sg_window_closes')),
	CONSTRAINT "a_known_due_precision" CHECK (due_precision is null or due_precision in ('day', 'month', 'year', 'unknown')),
	CONSTRAINT "a_deadline_of_ones_own_has_a_name" CHECK ((rule is null) = (title <> '')),
	CONSTRAINT "a_known_date_is_there" CHECK ((due_precision = 'unknown') = (due_on is null)),
	CONSTRAINT "an_hour_needs_a_day" CHECK (due_time is null or (due_precision = 'day' and due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')),
	CONSTRAINT "only_a_rule_is_dropped" CHECK (not (is_dropped and (rule is null or due_on is not null)))
);
--> statement-breakpoint
ALTER TABLE "session_deadlines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "session_tasks" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"title" text NOT NULL,
	"owner_id" uuid,
	"rule" text,
	"deadline_id" uuid,
	"days_before" integer,
	"due_on" date,
	"done_at" timestamp with time zone,
	"done_by" uuid,
	"recorded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_tasks_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_task_rule" CHECK (rule is null or rule in ('statement_due', 'advance_questions_due', 'stakeholder_deadline', 'national_report_deadline', 'sg_window_closes', 'session')),
	CONSTRAINT "a_task_says_what" CHECK (title <> ''),
	CONSTRAINT "a_task_is_done_by_somebody" CHECK ((done_at is null) = (done_by is null)),
	CONSTRAINT "a_task_is_due_one_way" CHECK (num_nonnulls(rule, deadline_id) = num_nonnulls(days_before) and num_nonnulls(days_before, due_on) <= 1
        and (days_before is null or days_before between 0 and 400))
);
--> statement-breakpoint
ALTER TABLE "session_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "feed_of_a_member" FOREIGN KEY ("org_id","membership_id") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_deadlines" ADD CONSTRAINT "session_deadlines_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_deadlines" ADD CONSTRAINT "session_deadlines_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_deadlines" ADD CONSTRAINT "deadline_recorded_by_a_member" FOREIGN KEY ("org_id","recorded_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "session_tasks_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "session_tasks_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "task_before_a_deadline" FOREIGN KEY ("org_id","session_id","deadline_id") REFERENCES "public"."session_deadlines"("org_id","session_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_tasks" ADD CONSTRAINT "task_recorded_by_a_member" FOREIGN KEY ("org_id","recorded_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_feed_per_member" ON "calendar_feeds" USING btree ("org_id","membership_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "tasks_of_a_session" ON "session_tasks" USING btree ("org_id","session_id");--> statement-breakpoint
CREATE INDEX "open_tasks_of_a_member" ON "session_tasks" USING btree ("org_id","owner_id") WHERE done_at is null;--> statement-breakpoint
CREATE POLICY "members end their own calendar's address" ON "calendar_feeds" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and membership_id = app.membership()) WITH CHECK (org_id = app.org() and membership_id = app.membership() and revoked_at is not null);--> statement-breakpoint
CREATE POLICY "members make their own calendar's address" ON "calendar_feeds" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and membership_id = app.membership());--> statement-breakpoint
CREATE POLICY "members know their own calendar's address was made" ON "calendar_feeds" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and membership_id = app.membership());--> statement-breakpoint
CREATE POLICY "advocates change deadlines of sessions that are theirs" ON "session_deadlines" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from sessions s where s.id = session_id and (s.org_id is null or s.org_id = app.org()))) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from sessions s where s.id = session_id and (s.org_id is null or s.org_id = app.org())));--> statement-breakpoint
CREATE POLICY "deadlines are read with their session" ON "session_deadlines" AS PERMISSIVE FOR SELECT TO "plenary_app" USING ((org_id = app.org()) or (exists (select 1 from sessions s where s.id = session_id and (s.org_id = session_deadlines.org_id))));--> statement-breakpoint
CREATE POLICY "advocates take deadlines of their organisation back" ON "session_deadlines" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates set deadlines of sessions that are theirs" ON "session_deadlines" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from sessions s where s.id = session_id and (s.org_id is null or s.org_id = app.org())) and recorded_by = app.membership());--> statement-breakpoint
CREATE POLICY "advocates add tasks before sessions that they read" ON "session_tasks" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and recorded_by = app.membership() and exists (select 1 from sessions s where s.id = session_id));--> statement-breakpoint
CREATE POLICY "advocates change tasks, owners finish them" ON "session_tasks" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and (app.role() in ('administrator', 'advocate') or owner_id = app.membership())) WITH CHECK (org_id = app.org() and (app.role() in ('administrator', 'advocate') or owner_id = app.membership()));--> statement-breakpoint
CREATE POLICY "tasks are read by their organisation" ON "session_tasks" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());--> statement-breakpoint
CREATE POLICY "advocates remove tasks" ON "session_tasks" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate'));
--> statement-breakpoint
-- Whoever leaves the organisation's books leaves their tasks behind, which then are nobody's.
alter table session_tasks add constraint task_of_a_member
  foreign key (org_id, owner_id) references memberships (org_id, id) on delete set null (owner_id);
--> statement-breakpoint
create function app.guard_session_deadline() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op = 'DELETE' then
    -- What was to be done before it is still to be done, on the day that this meant.
    update session_tasks t set deadline_id = null, days_before = null,
      due_on = case when old.due_precision = 'day' then old.due_on - t.days_before end
    where t.org_id = old.org_id and t.deadline_id = old.id;
    return old;
  end if;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_session_deadline before insert or update or delete on session_deadlines
  for each row execute function app.guard_session_deadline();
--> statement-breakpoint
-- A task belongs to somebody who is there; whoever may not write says of their own only whether it is done.
create function app.guard_session_task() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op = 'UPDATE' and app.person() is not null and coalesce(app.role(), '') not in ('administrator', 'advocate')
     and to_jsonb(new) - array['done_at', 'done_by', 'changed_at']
       is distinct from to_jsonb(old) - array['done_at', 'done_by', 'changed_at'] then
    raise exception 'an owner says whether it is done' using errcode = '42501';
  end if;
  if new.owner_id is not null and (tg_op = 'INSERT' or new.owner_id is distinct from old.owner_id)
     and not exists (select 1 from memberships m
       where m.org_id = new.org_id and m.id = new.owner_id and m.status = 'confirmed') then
    raise exception 'a task belongs to a member' using errcode = 'PL004';
  end if;
  if new.done_by is not null and (tg_op = 'INSERT' or new.done_by is distinct from old.done_by)
     and app.person() is not null and new.done_by is distinct from app.membership() then
    raise exception 'nobody says for another that it is done' using errcode = 'PL004';
  end if;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_session_task before insert or update on session_tasks
  for each row execute function app.guard_session_task();
--> statement-breakpoint
-- A calendar's address that ended stays ended, whoever holds it.
create function app.guard_calendar_feed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if old.revoked_at is not null then
    raise exception 'an address that ended stays ended' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_calendar_feed before update on calendar_feeds
  for each row execute function app.guard_calendar_feed();
--> statement-breakpoint
-- What a calendar at a secret address may know: kinds and days, as the member could read them at this moment. No title,
-- no country, no case and no person leaves this function, so that whoever writes the calendar has nothing to leave out.
-- Null for an address that is not, or no longer; `wait` in seconds where it is asked for too often.
create function app.read_calendar(hash bytea) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  most constant integer := 60;
  feed record;
begin
  select f.org_id, f.id, f.membership_id, f.counted_from, f.reads, p.locale, m.role, m.may_sign into feed
  from calendar_feeds f
  join memberships m on m.org_id = f.org_id and m.id = f.membership_id and m.status = 'confirmed'
  join people p on p.id = m.person_id
  where f.token_hash = hash and f.revoked_at is null
  for update of f;
  if not found then
    return null;
  end if;
  if feed.counted_from < now() - interval '1 hour' then
    feed.counted_from := now();
    feed.reads := 0;
  end if;
  if feed.reads >= most then
    return jsonb_build_object('wait', ceil(extract(epoch from feed.counted_from + interval '1 hour' - now())));
  end if;
  update calendar_feeds f set counted_from = feed.counted_from, reads = feed.reads + 1, last_read_at = now()
  where f.org_id = feed.org_id and f.id = feed.id;
  return jsonb_build_object(
    'locale', feed.locale,
    'sessions', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'kind', s.kind, 'forum', s.forum, 'number', case when s.org_id is null then s.number end,
        'status', s.status, 'startsOn', s.starts_on, 'endsOn', s.ends_on, 'startsAt', s.starts_at,
        'datePrecision', s.date_precision,
        'milestones', (select coalesce(jsonb_agg(m - 'stateCode'), '[]') from jsonb_array_elements(s.milestones) m),
        'changes', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'rule', d.rule, 'on', d.due_on,
            'precision', d.due_precision, 'time', d.due_time, 'isDropped', d.is_dropped) order by d.id), '[]')
          from session_deadlines d
          where d.session_id = s.id and d.org_id = coalesce(s.org_id, feed.org_id)),
        'tasks', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'rule', t.rule,
            'deadlineId', t.deadline_id, 'daysBefore', t.days_before, 'on', t.due_on) order by t.id), '[]')
          from session_tasks t
          where t.session_id = s.id and t.org_id = feed.org_id and t.owner_id = feed.membership_id
            and t.done_at is null)) order by s.id), '[]')
      from sessions s
      where s.status <> 'retired' and coalesce(s.ends_on, s.starts_on, 'infinity') >= current_date - 400
        and (s.org_id is null or s.org_id = feed.org_id or exists (select 1 from commitment_readers r
          where r.session_id = s.id and r.audience_id in (feed.org_id, feed.membership_id)
            and (r.valid_until is null or r.valid_until >= current_date)))),
    'replies', (select coalesce(jsonb_agg(distinct r.due_on), '[]') from commitment_readers r
      where r.audience_id in (feed.org_id, feed.membership_id) and r.owner_id = feed.membership_id
        and r.due_on >= current_date - 60 and r.stage in ('asked', 'considering', 'no_answer')
        and (r.valid_until is null or r.valid_until >= current_date)),
    'steps', (select coalesce(jsonb_agg(distinct c.next_due_on), '[]') from conversations c
      where c.org_id = feed.org_id and c.next_owner_id = feed.membership_id and c.next_due_on >= current_date - 60
        and c.next_step <> '' and not c.next_on_commitments and c.next_done_at is null and c.taken_back_at is null
        and not exists (select 1 from conversation_cases l
          where l.org_id = c.org_id and l.conversation_id = c.id
            and not app.member_reads(feed.membership_id, feed.org_id, l.case_id))),
    'signatures', (select coalesce(jsonb_agg(distinct a.sign_on_deadline), '[]')
      from app.awaited_answers() s
      join alerts a on a.id = s.alert_id
      where s.partner_org_id = feed.org_id and (feed.role = 'administrator' or feed.may_sign)
        and a.sign_on_deadline is not null
        and app.member_reads(feed.membership_id, feed.org_id, s.case_id)));
end
$$;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update or delete on session_deadlines for each row
    execute function app.audit('session_id,rule,due_on,due_precision,due_time,is_dropped', 'id');
  create trigger audit after insert or update or delete on session_tasks for each row
    execute function app.audit('session_id,owner_id,due_on,done_at', 'id');
  create trigger audit after insert or delete on calendar_feeds for each row
    execute function app.audit('', 'id');
  -- That it was read is not a change.
  create trigger audit_ends after update of revoked_at on calendar_feeds for each row
    execute function app.audit('revoked_at', 'id');
end
$$;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['session_deadlines', 'session_tasks', 'calendar_feeds'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
end
$$;
--> statement-breakpoint
grant select, insert, delete on session_deadlines, session_tasks to plenary_app;
--> statement-breakpoint
-- A deadline keeps its session and its rule, a task its session.
grant update (title, due_on, due_precision, due_time, is_dropped, note) on session_deadlines to plenary_app;
--> statement-breakpoint
grant update (title, owner_id, rule, deadline_id, days_before, due_on, done_at, done_by) on session_tasks to plenary_app;
--> statement-breakpoint
-- Not even its member reads the hash.
grant select (org_id, id, membership_id, created_at, revoked_at, last_read_at) on calendar_feeds to plenary_app;
--> statement-breakpoint
grant insert (org_id, id, membership_id, token_hash) on calendar_feeds to plenary_app;
--> statement-breakpoint
grant update (revoked_at) on calendar_feeds to plenary_app;
--> statement-breakpoint
revoke all on function app.guard_session_deadline(), app.guard_session_task(), app.guard_calendar_feed(),
  app.read_calendar(bytea) from public;
--> statement-breakpoint
grant execute on function app.read_calendar(bytea) to plenary_auth;
--> statement-breakpoint
alter function app.guard_session_deadline() owner to plenary_guard;
--> statement-breakpoint
alter function app.guard_session_task() owner to plenary_guard;
--> statement-breakpoint
alter function app.guard_calendar_feed() owner to plenary_guard;
--> statement-breakpoint
alter function app.read_calendar(bytea) owner to plenary_guard;
