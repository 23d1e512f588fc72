-- A contact that is taken away leaves the conversations; the role and the words stay in them.
alter table conversations add constraint conversation_with_a_contact
  foreign key (org_id, contact_id) references mission_contacts (org_id, id) on delete set null (contact_id);
--> statement-breakpoint
-- What a conversation says of people of ours must be true of this organisation, and nothing was said tomorrow. What is
-- corrected is kept: its State, its author and its cases can't be; whoever owns the next step says only that it is done.
create function app.guard_conversations() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  stood jsonb;
  stands jsonb;
  touched text[];
begin
  if new.had_on > current_date + 1 then
    raise exception 'nothing was said tomorrow' using errcode = 'PL004';
  end if;
  if not exists (select 1 from memberships m where m.org_id = new.org_id and m.id = new.had_by)
     or (new.next_owner_id is not null and not exists (
       select 1 from memberships m where m.org_id = new.org_id and m.id = new.next_owner_id)) then
    raise exception 'a conversation belongs to members' using errcode = 'PL004';
  end if;
  if tg_op = 'INSERT' then
    new.subjects := 0;
    new.version := 1;
    return new;
  end if;
  stood := to_jsonb(old) - array['changed_at', 'version', 'subjects'];
  stands := to_jsonb(new) - array['changed_at', 'version', 'subjects'];
  select coalesce(array_agg(k), '{}') into touched from jsonb_object_keys(stands) as k
  where (stood -> k) is distinct from (stands -> k);
  if cardinality(touched) = 0 then
    return new;
  end if;
  if touched && array['org_id', 'id', 'state_code', 'recorded_by', 'created_at', 'next_on_commitments'] then
    raise exception 'a conversation keeps its identity' using errcode = 'PL004';
  end if;
  -- A contact that is taken away leaves every conversation, whoever's it is.
  if app.person() is not null and old.recorded_by is distinct from app.membership()
     and not (touched = array['contact_id'] and new.contact_id is null) and not (touched <@ array['next_done_at', 'next_done_by']) then
    raise exception 'only its author corrects a conversation' using errcode = '42501';
  end if;
  new.version := old.version + 1;
  new.changed_at := clock_timestamp();
  if touched <> array['contact_id'] or new.contact_id is not null then
    insert into conversation_events (org_id, conversation_id, changes, before, person_id, at)
    select new.org_id, new.id, jsonb_object_agg(k, stands -> k), jsonb_object_agg(k, stood -> k), app.person(),
      new.changed_at
    from unnest(touched) as k;
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_conversations before insert or update on conversations
  for each row execute function app.guard_conversations();
--> statement-breakpoint
-- Kept for the team only by somebody of the team: nobody writes what they may not read.
create function app.guard_conversation_case() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  told record;
begin
  select c.state_code, c.visibility, c.recorded_by into told
  from conversations c where c.org_id = new.org_id and c.id = new.conversation_id for update;
  new.visibility := told.visibility;
  if told.visibility = 'team' and not exists (select 1 from case_team t
      where t.org_id = new.org_id and t.case_id = new.case_id and t.membership_id = told.recorded_by) then
    raise exception 'kept for a team by somebody outside it' using errcode = 'PL004';
  end if;
  if new.commitment_id is not null and not exists (select 1 from commitments c where c.org_id = new.case_org_id
      and c.id = new.commitment_id and c.case_id = new.case_id and c.state_code = told.state_code) then
    raise exception 'a commitment of another case or State' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_conversation_case before insert on conversation_cases
  for each row execute function app.guard_conversation_case();
--> statement-breakpoint
-- What was said about a case that is gone goes with it: without the case nothing would say who may read it.
create function app.count_conversation_cases() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op = 'DELETE' then
    delete from conversations c where c.org_id = old.org_id and c.id = old.conversation_id;
  else
    update conversations c set subjects = c.subjects + 1 where c.org_id = new.org_id and c.id = new.conversation_id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger count_conversation_cases after insert or delete on conversation_cases
  for each row execute function app.count_conversation_cases();
--> statement-breakpoint
create function app.conversation_visibility_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.visibility = 'team' and exists (select 1 from conversation_cases l
      where l.org_id = new.org_id and l.conversation_id = new.id and not exists (select 1 from case_team t
        where t.org_id = l.org_id and t.case_id = l.case_id and t.membership_id = new.recorded_by)) then
    raise exception 'kept for a team by somebody outside it' using errcode = 'PL004';
  end if;
  update conversation_cases l set visibility = new.visibility
  where l.org_id = new.org_id and l.conversation_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger conversation_visibility_changed after update of visibility on conversations
  for each row when (old.visibility is distinct from new.visibility)
  execute function app.conversation_visibility_changed();
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or delete on conversations for each row
    execute function app.audit('state_code,channel,visibility,taken_back_at', 'id');
  create trigger audit_corrections after update on conversations for each row
    when (old.subjects is not distinct from new.subjects)
    execute function app.audit('state_code,channel,visibility,taken_back_at', 'id');
  create trigger audit after insert or delete on contact_shares for each row
    execute function app.audit('partner_org_id', 'contact_id');
end
$$;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['conversations', 'conversation_cases', 'conversation_events', 'contact_shares'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
    execute format('grant select on %I to plenary_app', t);
  end loop;
end
$$;
--> statement-breakpoint
grant insert on conversations, conversation_cases, contact_shares to plenary_app;
--> statement-breakpoint
grant update (had_on, had_until, had_precision, channel, had_by, also_there, contact_id, with_role, with_whom, said,
  visibility, next_step, next_due_on, next_owner_id, next_done_at, next_done_by, taken_back_at)
  on conversations to plenary_app;
--> statement-breakpoint
grant update (name, cautions) on mission_contacts to plenary_app;
--> statement-breakpoint
grant delete on contact_shares to plenary_app;
--> statement-breakpoint
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.proowner = current_user::regrole
              and p.proname in ('logged_by_me', 'guard_conversations', 'guard_conversation_case',
                'count_conversation_cases', 'conversation_visibility_changed') loop
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end
$$;
--> statement-breakpoint
grant execute on function app.logged_by_me(uuid, uuid) to plenary_app;
--> statement-breakpoint
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.proowner = current_user::regrole
              and p.proname in ('logged_by_me', 'guard_conversations', 'guard_conversation_case',
                'count_conversation_cases', 'conversation_visibility_changed') loop
    execute format('alter function %s owner to plenary_guard', f.signature);
  end loop;
end
$$;
