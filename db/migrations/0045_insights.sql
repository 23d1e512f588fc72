CREATE TABLE "promise_tallies" (
	"id" uuid PRIMARY KEY DEFAULT app.uuidv7() NOT NULL,
	"audience_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "a_known_outcome" CHECK (outcome is null or outcome in ('open', 'kept', 'unasked'))
);
--> statement-breakpoint
ALTER TABLE "promise_tallies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "chart_texts" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"chart" text NOT NULL,
	"session_id" uuid,
	"case_id" uuid,
	"facts" text NOT NULL,
	"text" text NOT NULL,
	"written_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chart_texts_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "one_text_for_the_figures_of_a_chart" UNIQUE NULLS NOT DISTINCT("org_id","chart","session_id","case_id","facts"),
	CONSTRAINT "a_known_chart" CHECK (chart is null or chart in ('promised-raised', 'stage-ladder', 'quiet-cases', 'regional-balance', 'asks-outstanding', 'tile-map')),
	CONSTRAINT "a_chart_text_says_something" CHECK (length(text) between 1 and 1000),
	CONSTRAINT "facts_are_a_hash" CHECK (facts ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "chart_texts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commitment_readers" ADD COLUMN "promised" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "chart_texts" ADD CONSTRAINT "chart_texts_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart_texts" ADD CONSTRAINT "chart_texts_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart_texts" ADD CONSTRAINT "chart_texts_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart_texts" ADD CONSTRAINT "chart_text_by_a_member" FOREIGN KEY ("org_id","written_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "promises_of_an_audience" ON "promise_tallies" USING btree ("audience_id","session_id","outcome","n");--> statement-breakpoint
CREATE INDEX "chart_texts_of_a_case" ON "chart_texts" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "chart_texts_of_a_session" ON "chart_texts" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "commitments_for_the_team" ON "commitments" USING btree ("org_id","case_id") WHERE confidentiality = 'team';--> statement-breakpoint
CREATE POLICY "everybody reads their own promises" ON "promise_tallies" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (audience_id in (app.org(), app.membership()));--> statement-breakpoint
CREATE POLICY "whoever reads what a chart is of reads how it is told" ON "chart_texts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and (case_id is null or exists (select 1 from case_readers r where r.case_id = chart_texts.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)))
  and (session_id is null or exists (select 1 from sessions s where s.id = chart_texts.session_id)));--> statement-breakpoint
CREATE POLICY "advocates take back how a chart is told" ON "chart_texts" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and (case_id is null or exists (select 1 from case_readers r where r.case_id = chart_texts.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)))
  and (session_id is null or exists (select 1 from sessions s where s.id = chart_texts.session_id)));--> statement-breakpoint
CREATE POLICY "advocates tell charts of what they read" ON "chart_texts" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and written_by = app.membership() and (case_id is null or exists (select 1 from case_readers r where r.case_id = chart_texts.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)))
  and (session_id is null or exists (select 1 from sessions s where s.id = chart_texts.session_id)));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.refresh_readers_of(of_commitments uuid[]) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  with wanted as (
    select r.audience_id, c.id as commitment_id, c.org_id, c.case_id, c.state_code, c.session_id, c.forum,
      case when c.is_raised then 'raised' else c.stage end as stage, c.stage = 'agreed' as promised,
      c.owner_id, case when c.closed_as is null then c.due_on end as due_on, c.changed_at, r.valid_until
    from commitments c
    join case_readers r on r.case_id = c.case_id
    where c.id = any (of_commitments)
      and case r.via
        when 'team' then c.visibility = 'team' or not exists (
          select 1 from case_readers o where o.case_id = c.case_id and o.via = 'organisation')
        when 'organisation' then c.visibility <> 'team'
        else c.visibility = 'partners' end
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
-- Promises are counted with the States and stages: of each session, how many are open, were raised, or were raised by
-- a State that had promised nothing. The other stages say nothing of a promise.
create or replace function app.count_readers() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then
    with counted as (
      insert into commitment_tallies (audience_id, state_code, stage, n)
      select audience_id, state_code, stage, count(*) from added group by 1, 2, 3
      returning audience_id)
    select array_agg(distinct audience_id) into touched from counted;
    insert into promise_tallies (audience_id, session_id, outcome, n)
    select audience_id, session_id, app.outcome_of(stage, promised), count(*) from added
    where stage in ('agreed', 'raised') group by 1, 2, 3;
  elsif tg_op = 'DELETE' then
    -- Asked once for each commitment that goes, also where its readers have gone before it.
    if not exists (select 1 from removed) then
      return null;
    end if;
    with counted as (
      insert into commitment_tallies (audience_id, state_code, stage, n)
      select audience_id, state_code, stage, -count(*) from removed group by 1, 2, 3
      returning audience_id)
    select array_agg(distinct audience_id) into touched from counted;
    insert into promise_tallies (audience_id, session_id, outcome, n)
    select audience_id, session_id, app.outcome_of(stage, promised), -count(*) from removed
    where stage in ('agreed', 'raised') group by 1, 2, 3;
  else
    with counted as (
      insert into commitment_tallies (audience_id, state_code, stage, n)
      select audience_id, state_code, stage, sum(n) from (
        select audience_id, state_code, stage, 1 as n from added
        union all
        select audience_id, state_code, stage, -1 from removed) as moved
      group by 1, 2, 3 having sum(n) <> 0
      returning audience_id)
    select array_agg(distinct audience_id) into touched from counted;
    insert into promise_tallies (audience_id, session_id, outcome, n)
    select audience_id, session_id, app.outcome_of(stage, promised), sum(n) from (
      select audience_id, session_id, stage, promised, 1 as n from added where stage in ('agreed', 'raised')
      union all
      select audience_id, session_id, stage, promised, -1 from removed where stage in ('agreed', 'raised')) as moved
    group by 1, 2, 3 having sum(n) <> 0;
  end if;
  if random() < 0.02 and touched is not null and pg_try_advisory_xact_lock(hashtext('plenary.tallies')) then
    with crowded as (
      select audience_id, state_code, stage from commitment_tallies
      where audience_id = any (touched) group by 1, 2, 3 having count(*) > 8
    ), folded as (
      delete from commitment_tallies t using crowded c
       where t.audience_id = c.audience_id and t.state_code = c.state_code and t.stage = c.stage
      returning t.audience_id, t.state_code, t.stage, t.n)
    insert into commitment_tallies (audience_id, state_code, stage, n)
    select audience_id, state_code, stage, sum(n) from folded group by 1, 2, 3 having sum(n) <> 0;
    with crowded as (
      select audience_id, session_id, outcome from promise_tallies
      where audience_id = any (touched) group by 1, 2, 3 having count(*) > 8
    ), folded as (
      delete from promise_tallies t using crowded c
       where t.audience_id = c.audience_id and t.session_id = c.session_id and t.outcome = c.outcome
      returning t.audience_id, t.session_id, t.outcome, t.n)
    insert into promise_tallies (audience_id, session_id, outcome, n)
    select audience_id, session_id, outcome, sum(n) from folded group by 1, 2, 3 having sum(n) <> 0;
  end if;
  return null;
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create function app.outcome_of(stage text, promised boolean) returns text
language sql immutable parallel safe
set search_path = pg_catalog
as $$
  select case when stage = 'agreed' then 'open' when promised then 'kept' else 'unasked' end
$$;
--> statement-breakpoint
revoke all on function app.outcome_of(text, boolean) from public;
--> statement-breakpoint
grant execute on function app.outcome_of(text, boolean) to plenary_guard;
--> statement-breakpoint
-- The file of a chart calls cases by their references alone. They are handed out with the note that they left, in one
-- step, as a list is (app.take_out); what the asker can't read is left out.
create function app.take_out_chart(of_cases uuid[], as_kind text) returns table (case_id uuid, reference text)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
#variable_conflict use_column
begin
  if as_kind not in ('csv', 'svg') then
    raise exception 'a chart leaves as a table or as a picture' using errcode = 'PL004';
  end if;
  return query
  with readable as materialized (
    select k.org_id, k.id, k.reference
    from cases k
    where k.id = any (of_cases) and exists (select 1 from case_readers r where r.case_id = k.id
      and r.audience_id in (app.org(), app.membership())
      and (r.valid_until is null or r.valid_until >= current_date))
  ), noted as (
    insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, rows, person_id)
    select r.org_id, r.id, 'export', as_kind, app.org(), 'theme', 1, app.person() from readable r
  )
  select r.id, r.reference from readable r;
end
$$;
--> statement-breakpoint
revoke all on function app.take_out_chart(uuid[], text) from public;
--> statement-breakpoint
grant execute on function app.take_out_chart(uuid[], text) to plenary_app;
--> statement-breakpoint
alter function app.take_out_chart(uuid[], text) owner to plenary_guard;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
  t text;
begin
  foreach t in array array['promise_tallies', 'chart_texts'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
  -- The trigger function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or delete on chart_texts for each row
    execute function app.audit('chart,session_id', 'id');
end
$$;
--> statement-breakpoint
grant select on promise_tallies to plenary_app;
--> statement-breakpoint
grant select, insert, delete on chart_texts to plenary_app;
--> statement-breakpoint
-- What was promised before this was counted.
set local role plenary_guard;
--> statement-breakpoint
select app.refresh_readers_of(array(select id from commitments where stage = 'agreed'));
--> statement-breakpoint
delete from promise_tallies;
--> statement-breakpoint
insert into promise_tallies (audience_id, session_id, outcome, n)
select audience_id, session_id, app.outcome_of(stage, promised), count(*) from commitment_readers
where stage in ('agreed', 'raised') group by 1, 2, 3;
--> statement-breakpoint
set local role none;
