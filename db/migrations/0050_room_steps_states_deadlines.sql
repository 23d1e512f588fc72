CREATE TABLE "taken_steps" (
	"org_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"taken_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "taken_steps_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "taken_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "session_deadlines" DROP CONSTRAINT "a_rule_is_changed_once";--> statement-breakpoint
ALTER TABLE "session_deadlines" ADD COLUMN "state_code" text;--> statement-breakpoint
ALTER TABLE "taken_steps" ADD CONSTRAINT "step_taken_by_a_member" FOREIGN KEY ("org_id","taken_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "steps_of_a_member" ON "taken_steps" USING btree ("org_id","taken_by","at");--> statement-breakpoint
ALTER TABLE "session_deadlines" ADD CONSTRAINT "session_deadlines_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "a_rule_is_changed_once" ON "session_deadlines" USING btree ("session_id","org_id","rule") WHERE state_code is null;--> statement-breakpoint
CREATE UNIQUE INDEX "a_rule_is_changed_once_for_a_state" ON "session_deadlines" USING btree ("session_id","org_id","rule","state_code") WHERE state_code is not null;--> statement-breakpoint
ALTER TABLE "session_deadlines" ADD CONSTRAINT "only_what_follows_from_a_review_is_of_a_state" CHECK (state_code is null or rule = 'advance_questions_due');--> statement-breakpoint
CREATE POLICY "members know which of their steps were done" ON "taken_steps" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and taken_by = app.membership());--> statement-breakpoint
CREATE POLICY "advocates take steps in rooms of sessions that they read" ON "taken_steps" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and taken_by = app.membership() and exists (select 1 from sessions s where s.id = session_id));
--> statement-breakpoint
do $$
begin
  revoke all on taken_steps from public;
  alter table taken_steps force row level security;
  create policy "the guard keeps the rules" on taken_steps to plenary_guard using (true) with check (true);
  grant select, insert, update, delete on taken_steps to plenary_guard;
end
$$;
--> statement-breakpoint
grant select, insert on taken_steps to plenary_app;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- No device keeps a step for longer than a day, so that what was done a week ago is not sent again.
create function app.forget_old_steps() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  delete from taken_steps t using (select distinct n.org_id, n.taken_by from added n) a
  where t.org_id = a.org_id and t.taken_by = a.taken_by and t.at < now() - interval '7 days';
  return null;
end
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- one State's deadline
-- Which of a session's States this is, as a number: a calendar tells their deadlines apart, and names none.
create function app.place_among(state text, milestones jsonb) returns integer
language sql immutable
set search_path = pg_catalog
as $$
  select array_position(array(select distinct m ->> 'stateCode' from jsonb_array_elements(milestones) m
    where m ? 'stateCode' order by 1), state)
$$;
--> statement-breakpoint
-- As in 0042; what holds for one State alone is among the changes, and its State a number, as it is in the milestones.
create or replace function app.read_calendar(hash bytea) returns jsonb
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
        'milestones', (select coalesce(jsonb_agg(m - 'stateCode' || case when m ? 'stateCode'
            then jsonb_build_object('place', app.place_among(m ->> 'stateCode', s.milestones)) else '{}' end), '[]')
          from jsonb_array_elements(s.milestones) m),
        'changes', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'rule', d.rule,
            'place', app.place_among(d.state_code, s.milestones), 'on', d.due_on,
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
-- ---------------------------------------------------------------------------------------------- names
-- What happened in a case, and why a promise was not kept, are read by everybody who reads the case or the promise. The
-- team, which has the label, is refused a protected name there; nobody else is, since a refusal confirms a guess.
create or replace function app.free_words(of_table text, of_row jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(jsonb_object_agg(f.field, f.words) filter (where f.words <> ''), '{}')
  from (
    select 'quote' as field, of_row ->> 'quote' as words where of_table = 'alert_threads'
    union all select 'body', of_row ->> 'body' where of_table = 'alert_comments'
    union all select 'note', of_row ->> 'note' where of_table in ('alert_versions', 'alert_approvals')
    union all select r.field, of_row ->> r.field from (values ('reason'), ('capacity')) r(field)
      where of_table = 'endorsements'
    union all select 'name:' || n.key, n.value from jsonb_each_text(of_row -> 'display_names') n
      where of_table = 'endorsements'
    union all select r.field, of_row ->> r.field from (values ('title'), ('note'), ('source')) r(field)
      where of_table = 'case_events'
    union all select 'words', of_row ->> 'words' where of_table = 'unraised_reasons') f
$$;
--> statement-breakpoint
create function app.words_without_names() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  words jsonb := app.free_words(tg_table_name, to_jsonb(new));
begin
  if tg_op = 'UPDATE' then
    -- What stands there as before, from before a name was written down, keeps nobody from correcting the rest.
    words := (select coalesce(jsonb_object_agg(w.key, w.value), '{}') from jsonb_each_text(words) w
      where w.value is distinct from app.free_words(tg_table_name, to_jsonb(old)) ->> w.key);
  end if;
  if words = '{}' or not app.knows_names(new.case_id) then
    return new;
  end if;
  -- A name is written down before this or after it, and never in between.
  perform pg_advisory_xact_lock_shared(hashtextextended('names of ' || new.case_id, 0));
  if exists (select 1 from jsonb_each_text(words) w, app.find_names(w.value, app.told_names())) then
    raise exception 'a protected name stands in what is typed' using errcode = 'PL011';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.forget_old_steps(), app.place_among(text, jsonb), app.words_without_names() from public;
--> statement-breakpoint
-- Whoever owns a table hangs triggers on it, and must be able to call them.
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.cases'::regclass);
begin
  execute format('grant execute on function app.forget_old_steps(), app.words_without_names() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create trigger forget_old_steps after insert on taken_steps
  referencing new table as added for each statement execute function app.forget_old_steps();
--> statement-breakpoint
create trigger words_without_names before insert or update of title, note, source on case_events
  for each row execute function app.words_without_names();
--> statement-breakpoint
create trigger words_without_names before insert on unraised_reasons
  for each row execute function app.words_without_names();
