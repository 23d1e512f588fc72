ALTER TABLE "briefs" ADD COLUMN "second_by" uuid;--> statement-breakpoint
ALTER TABLE "briefs" ADD COLUMN "second_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "a_second_person_is_somebody_else" CHECK ((second_by is null) = (second_at is null) and (second_by is null or second_by <> made_by));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0066; a second person can agree to it, once.
create or replace function app.keep_briefs() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.withdrawn_at is not null
     or (old.second_at is not null and (new.second_by, new.second_at) is distinct from (old.second_by, old.second_at))
     or to_jsonb(new) - '{withdrawn_at,withdrawn_by,second_by,second_at}'::text[]
       is distinct from to_jsonb(old) - '{withdrawn_at,withdrawn_by,second_by,second_at}'::text[] then
    raise exception 'a brief is never changed' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- As in 0070; who agreed to a brief that then went out agreed to its cases. One that was closed within its ten minutes never
-- went out.
create or replace function app.was_shown_to_a_state(of_case uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from disclosures d where d.case_id = of_case and d.recipient_state_code is not null
      and (d.kind <> 'brief' or d.channel = 'link'))
    or exists (select 1 from guest_links l join briefs b on b.org_id = l.org_id and b.id = l.brief_id
      where l.second_at is not null and b.case_ids @> array[of_case])
    or exists (select 1 from briefs b where b.second_at is not null and b.case_ids @> array[of_case]
      and coalesce(b.withdrawn_at, 'infinity') > b.second_at + interval '10 minutes')
$$;
--> statement-breakpoint
-- Tells those who may agree, once for the briefs of one author on the same cases, as those of a pack.
create function app.tell_of_waiting_brief() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not app.brief_waits(new) or exists (select 1 from briefs b where b.org_id = new.org_id and b.id <> new.id
      and b.made_by = new.made_by and b.case_ids = new.case_ids and b.withdrawn_at is null) then
    return null;
  end if;
  insert into notices (org_id, membership_id, kind, subject_id)
  select m.org_id, m.id, 'brief_waits', new.id
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = 'brief_waits'
  where m.org_id = new.org_id and app.may_second(new.id, m.id) and coalesce(c.in_application, true)
  on conflict (membership_id, kind, subject_id) do nothing;
  return null;
end
$$;
--> statement-breakpoint
-- From when on the files of a brief go out: ten minutes after it was made, or after a second person agreed where one of its
-- cases was never shown to a State. Null while that person is waited for, and for whoever may not read it.
create function app.brief_leaves_at(of_brief uuid) returns timestamptz
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select greatest(b.made_at, coalesce(b.second_at, b.made_at)) + interval '10 minutes'
  from briefs b
  where b.id = of_brief and b.org_id = app.org() and app.reads_all(b.case_ids) and not app.brief_waits(b)
$$;
--> statement-breakpoint
-- Somebody else who edits all its cases agrees that a State is shown them, and so to the addresses of guests that wait for
-- that. Pressed twice it stays as it is.
create function app.second_brief(of_brief uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
  opens constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  select x.* into b from briefs x where x.id = of_brief and app.brief_stands(x.id) and app.writes_all(x.case_ids)
    for update of x;
  if not found or b.made_by = app.membership() then
    raise exception 'for somebody else who edits its cases' using errcode = '42501';
  end if;
  update briefs x set second_by = app.membership(), second_at = clock_timestamp()
   where x.id = of_brief and x.second_at is null and app.brief_leaves_at(x.id) is null;
  update guest_links l set second_by = app.membership(), second_at = clock_timestamp(), opens_at = opens,
    expires_at = opens + make_interval(hours => l.hours)
   where l.brief_id = of_brief and l.needs_second and l.second_at is null and l.ended_at is null
     and l.created_by <> app.membership();
end
$$;
--> statement-breakpoint
-- As in 0068, with whether it may go out yet. An own copy is noted as taken along, and for no State.
create or replace function app.take_out_brief(of_brief uuid, as_kind text) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
  is_held boolean;
begin
  if as_kind is null or as_kind not in ('pdf', 'docx', 'html', 'txt') then
    raise exception 'a brief leaves as a paper' using errcode = 'PL004';
  end if;
  select x.* into b from briefs x where x.id = of_brief and app.brief_stands(x.id);
  if not found then
    return null;
  end if;
  is_held := coalesce(app.brief_leaves_at(b.id) > clock_timestamp(), true);
  insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, recipient_state_code, brief_id, channel,
    naming, rows, person_id)
  select b.org_id, (c.value ->> 'id')::uuid, 'brief', b.audience, app.org(),
    case when b.audience = 'missions' and not is_held then b.state_code end, b.id, as_kind,
    case when c.value ->> 'words' is null then 'situation' else 'person' end, 1, app.person()
  from jsonb_array_elements(b.inputs -> 'cases') c;
  return jsonb_build_object('inputs', b.inputs, 'isHeld', is_held);
end
$$;
--> statement-breakpoint
revoke all on function app.brief_leaves_at(uuid), app.second_brief(uuid),
  app.tell_of_waiting_brief() from public;
--> statement-breakpoint
grant execute on function app.brief_leaves_at(uuid), app.second_brief(uuid), app.writes_all(uuid[]) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  set local role plenary_guard;
  execute format('grant execute on function app.tell_of_waiting_brief() to %I', owner);
  execute format('set local role %I', owner);
  create trigger tell_of_waiting_brief after insert on briefs for each row
    execute function app.tell_of_waiting_brief();
end
$$;
