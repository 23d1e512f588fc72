CREATE TABLE "support_reminders" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"what" text NOT NULL,
	"referral_id" uuid,
	"due_on" date NOT NULL,
	"told_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_reminders_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "support_reminder_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "one_reminder_of_one_day" UNIQUE NULLS NOT DISTINCT("request_id","what","referral_id","due_on"),
	CONSTRAINT "a_known_support_reminder" CHECK (what is null or what in ('needed', 'ask_again', 'one_month', 'six_months')),
	CONSTRAINT "asked_again_of_somebody" CHECK ((what = 'ask_again') = (referral_id is not null))
);
--> statement-breakpoint
ALTER TABLE "support_reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "referrals" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "support_reminders" ADD CONSTRAINT "reminder_of_a_request" FOREIGN KEY ("org_id","case_id","request_id") REFERENCES "public"."support_requests"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "support_reminders_by_day" ON "support_reminders" USING btree ("org_id","due_on" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_moved', 'support_ended', 'check_in_missed', 'support_due'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_moved', 'support_ended', 'check_in_missed', 'support_due'));--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "a_known_referral_language" CHECK (language is null or language in ('ar', 'en', 'es', 'fr', 'ru', 'zh'));--> statement-breakpoint
CREATE POLICY "the team of a case reads of what it was reminded" ON "support_reminders" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = support_reminders.case_id
    and r.audience_id = app.membership() and r.via = 'team'));;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Of what a request waits since its day: to be acted on, to be asked again of whoever has not answered, and, once it is
-- closed, the question whether it helped. Nobody is asked again after the person took it back.
create function app.support_due_of(of_request uuid) returns table (what text, referral_id uuid, due_on date)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select 'needed', null::uuid, r.act_by from support_requests r
  where r.id = of_request and r.closed_at is null and r.act_by <= current_date
  union all
  select 'ask_again', f.id, f.follow_up_on from support_requests r join referrals f on f.request_id = r.id
  where r.id = of_request and r.closed_at is null and f.outcome is null and f.withdrawn_at is null
    and f.follow_up_on <= current_date
  union all
  select d.after, null, ((r.closed_at + d.since) at time zone 'UTC')::date
  from support_requests r, (values ('one_month', interval '1 month'), ('six_months', interval '6 months')) as d(after, since)
  where r.id = of_request and r.closed_as <> 'opened_in_error' and r.closed_at + d.since <= now()
    and not exists (select 1 from support_outcomes o where o.request_id = r.id and o.after = d.after)
$$;
--> statement-breakpoint
-- Whether it still waits: what was answered, closed or put to another day since is no reminder any more.
create function app.reminder_stands(of_reminder uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from support_reminders m, app.support_due_of(m.request_id) d
    where m.id = of_reminder
      and (d.what, d.due_on) = (m.what, m.due_on) and d.referral_id is not distinct from m.referral_id)
$$;
--> statement-breakpoint
-- Tells each team of the days of its requests that have come. Any number of instances may ask at the same time: a day is
-- written down by one of them. What was due long before anybody could be told of it stands in the lists alone. What waits
-- no more is forgotten, so that the table stays as small as what is to be done.
create function app.tell_support_due() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  due support_reminders%rowtype;
  told integer := 0;
begin
  delete from support_reminders m where m.id in (
    select d.id from support_reminders d where not app.reminder_stands(d.id) order by d.id for update skip locked);
  for due in
    insert into support_reminders (org_id, case_id, request_id, what, referral_id, due_on)
    select r.org_id, r.case_id, r.id, d.what, d.referral_id, d.due_on
    from support_requests r, app.support_due_of(r.id) d
    where (r.closed_at is null or r.closed_at > now() - interval '7 months') and d.due_on >= current_date - 14
    order by d.due_on, r.id
    on conflict do nothing
    returning *
  loop
    perform app.tell(app.team_of(due.case_id), 'support_due', due.case_id, null, due.id, due.what = 'needed');
    told := told + 1;
  end loop;
  return told;
end
$$;
--> statement-breakpoint
-- As in 0086, and of requests for support whose day has come, as long as they wait.
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
      when 'access_ended' then true
      when 'step_given' then exists (select 1 from session_tasks t where t.org_id = n.org_id and t.id = n.subject_id
        and t.owner_id = n.membership_id and t.done_at is null)
      when 'brief_waits' then app.may_second(n.subject_id, n.membership_id)
      when 'letter_waits' then app.may_second_letter(n.subject_id, n.membership_id)
      when 'guest_answered' then exists (select 1 from guest_replies r
        join guest_links l on l.org_id = r.org_id and l.id = r.link_id
        join briefs b on b.org_id = l.org_id and b.id = l.brief_id
        where r.org_id = n.org_id and r.id = n.subject_id and r.outcome is null
          and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
            where not app.member_reads(m.id, m.org_id, mentioned.case_id)))
      when 'support_ended' then true
      when 'support_shown' then m.role in ('administrator', 'advocate') and exists (select 1 from shown_requests s
        where s.id = n.subject_id and s.partner_org_id = n.org_id and app.shown_stands(s))
      when 'support_moved' then exists (select 1 from shown_request_steps t
        join case_readers r on r.case_id = t.case_id and r.audience_id = m.id and r.via = 'team'
        where t.org_id = n.org_id and t.id = n.subject_id)
      when 'support_due' then app.reminder_stands(n.subject_id) and exists (select 1 from support_reminders d
        join case_readers r on r.case_id = d.case_id and r.audience_id = m.id and r.via = 'team'
        where d.org_id = n.org_id and d.id = n.subject_id)
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
revoke all on function app.support_due_of(uuid), app.reminder_stands(uuid), app.tell_support_due() from public;
--> statement-breakpoint
grant execute on function app.tell_support_due() to plenary_auth;
--> statement-breakpoint
grant execute on function app.reminder_stands(uuid) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
revoke all on support_reminders from public;
--> statement-breakpoint
alter table support_reminders force row level security;
--> statement-breakpoint
create policy "the guard keeps the rules" on support_reminders to plenary_guard using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on support_reminders to plenary_guard;
--> statement-breakpoint
grant select on support_reminders to plenary_app;
--> statement-breakpoint
grant select (language) on referrals to plenary_app;
