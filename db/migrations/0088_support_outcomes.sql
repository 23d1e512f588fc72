CREATE TABLE "support_outcomes" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"after" text NOT NULL,
	"verdict" text NOT NULL,
	"said_by" text NOT NULL,
	"said_on" date NOT NULL,
	"words" text,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "support_outcomes_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_outcome_time" CHECK (after is null or after in ('one_month', 'six_months')),
	CONSTRAINT "a_known_outcome_verdict" CHECK (verdict is null or verdict in ('helped', 'partly', 'not', 'worse', 'not_reached')),
	CONSTRAINT "a_known_outcome_giver" CHECK (said_by is null or said_by in ('defender', 'family', 'lawyer')),
	CONSTRAINT "outcome_words_are_sealed" CHECK (words is null or (words ~ '^v1.' and length(words) <= 20000))
);
--> statement-breakpoint
ALTER TABLE "support_outcomes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "support_outcomes" ADD CONSTRAINT "outcome_of_a_request" FOREIGN KEY ("org_id","case_id","request_id") REFERENCES "public"."support_requests"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outcomes_of_a_request" ON "support_outcomes" USING btree ("request_id","recorded_at" DESC NULLS LAST);--> statement-breakpoint
CREATE POLICY "the team of a case reads whether it helped" ON "support_outcomes" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = support_outcomes.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case record whether it helped" ON "support_outcomes" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and recorded_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = support_outcomes.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
ALTER POLICY "the log is as readable as what it tells of" ON "audit_log" TO plenary_app USING (case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when subject = 'imports' then exists (select 1 from imports i where i.id = subject_id::uuid)
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures',
      'submissions', 'submission_drafts', 'submission_copies', 'submission_sendings', 'support_requests', 'referral_consents', 'referrals',
      'shown_requests', 'shown_request_steps', 'check_ins', 'check_in_steps', 'check_in_times', 'check_in_incidents', 'check_in_ticks',
      'support_request_asks', 'support_outcomes')
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
-- It is judged once it is over, on a day since then.
create function app.guard_support_outcomes() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not exists (select 1 from support_requests r where r.id = new.request_id and r.org_id = new.org_id
      and r.closed_at is not null and new.said_on >= (r.closed_at at time zone 'UTC')::date - 1)
     or new.said_on > current_date + 1 then
    raise exception 'whether it helped is said once it is over' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- A number of people is told where it is nobody or at least five, and so is what it leaves of a whole: a small number, or
-- one that can be worked out, points to somebody.
create function app.told_of(part bigint, whole bigint) returns bigint
language sql immutable
set search_path = pg_catalog
as $$
  select case when part in (0, whole) or (part >= 5 and whole - part >= 5) then part end
$$;
--> statement-breakpoint
-- What became of the requests for support that an organisation opened in a year, by kind: for all its members,
-- also those who read none of the cases. Kinds with fewer than five requests stand together (kind null), and not at all
-- where even together they are fewer; then the total is not told either, since it would tell them. Whole years alone: of
-- two spans that differ by a day, the difference would tell of somebody.
create function app.support_report(of_year integer) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  with asked as (
    select r.id, r.kind, r.closed_as,
      (select min(f.answered_on) from referrals f where f.request_id = r.id)
        - (r.created_at at time zone 'UTC')::date as days,
      exists (select 1 from referrals f where f.request_id = r.id and f.outcome = 'accepted') as is_accepted,
      (select o.verdict from support_outcomes o where o.request_id = r.id
        order by o.said_on desc, o.recorded_at desc limit 1) as verdict
    from support_requests r
    where r.org_id = app.org() and app.person() is not null and r.closed_as is distinct from 'opened_in_error'
      and extract(year from r.created_at at time zone 'UTC') = of_year),
  large as (select kind from asked group by kind having count(*) >= 5),
  grouped as (
    select l.kind, count(*) as n, count(a.days) as answered, count(*) filter (where a.is_accepted) as accepted,
      count(a.verdict) filter (where a.verdict <> 'not_reached') as judged,
      count(*) filter (where a.verdict in ('helped', 'partly')) as helped,
      percentile_disc(0.5) within group (order by a.days) as median
    from asked a left join large l on l.kind = a.kind group by l.kind),
  refused as (
    select f.refusal, count(distinct f.request_id) as n from referrals f join asked a on a.id = f.request_id
    where f.outcome = 'refused' group by f.refusal)
  select jsonb_build_object(
    'total', case when not exists (select 1 from grouped where kind is null and n < 5) then (select count(*) from asked) end,
    'kinds', coalesce((select jsonb_agg(jsonb_build_object('kind', g.kind, 'requests', g.n,
        'answered', app.told_of(g.answered, g.n), 'accepted', app.told_of(g.accepted, g.n),
        'judged', app.told_of(g.judged, g.n),
        'helped', case when app.told_of(g.judged, g.n) is not null then app.told_of(g.helped, g.judged) end,
        'medianDays', case when g.answered >= 5 then g.median end) order by g.kind nulls last)
      from grouped g where g.n >= 5), '[]'),
    'hasHidden', exists (select 1 from grouped where kind is null and n < 5),
    'refusals', coalesce((select jsonb_agg(jsonb_build_object('reason', refusal, 'requests', n) order by n desc, refusal)
      from refused where n >= 5), '[]'),
    'hasHiddenRefusals', exists (select 1 from refused where n < 5))
$$;
--> statement-breakpoint
revoke all on function app.guard_support_outcomes(), app.told_of(bigint, bigint), app.support_report(integer) from public;
--> statement-breakpoint
grant execute on function app.support_report(integer) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  revoke all on support_outcomes from public;
  alter table support_outcomes force row level security;
  create policy "the guard keeps the rules" on support_outcomes to plenary_guard using (true) with check (true);
  grant select, insert, update, delete on support_outcomes to plenary_guard;
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit(), app.guard_support_outcomes() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert on support_outcomes for each row execute function app.audit('after,verdict,said_by', 'id');
  create trigger guard_support_outcomes before insert on support_outcomes
    for each row execute function app.guard_support_outcomes();
  create trigger outcomes_stay before update on support_outcomes for each statement execute function app.refuse_change();
end
$$;
--> statement-breakpoint
grant select, insert on support_outcomes to plenary_app;
