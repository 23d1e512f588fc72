-- An ask is opened with an owner of the organisations whose ask it is, as it is given to one later (`carry_out_event`).
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.guard_commitments() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  the_case record;
  the_session record;
begin
  -- Said in the words of the policy, so that a case one may not touch and a case that is not there look the same.
  if app.person() is not null and not app.contributes(new.case_id) then
    raise exception 'new row violates row-level security policy for table "commitments"' using errcode = '42501';
  end if;
  select c.country_code, c.org_id into the_case from cases c where c.org_id = new.org_id and c.id = new.case_id;
  select s.forum into the_session from sessions s where s.id = new.session_id;
  if the_case.org_id is null or the_session.forum is null then
    raise exception 'new row violates row-level security policy for table "commitments"' using errcode = '42501';
  end if;
  if new.state_code = the_case.country_code then
    raise exception 'the State concerned is not asked about itself' using errcode = 'PL002';
  end if;
  if new.owner_id is not null and not exists (select 1 from memberships m where m.id = new.owner_id
      and m.org_id in (new.org_id, new.recorded_org_id)) then
    raise exception 'an ask belongs to a member' using errcode = 'PL004';
  end if;
  new.forum := the_session.forum;
  new.is_raised := false;
  new.raised_on := null;
  new.raised_precision := null;
  new.version := 1;
  new.created_at := clock_timestamp();
  new.changed_at := new.created_at;
  if new.recorded_org_id <> new.org_id then
    new.visibility := 'partners';
  end if;
  if new.stage = 'asked' and new.asked_on is null then
    new.asked_on := app.today();
  end if;
  if not app.may_name(new.case_id, new.naming, new.forum, new.state_code) then
    raise exception 'consent does not cover this naming' using errcode = 'PL001';
  end if;
  return new;
end
$$;
--> statement-breakpoint
set local role none;
