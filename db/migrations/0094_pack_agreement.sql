CREATE INDEX "parts_with_a_brief" ON "job_parts" USING btree ("brief_id");--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0075; who agreed takes that back within ten minutes, and it waits again.
create or replace function app.keep_briefs() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.withdrawn_at is not null
     or (old.second_at is not null and (new.second_by, new.second_at) is distinct from (old.second_by, old.second_at)
       and (new.second_at is not null or clock_timestamp() >= old.second_at + interval '10 minutes'))
     or to_jsonb(new) - '{withdrawn_at,withdrawn_by,second_by,second_at}'::text[]
       is distinct from to_jsonb(old) - '{withdrawn_at,withdrawn_by,second_by,second_at}'::text[] then
    raise exception 'a brief is never changed' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- Since when a State may be shown this case: from ever where one was, else since the first agreement that still counts, to a
-- brief or to an address of a guest. One that was closed or taken back within its ten minutes never went out. Null where
-- somebody has to agree yet.
create function app.shown_to_a_state_since(of_case uuid) returns timestamptz
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select case when exists (select 1 from disclosures d where d.case_id = of_case and d.recipient_state_code is not null
      and (d.kind <> 'brief' or d.channel = 'link')) then '-infinity'::timestamptz
    else least(
      (select min(l.second_at) from guest_links l join briefs b on b.org_id = l.org_id and b.id = l.brief_id
        where l.second_at is not null and b.case_ids @> array[of_case]
          and coalesce(least(l.ended_at, b.withdrawn_at), 'infinity') > l.opens_at),
      (select min(b.second_at) from briefs b where b.second_at is not null and b.case_ids @> array[of_case]
        and coalesce(b.withdrawn_at, 'infinity') > b.second_at + interval '10 minutes')) end
$$;
--> statement-breakpoint
-- As in 0075.
create or replace function app.was_shown_to_a_state(of_case uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.shown_to_a_state_since(of_case) is not null
$$;
--> statement-breakpoint
-- As in 0075. The ten minutes begin with the agreement that opened it also where that was to another paper on its cases: after
-- each there is time to undo it.
create or replace function app.brief_leaves_at(of_brief uuid) returns timestamptz
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select greatest(b.made_at, b.second_at, case when b.audience <> 'coalition' then
      (select max(app.shown_to_a_state_since(mentioned.case_id)) from unnest(b.case_ids) as mentioned(case_id)) end)
    + interval '10 minutes'
  from briefs b
  where b.id = of_brief and b.org_id = app.org() and app.reads_all(b.case_ids) and not app.brief_waits(b)
$$;
--> statement-breakpoint
-- The briefs of a pack.
create function app.briefs_of_pack(of_pack uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(array_agg(p.brief_id), '{}') from job_parts p where p.job_id = of_pack and p.brief_id is not null
$$;
--> statement-breakpoint
-- Whether whoever is signed in may agree to what a finished pack holds: as a colleague of its author who edits all its cases.
create function app.may_agree_to_pack(of_pack uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.role() in ('administrator', 'advocate')
    and exists (select 1 from brief_jobs j where j.id = of_pack and j.org_id = app.org() and j.kind = 'pack'
      and j.finished_at is not null and j.created_by <> app.membership())
    and coalesce((select app.writes_all(array_agg(distinct mentioned.case_id))
      from job_parts p join briefs b on b.org_id = p.org_id and b.id = p.brief_id
      cross join lateral unnest(b.case_ids) as mentioned(case_id)
      where p.job_id = of_pack having count(*) > 0), false)
$$;
--> statement-breakpoint
-- The pack that a brief was made in; the same that was made in several is of the newest.
create function app.pack_of_brief(of_brief uuid) returns brief_jobs
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select j.* from job_parts p join brief_jobs j on j.org_id = p.org_id and j.id = p.job_id
  where p.brief_id = of_brief and j.org_id = app.org() and j.kind = 'pack'
  order by j.created_at desc, j.id limit 1
$$;
--> statement-breakpoint
-- Whether other briefs of its pack are still being made, for whoever reads it: nobody can look at them yet.
create function app.pack_is_going(of_brief uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce((select (app.pack_of_brief(b.id)).finished_at is null and (app.pack_of_brief(b.id)).id is not null
    from briefs b where b.id = of_brief and b.org_id = app.org() and app.reads_all(b.case_ids)), false)
$$;
--> statement-breakpoint
-- Notes, at one moment, that whoever is signed in agreed to those of these briefs that wait for it and whose cases they edit.
create function app.agree_to_briefs(these uuid[], at timestamptz) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update briefs x set second_by = app.membership(), second_at = at
   where x.id = any (these) and x.second_at is null and x.withdrawn_at is null and app.brief_stands(x.id)
     and app.writes_all(x.case_ids) and app.brief_leaves_at(x.id) is null
$$;
--> statement-breakpoint
-- As in 0075. One of a pack is agreed to with all others of it, once each of them can be looked at.
create or replace function app.second_brief(of_brief uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
  pack brief_jobs%rowtype;
  agreed constant timestamptz := clock_timestamp();
  opens constant timestamptz := agreed + interval '10 minutes';
begin
  select x.* into b from briefs x where x.id = of_brief and app.brief_stands(x.id) and app.writes_all(x.case_ids)
    for update of x;
  if not found or b.made_by = app.membership() then
    raise exception 'for somebody else who edits its cases' using errcode = '42501';
  end if;
  pack := app.pack_of_brief(of_brief);
  if pack.id is not null and pack.finished_at is null then
    raise exception 'its pack is still being made' using errcode = 'PL004';
  end if;
  perform app.agree_to_briefs(of_brief || app.briefs_of_pack(pack.id), agreed);
  update guest_links l set second_by = app.membership(), second_at = agreed, opens_at = opens,
    expires_at = opens + make_interval(hours => l.hours)
   where l.brief_id = of_brief and l.needs_second and l.second_at is null and l.ended_at is null
     and l.created_by <> app.membership();
end
$$;
--> statement-breakpoint
-- Somebody else who edits all its cases agrees to every brief of a finished pack that waits for that. Pressed twice it stays
-- as it is. The addresses of guests, which stand with one brief each, are agreed to there.
create function app.second_pack(of_pack uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not app.may_agree_to_pack(of_pack) then
    raise exception 'for somebody else who edits its cases' using errcode = '42501';
  end if;
  perform app.agree_to_briefs(app.briefs_of_pack(of_pack), clock_timestamp());
end
$$;
--> statement-breakpoint
-- Whoever agreed to a brief takes that back within ten minutes, as long as no State was shown one of its cases: all that they
-- agreed to at that moment waits again, and so does every address of a guest that this had opened.
create function app.take_back_second(of_brief uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
begin
  select x.* into b from briefs x where x.id = of_brief and x.made_by <> app.membership() and app.brief_stands(x.id)
    and app.writes_all(x.case_ids);
  if not found then
    raise exception 'for whoever agreed' using errcode = '42501';
  end if;
  -- Pressed twice it waits as it did.
  if b.second_at is null and app.brief_waits(b) then
    return;
  end if;
  if b.second_by is distinct from app.membership() then
    raise exception 'for whoever agreed' using errcode = '42501';
  end if;
  -- A guest comes in with the address held: whoever was first is seen by the other.
  perform 1 from briefs x where x.org_id = b.org_id and x.second_by = b.second_by and x.second_at = b.second_at
    order by x.id for update;
  perform 1 from guest_links l join briefs x on x.org_id = l.org_id and x.id = l.brief_id
   where x.org_id = b.org_id and x.case_ids && b.case_ids order by l.id for update of l;
  if clock_timestamp() >= b.second_at + interval '10 minutes' then
    raise exception 'the ten minutes are over' using errcode = 'PL004';
  end if;
  if exists (select 1 from disclosures d where d.case_id = any (b.case_ids) and d.at >= b.second_at
      and d.recipient_state_code is not null and (d.kind <> 'brief' or d.channel = 'link'))
    -- A letter that needed nobody else to agree, since somebody had agreed here.
    or exists (select 1 from submission_copies c join submissions s on s.org_id = c.org_id and s.id = c.submission_id
      where s.case_id = any (b.case_ids) and s.kind <> 'report' and not c.is_own and c.taken_at >= b.second_at
        and not exists (select 1 from submissions o where o.case_id = s.case_id and o.second_at is not null)) then
    raise exception 'a State was shown it meanwhile' using errcode = 'PL004';
  end if;
  update briefs x set second_by = null, second_at = null
   where x.org_id = b.org_id and x.second_by = b.second_by and x.second_at = b.second_at and x.withdrawn_at is null;
  update guest_links l set second_by = null, second_at = null, opens_at = null, expires_at = null
   where l.org_id = b.org_id and l.second_by = b.second_by and l.second_at = b.second_at and l.ended_at is null;
  -- Those that were made since needed nobody else. What is not open yet waits for somebody now.
  update guest_links l set needs_second = true, second_at = null, opens_at = null, expires_at = null
    from briefs x
   where x.org_id = l.org_id and x.id = l.brief_id and x.org_id = b.org_id and x.case_ids && b.case_ids
     and app.brief_waits(x) and not l.needs_second and l.created_at >= b.second_at and l.ended_at is null
     and l.opens_at > clock_timestamp();
end
$$;
--> statement-breakpoint
-- The draft that a brief of one's own was made from, as far as it is there still. One that was begun since is another; of
-- what packs left to be written by itself, the one with its ask.
create function app.draft_behind(of_brief uuid) returns uuid
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select d.id from briefs b
  join brief_drafts d on d.org_id = b.org_id and d.created_by = b.made_by and d.kind = b.kind
    and d.session_id = b.session_id and d.state_code is not distinct from b.state_code and d.created_at <= b.made_at
    and (d.pack_id is null or d.ask = b.inputs ->> 'ask')
  where b.id = of_brief and b.org_id = app.org() and b.made_by = app.membership()
    and (app.pack_of_brief(b.id)).id is null
  order by d.ask = b.inputs ->> 'ask' desc, d.pack_id nulls first, d.changed_at desc limit 1
$$;
--> statement-breakpoint
-- What was written for a brief of a pack was used up by making it: writes it down again, for its author to go on with.
create function app.give_back_draft(b briefs, of_pack uuid) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  given uuid := app.uuidv7();
begin
  insert into brief_drafts (org_id, id, kind, session_id, state_code, case_ids, language, ask, wordings, contact, parts,
    created_by, pack_id)
  values (b.org_id, given, b.kind, b.session_id, b.state_code, b.case_ids, b.language, b.inputs ->> 'ask',
    b.inputs -> 'wordings', b.inputs ->> 'contact', coalesce(b.inputs -> 'parts', '[]'), b.made_by, of_pack)
  on conflict (org_id, created_by, kind, session_id, state_code, pack_id) do update set changed_at = now()
  returning id into given;
  update job_parts p set draft_id = given where p.job_id = of_pack and p.brief_id = b.id;
  return given;
end
$$;
--> statement-breakpoint
-- Whoever made a brief takes it back before it went out: it is closed, as by hand, and they go on with what it was made from,
-- if that is there still. Null where it is not.
create function app.take_back_brief(of_brief uuid) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
  pack brief_jobs%rowtype;
begin
  select x.* into b from briefs x where x.id = of_brief and x.org_id = app.org() and x.made_by = app.membership()
    and app.reads_all(x.case_ids) for update of x;
  if not found then
    raise exception 'for whoever made it' using errcode = '42501';
  end if;
  pack := app.pack_of_brief(of_brief);
  if b.withdrawn_at is null then
    if app.brief_leaves_at(of_brief) <= clock_timestamp() then
      raise exception 'it went out' using errcode = 'PL004';
    end if;
    perform app.close_brief(of_brief);
    if pack.id is not null then
      return app.give_back_draft(b, pack.id);
    end if;
  end if;
  -- Pressed twice it leads there too.
  return coalesce(app.draft_behind(of_brief), (select d.id from job_parts p
    join brief_drafts d on d.org_id = p.org_id and d.id = p.draft_id
    where p.brief_id = of_brief and p.job_id = pack.id and d.created_by = app.membership()));
end
$$;
--> statement-breakpoint
-- The same for all briefs of a finished pack that did not go out; those that did stay.
create function app.take_back_pack(of_pack uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
  taken integer := 0;
begin
  perform 1 from brief_jobs j where j.id = of_pack and j.org_id = app.org() and j.created_by = app.membership()
    and j.kind = 'pack' and j.finished_at is not null and app.role() in ('administrator', 'advocate');
  if not found then
    raise exception 'for whoever asked for it' using errcode = '42501';
  end if;
  -- At once, so that nobody is asked to agree to the next of them.
  for b in update briefs x set withdrawn_at = clock_timestamp(), withdrawn_by = app.membership()
    where x.id = any (app.briefs_of_pack(of_pack)) and x.org_id = app.org() and x.withdrawn_at is null
      and app.writes_all(x.case_ids) and coalesce(app.brief_leaves_at(x.id) > clock_timestamp(), true)
    returning x.*
  loop
    perform app.give_back_draft(b, of_pack);
    taken := taken + 1;
  end loop;
  if taken = 0 and exists (select 1 from briefs x where x.id = any (app.briefs_of_pack(of_pack))
      and x.withdrawn_at is null and app.brief_leaves_at(x.id) <= clock_timestamp()) then
    raise exception 'it went out' using errcode = 'PL004';
  end if;
end
$$;
--> statement-breakpoint
revoke all on function app.shown_to_a_state_since(uuid), app.briefs_of_pack(uuid), app.may_agree_to_pack(uuid),
  app.pack_of_brief(uuid), app.pack_is_going(uuid), app.agree_to_briefs(uuid[], timestamptz), app.second_pack(uuid),
  app.take_back_second(uuid), app.draft_behind(uuid), app.give_back_draft(briefs, uuid), app.take_back_brief(uuid),
  app.take_back_pack(uuid) from public;
--> statement-breakpoint
grant execute on function app.may_agree_to_pack(uuid), app.pack_is_going(uuid), app.second_pack(uuid),
  app.take_back_second(uuid), app.draft_behind(uuid), app.take_back_brief(uuid), app.take_back_pack(uuid)
  to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
-- Who agreed is told to whoever reads the brief; when, and when it was taken back, stands in the log.
grant select (second_by, second_at) on briefs to plenary_app;
--> statement-breakpoint
drop trigger audit on briefs;
--> statement-breakpoint
create trigger audit after insert or update on briefs for each row
  execute function app.audit('kind,language,withdrawn_at,second_at', 'id');
--> statement-breakpoint
DROP POLICY "who asked for a job reads what became of it" ON "job_parts" CASCADE;--> statement-breakpoint
CREATE POLICY "who may agree to a finished pack reads it" ON "brief_jobs" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and kind = 'pack' and finished_at is not null and app.may_agree_to_pack(id));--> statement-breakpoint
CREATE POLICY "who reads a job reads what became of it" ON "job_parts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from brief_jobs j where j.id = job_parts.job_id));--> statement-breakpoint
ALTER POLICY "who asks for a job names its parts" ON "job_parts" TO plenary_app WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from brief_jobs j where j.id = job_parts.job_id
  and j.created_by = app.membership()) and attempts = 0 and settled_at is null and brief_id is null and reason is null);
