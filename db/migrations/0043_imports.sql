CREATE TABLE "import_files" (
	"org_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"size" integer NOT NULL,
	"wrapped_key" text NOT NULL,
	"sealed_file" text NOT NULL,
	"sealed_choices" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_files_org_id_import_id_pk" PRIMARY KEY("org_id","import_id")
);
--> statement-breakpoint
ALTER TABLE "import_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_rows" (
	"org_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"place" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"case_org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"session_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"stage" text,
	"word" smallint,
	"commitment_id" uuid,
	"event_id" uuid,
	"intervention_id" uuid,
	"is_taken_back" boolean DEFAULT false NOT NULL,
	CONSTRAINT "import_rows_org_id_import_id_line_place_pk" PRIMARY KEY("org_id","import_id","line","place"),
	CONSTRAINT "a_known_import_outcome" CHECK (outcome is null or outcome in ('set', 'changed', 'left'))
);
--> statement-breakpoint
ALTER TABLE "import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "imports" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"source" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_in" text,
	"done_at" timestamp with time zone,
	"set_count" integer DEFAULT 0 NOT NULL,
	"changed_count" integer DEFAULT 0 NOT NULL,
	"left_count" integer DEFAULT 0 NOT NULL,
	"skipped_count" integer DEFAULT 0 NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	"kept_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "imports_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "import_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "a_known_import_status" CHECK (status is null or status in ('draft', 'done', 'undone')),
	CONSTRAINT "a_known_import_source" CHECK (source is null or source in ('file', 'block')),
	CONSTRAINT "an_import_is_done_before_it_is_undone" CHECK ((status = 'draft') = (done_at is null))
);
--> statement-breakpoint
ALTER TABLE "imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "evidence" DROP CONSTRAINT "a_known_evidence_kind";--> statement-breakpoint
ALTER TABLE "commitment_events" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "commitments" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "file_of_an_import" FOREIGN KEY ("org_id","import_id") REFERENCES "public"."imports"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "row_of_an_import" FOREIGN KEY ("org_id","import_id") REFERENCES "public"."imports"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "row_about_a_case" FOREIGN KEY ("case_org_id","case_id") REFERENCES "public"."cases"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_of_a_day" ON "import_files" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "import_rows_about_a_case" ON "import_rows" USING btree ("case_org_id","case_id");--> statement-breakpoint
CREATE INDEX "imports_of_an_organisation" ON "imports" USING btree ("org_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "a_known_evidence_kind" CHECK (kind is null or kind in ('official_record', 'webcast', 'own_text', 'first_hand_note', 'secondary_report', 'imported_sheet'));--> statement-breakpoint
CREATE POLICY "authors say what their draft means" ON "import_files" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from imports i where i.org_id = import_files.org_id and i.id = import_files.import_id
    and i.created_by = app.membership() and i.status = 'draft')) WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from imports i where i.org_id = import_files.org_id and i.id = import_files.import_id
    and i.created_by = app.membership() and i.status = 'draft'));--> statement-breakpoint
CREATE POLICY "authors bring the file of their draft" ON "import_files" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from imports i where i.org_id = import_files.org_id and i.id = import_files.import_id
    and i.created_by = app.membership() and i.status = 'draft'));--> statement-breakpoint
CREATE POLICY "the original is its author's alone" ON "import_files" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and created_by = app.membership());--> statement-breakpoint
CREATE POLICY "what was imported is as readable as what it became" ON "import_rows" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = import_rows.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)) and (created_by = app.membership() or exists (select 1 from commitment_readers cr where cr.commitment_id = import_rows.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)));--> statement-breakpoint
CREATE POLICY "advocates bring spreadsheets" ON "imports" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate') and status = 'draft');--> statement-breakpoint
CREATE POLICY "authors drop their drafts" ON "imports" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and created_by = app.membership() and status = 'draft');--> statement-breakpoint
CREATE POLICY "an import is its author's, and theirs who read of it" ON "imports" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and ((created_by = app.membership()) or (status <> 'draft' and exists (select 1 from import_rows r where r.org_id = imports.org_id
        and r.import_id = imports.id))));--> statement-breakpoint
ALTER POLICY "the log is as readable as what it tells of" ON "audit_log" TO plenary_app USING (case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when subject = 'imports' then exists (select 1 from imports i where i.id = subject_id::uuid)
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures')
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
  end);--> statement-breakpoint
ALTER POLICY "contributors to the case change commitments" ON "commitment_events" TO plenary_app WITH CHECK (exists (select 1 from commitment_readers cr where cr.commitment_id = commitment_events.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0) and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = commitment_events.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))) and kind in ('changed', 'undone') and import_id is null);--> statement-breakpoint
ALTER POLICY "contributors to the case open commitments" ON "commitments" TO plenary_app WITH CHECK (recorded_org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = commitments.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))) and exists (select 1 from sessions s where s.id = commitments.session_id) and import_id is null);--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- set at a time
-- Who reads many commitments, what keeps them and what follows from it is worked out once for a statement: an import
-- writes thousands in one.
create function app.refresh_readers_of(of_commitments uuid[]) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  with wanted as (
    select r.audience_id, c.id as commitment_id, c.org_id, c.case_id, c.state_code, c.session_id, c.forum,
      case when c.is_raised then 'raised' else c.stage end as stage,
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
    forum, stage, owner_id, due_on, changed_at, valid_until)
  select * from wanted
  on conflict (commitment_id, audience_id) do update
    set stage = excluded.stage, owner_id = excluded.owner_id, due_on = excluded.due_on,
        changed_at = excluded.changed_at, valid_until = excluded.valid_until
    where (r.stage, r.owner_id, r.due_on, r.changed_at, r.valid_until)
      is distinct from (excluded.stage, excluded.owner_id, excluded.due_on, excluded.changed_at,
        excluded.valid_until)
$$;
--> statement-breakpoint
drop trigger commitment_changed on commitments;
--> statement-breakpoint
drop trigger commitment_raised on intervention_commitments;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.refresh_commitment_readers(of_case uuid, of_commitment uuid default null)
returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  select app.refresh_readers_of(array(select c.id from commitments c
    where c.case_id = of_case and (of_commitment is null or c.id = of_commitment)))
$$;
--> statement-breakpoint
create or replace function app.commitment_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.refresh_readers_of(array(select id from moved));
  return null;
end
$$;
--> statement-breakpoint
-- A commitment that is raised as it says already is left alone: what an import opens comes so.
create or replace function app.commitment_raised() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not exists (select 1 from links) then
    return null;
  end if;
  update commitments c set
    is_raised = w.is_raised, raised_on = w.raised_on, raised_precision = w.raised_precision,
    version = c.version + 1, changed_at = clock_timestamp()
  from (
    select l.org_id, l.commitment_id, first.commitment_id is not null as is_raised,
      first.said_on as raised_on, first.said_precision as raised_precision
    from (select distinct org_id, commitment_id from links) l
    left join lateral (
      select k.commitment_id, i.said_on, i.said_precision
      from intervention_commitments k
      join interventions i on i.org_id = k.org_id and i.id = k.intervention_id
      where k.commitment_id = l.commitment_id order by i.said_on nulls last limit 1) first on true) w
  where c.org_id = w.org_id and c.id = w.commitment_id
    and (c.is_raised, c.raised_on, c.raised_precision)
      is distinct from (w.is_raised, w.raised_on, w.raised_precision);
  return null;
end
$$;
--> statement-breakpoint
create or replace function app.count_readers() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
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
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- What an import does beside is told by the import.
create or replace function app.audit() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  harmless constant text[] := string_to_array(coalesce(tg_argv[0], ''), ',');
  key_column constant text := coalesce(tg_argv[1], 'id');
  was jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  whole jsonb := case when tg_op = 'DELETE' then was else is_now end;
  touched text[];
begin
  select coalesce(array_agg(k order by k), '{}') into touched
  from (select jsonb_object_keys(was || is_now) as k) as keys
  where (was -> k) is distinct from (is_now -> k)
    and k not in ('changed_at', 'version', 'last_visit_at', 'created_at');
  if (tg_op = 'UPDATE' and cardinality(touched) = 0)
     -- Shipped sessions are nobody's doing.
     or (tg_table_name = 'sessions' and whole ->> 'org_id' is null) then
    return null;
  end if;
  insert into audit_log (org_id, person_id, actor_org_id, action, subject, subject_id, case_id, commitment_id,
    columns, details)
  values (
    coalesce(whole ->> 'org_id', case when tg_table_name = 'organisations' then whole ->> 'id' end)::uuid,
    app.person(), app.org(), lower(tg_op), tg_table_name, coalesce(whole ->> key_column, ''),
    case when tg_table_name = 'cases' then (whole ->> 'id')::uuid else (whole ->> 'case_id')::uuid end,
    case when tg_table_name = 'commitments' then (whole ->> 'id')::uuid else (whole ->> 'commitment_id')::uuid end,
    case when tg_op = 'UPDATE' then touched else '{}' end,
    (select coalesce(jsonb_object_agg(k, jsonb_build_array(was -> k, is_now -> k)), '{}')
       from unnest(touched) as k where k = any (harmless))
      || coalesce((select jsonb_build_object('import_id', jsonb_build_array(null, i.id))
           from nullif(current_setting('app.import_id', true), '') as i(id) where i.id is not null), '{}'));
  return null;
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
  execute format('grant execute on function app.commitment_changed(), app.commitment_raised(), app.commitment_opened(), '
    || 'app.guard_commitments(), app.carry_out_event(), app.commitments_kept(), app.audit() to %I', owner);
  execute format('set local role %I', owner);
end
$$;
--> statement-breakpoint
create trigger commitment_changed after update on commitments
  referencing new table as moved for each statement execute function app.commitment_changed();
--> statement-breakpoint
create trigger commitment_linked after insert on intervention_commitments
  referencing new table as links for each statement execute function app.commitment_raised();
--> statement-breakpoint
create trigger commitment_unlinked after delete on intervention_commitments
  referencing old table as links for each statement execute function app.commitment_raised();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- past the row triggers
-- What app.carry_out_import writes it has checked, and it does for all rows what these triggers do for one. A row says
-- that an import brings it, and only the guard's own functions are believed: the policies refuse such a row to everybody else.
drop trigger guard_commitments on commitments;
--> statement-breakpoint
create trigger guard_commitments before insert on commitments for each row
  when (new.import_id is null or current_user <> 'plenary_guard') execute function app.guard_commitments();
--> statement-breakpoint
drop trigger commitment_opened on commitments;
--> statement-breakpoint
create trigger commitment_opened after insert on commitments for each row
  when (new.import_id is null or current_user <> 'plenary_guard') execute function app.commitment_opened();
--> statement-breakpoint
drop trigger carry_out_event on commitment_events;
--> statement-breakpoint
create trigger carry_out_event before insert on commitment_events for each row
  when (new.import_id is null or current_user <> 'plenary_guard') execute function app.carry_out_event();
--> statement-breakpoint
drop trigger commitments_kept on intervention_cases;
--> statement-breakpoint
create trigger commitments_kept after insert on intervention_cases for each row
  when (current_user <> 'plenary_guard') execute function app.commitments_kept();
--> statement-breakpoint
drop trigger commitments_kept on intervention_states;
--> statement-breakpoint
create trigger commitments_kept after insert on intervention_states for each row
  when (current_user <> 'plenary_guard') execute function app.commitments_kept();
--> statement-breakpoint
drop trigger audit on commitments;
--> statement-breakpoint
create trigger audit after update on commitments for each row execute function app.audit(
  'state_code,session_id,stage,with_capital,leaning,closed_as,word,modality,naming,confidentiality,delivery,visibility,owner_id,due_on,asked_on,is_raised,raised_on',
  'id');
--> statement-breakpoint
create trigger audit_opened after insert on commitments for each row
  when (new.import_id is null or current_user <> 'plenary_guard') execute function app.audit(
  'state_code,session_id,stage,with_capital,leaning,closed_as,word,modality,naming,confidentiality,delivery,visibility,owner_id,due_on,asked_on,is_raised,raised_on',
  'id');
--> statement-breakpoint
create trigger audit_removed after delete on commitments for each row
  when (old.import_id is null or current_user <> 'plenary_guard') execute function app.audit(
  'state_code,session_id,stage,with_capital,leaning,closed_as,word,modality,naming,confidentiality,delivery,visibility,owner_id,due_on,asked_on,is_raised,raised_on',
  'id');
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- the import
create function app.guard_import_files() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.size > 10 * 1024 * 1024 or new.size < 0 or octet_length(new.sealed_file) > 15 * 1024 * 1024
     or octet_length(new.sealed_choices) > 8 * 1024 * 1024 then
    raise exception 'larger than a file may be' using errcode = 'PL006';
  end if;
  if (select coalesce(sum(f.size), 0) + new.size from import_files f
       where f.org_id = new.org_id and f.created_at > now() - interval '1 day') > 50 * 1024 * 1024 then
    raise exception 'more files than a day may bring' using errcode = 'PL004';
  end if;
  new.created_at := now();
  return new;
end
$$;
--> statement-breakpoint
create function app.guard_imports() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  new.created_at := now();
  new.done_in := null;
  new.set_count := 0;
  new.changed_count := 0;
  new.left_count := 0;
  new.skipped_count := 0;
  new.kept_count := 0;
  new.undone_at := null;
  new.undone_by := null;
  return new;
end
$$;
--> statement-breakpoint
-- One cell on its way in, with the ids of what it will make.
create type app.import_cell as (
  line integer, place integer, case_org uuid, case_id uuid, state_code text, session_id uuid, forum text, stage text,
  word smallint, note text, owner_id uuid, due_on date, said_on date, said_precision text, version integer,
  commitment_id uuid, event_id uuid, intervention_id uuid, outcome text);
--> statement-breakpoint
-- Carries out a piece of an import: all pieces come in one transaction, and none after it. `cells` are what the preview
-- showed, [{line, place, case_id, state_code, session_id, stage, word, note, owner_id, due_on, said_on, said_precision,
-- version}, ...]; `version` is that of the commitment which the preview showed as a change. What somebody else changed,
-- opened or took away since is left and counted. Everything else is refused as it is refused to hands, for all of them.
create function app.carry_out_import(of_import uuid, cells jsonb, seen_by text, skipped integer default 0)
  returns table (set_now integer, changed_now integer, left_now integer)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
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
  left join commitments k on k.org_id = c.org_id and k.case_id = c.id and k.state_code = x.state_code
    and k.session_id = s.id;

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

  insert into import_rows (org_id, import_id, line, place, created_by, case_org_id, case_id, state_code, session_id,
    outcome, stage, word, commitment_id, event_id, intervention_id)
  select app.org(), of_import, w.line, w.place, app.membership(), w.case_org, w.case_id, w.state_code, w.session_id,
    d.outcome, w.stage, w.word, case when d.outcome <> 'left' then w.commitment_id end, e.id,
    case when d.outcome <> 'left' then w.intervention_id end
  from unnest(wanted) w
  left join commitment_events e on e.org_id = w.case_org and e.id = w.event_id,
    lateral (select case when w.outcome = 'set' and w.commitment_id <> all (opened) then 'left' else w.outcome end) d(outcome);
  select count(*) filter (where r.outcome = 'set'), count(*) filter (where r.outcome = 'changed'),
      count(*) filter (where r.outcome = 'left')
    into set_now, changed_now, left_now
  from unnest(wanted) w join import_rows r on r.org_id = app.org() and r.import_id = of_import and r.line = w.line
    and r.place = w.place;
  perform set_config('app.import_id', '', true);
  update imports i set status = 'done', done_in = pg_current_xact_id()::text, done_at = this_moment,
    set_count = i.set_count + set_now, changed_count = i.changed_count + changed_now,
    left_count = i.left_count + left_now, skipped_count = i.skipped_count + skipped
  where i.org_id = app.org() and i.id = of_import;
  return next;
end
$$;
--> statement-breakpoint
-- What a spreadsheet calls a column: A to Z, AA and so on. Counted from 1.
create function app.column_letters(place integer) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select case when place <= 26 then chr(64 + place)
    else chr(64 + (place - 1) / 26) || chr(65 + (place - 1) % 26) end
$$;
--> statement-breakpoint
-- Takes an import back as one: what it opened goes, what it changed becomes what it was, what it said was said is no
-- longer recorded. Whatever somebody went on from stays and is counted; the import and its rows stay and say so.
create function app.undo_import(of_import uuid) returns table (taken_back integer, kept integer)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  the_import imports;
  this_moment constant timestamptz := clock_timestamp();
  mine uuid[];
  own_words uuid[];
begin
  select * into the_import from imports i
   where i.id = of_import and i.org_id = app.org() and i.created_by = app.membership() for update;
  if not found or app.role() is null or app.role() not in ('administrator', 'advocate') then
    raise exception 'no such import' using errcode = '42501';
  end if;
  if the_import.status <> 'done' then
    raise exception 'the import is not there to be taken back' using errcode = 'PL003';
  end if;
  mine := array(select d.case_id from (select distinct r.case_id from import_rows r
    where r.org_id = app.org() and r.import_id = of_import offset 0) d where app.contributes(d.case_id));
  perform 1 from commitments c join import_rows r on r.commitment_id = c.id
   where r.org_id = app.org() and r.import_id = of_import order by c.id for update of c;

  update import_rows r set is_taken_back = true
  from commitments c
  where r.org_id = app.org() and r.import_id = of_import and r.outcome <> 'left' and r.case_id = any (mine)
    and c.org_id = r.case_org_id and c.id = r.commitment_id
    -- Nobody added a source, a State or a case to what the sheet said was said, and nobody recorded it besides.
    and (r.intervention_id is null or (
      (select count(*) from evidence e where e.intervention_id = r.intervention_id) = 1
      and (select count(*) from intervention_cases k where k.intervention_id = r.intervention_id) = 1
      and (select count(*) from intervention_states s where s.intervention_id = r.intervention_id) = 1))
    and not exists (select 1 from intervention_commitments l
      join interventions i on i.org_id = l.org_id and i.id = l.intervention_id
      where l.commitment_id = r.commitment_id and l.intervention_id is distinct from r.intervention_id
        and i.created_at > the_import.done_at)
    and case r.outcome
      when 'set' then
        not exists (select 1 from commitment_events e where e.commitment_id = r.commitment_id
          and e.import_id is distinct from of_import)
        and not exists (select 1 from conversation_cases t where t.commitment_id = r.commitment_id)
      else not exists (
        select 1 from commitment_events e
        where e.id = r.event_id and e.commitment_id = r.commitment_id
          and (exists (select 1 from jsonb_each(e.changes) k
                where to_jsonb(c) -> k.key is distinct from k.value)
            or exists (select 1 from commitment_events later where later.commitment_id = e.commitment_id
                and later.at > e.at and jsonb_exists_any(later.changes, array(select jsonb_object_keys(e.changes)))))) end;

  perform set_config('app.import_id', of_import::text, true);
  -- What it changed.
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes, before, undoes, person_id, actor_org_id,
    import_id, at)
  select e.org_id, e.commitment_id, e.case_id, 'undone', e.before, e.changes, e.id, app.person(), app.org(), of_import,
    this_moment
  from import_rows r join commitment_events e on e.commitment_id = r.commitment_id and e.id = r.event_id
  where r.org_id = app.org() and r.import_id = of_import and r.is_taken_back and r.outcome = 'changed';
  update commitments c set
    stage = n.stage, word = n.word, owner_id = n.owner_id, due_on = n.due_on, word_text = n.word_text,
    word_on = n.word_on, asked_on = n.asked_on, version = c.version + 1, changed_at = this_moment
  from import_rows r
  join commitment_events e on e.commitment_id = r.commitment_id and e.id = r.event_id
  join commitments k on k.org_id = r.case_org_id and k.id = r.commitment_id,
    lateral jsonb_populate_record(k, e.before) n
  where r.org_id = app.org() and r.import_id = of_import and r.is_taken_back and r.outcome = 'changed'
    and c.org_id = k.org_id and c.id = k.id;

  -- What it opened: first whatever hangs on it, all at once.
  declare
    opened constant uuid[] := array(select r.commitment_id from import_rows r where r.org_id = app.org()
      and r.import_id = of_import and r.is_taken_back and r.outcome = 'set');
  begin
    insert into audit_log (org_id, person_id, actor_org_id, action, subject, subject_id, case_id, commitment_id, columns,
      details)
    select c.org_id, app.person(), app.org(), 'delete', 'commitments', c.id::text, c.case_id, c.id, '{}',
      jsonb_build_object('state_code', jsonb_build_array(c.state_code, null), 'session_id',
        jsonb_build_array(c.session_id, null), 'stage', jsonb_build_array(c.stage, null), 'word',
        jsonb_build_array(c.word, null), 'import_id', jsonb_build_array(null, of_import))
    from commitments c where c.id = any (opened);
    delete from intervention_commitments l where l.commitment_id = any (opened);
    delete from commitment_readers r where r.commitment_id = any (opened);
    delete from commitment_events e where e.commitment_id = any (opened);
    delete from commitments c where c.id = any (opened);
  end;
  own_words := array(select r.intervention_id from import_rows r where r.org_id = app.org() and r.import_id = of_import
    and r.is_taken_back and r.intervention_id is not null);
  delete from intervention_commitments l where l.intervention_id = any (own_words);
  delete from interventions i where i.id = any (own_words);
  perform pg_notify('plenary_moves', '');

  select count(*) filter (where r.is_taken_back), count(*) filter (where not r.is_taken_back)
    into taken_back, kept
  from import_rows r where r.org_id = app.org() and r.import_id = of_import and r.outcome <> 'left';
  perform set_config('app.import_id', '', true);
  update imports i set status = 'undone', undone_at = this_moment, undone_by = app.membership(), kept_count = kept
  where i.org_id = app.org() and i.id = of_import;
  return next;
end
$$;
--> statement-breakpoint
-- A draft that nobody went on with is not kept: it holds a file of somebody's.
create function app.clear_old_imports() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public
as $$
declare
  cleared integer;
begin
  delete from imports i where (i.org_id, i.id) in (select old.org_id, old.id from imports old
    where old.status = 'draft' and old.created_at < now() - interval '1 day' for update skip locked);
  get diagnostics cleared = row_count;
  return cleared;
end
$$;
--> statement-breakpoint
create trigger guard_imports before insert on imports for each row execute function app.guard_imports();
--> statement-breakpoint
create trigger guard_import_files before insert on import_files for each row execute function app.guard_import_files();
--> statement-breakpoint
create trigger audit after insert or update or delete on imports for each row execute function app.audit(
  'status,source,set_count,changed_count', 'id');
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['imports', 'import_files', 'import_rows'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
    execute format('grant select on %I to plenary_app', t);
  end loop;
end
$$;
--> statement-breakpoint
grant insert on imports, import_files to plenary_app;
--> statement-breakpoint
grant delete on imports to plenary_app;
--> statement-breakpoint
grant update (sealed_choices) on import_files to plenary_app;
--> statement-breakpoint
revoke all on type app.import_cell from public;
--> statement-breakpoint
grant usage on type app.import_cell to plenary_guard;
--> statement-breakpoint
revoke all on function app.refresh_readers_of(uuid[]), app.guard_import_files(), app.guard_imports(),
  app.carry_out_import(uuid, jsonb, text, integer), app.column_letters(integer), app.undo_import(uuid),
  app.clear_old_imports() from public;
--> statement-breakpoint
grant execute on function app.column_letters(integer) to plenary_guard;
--> statement-breakpoint
grant execute on function app.carry_out_import(uuid, jsonb, text, integer), app.undo_import(uuid) to plenary_app;
--> statement-breakpoint
grant execute on function app.clear_old_imports() to plenary_auth;
--> statement-breakpoint
do $$
declare
  f text;
begin
  foreach f in array array['refresh_readers_of(uuid[])', 'guard_import_files()',
      'carry_out_import(uuid, jsonb, text, integer)', 'undo_import(uuid)', 'clear_old_imports()'] loop
    execute format('alter function app.%s owner to plenary_guard', f);
  end loop;
end
$$;
