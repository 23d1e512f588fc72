ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered', 'brief_waits', 'letter_waits'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered', 'brief_waits', 'letter_waits'));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Whether a letter waits for a second person, and a member may be that: somebody else who edits its case.
create function app.may_second_letter(of_submission uuid, by_member uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from submissions s
    join memberships m on m.org_id = s.org_id and m.id = by_member
    join case_readers r on r.case_id = s.case_id and r.audience_id = m.id and r.level in ('lead', 'edit')
    where s.id = of_submission and s.withdrawn_at is null and app.submission_waits(s) and app.submission_is_covered(s)
      and m.id <> s.made_by and m.status = 'confirmed' and m.role in ('administrator', 'advocate'))
$$;
--> statement-breakpoint
-- Tells members that a brief or a letter waits for one of them. No case stands in it: what it leads to is looked for when
-- it is read, and is nothing once somebody agreed or it was closed.
create function app.ask_to_agree(members uuid[], what text, about uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  insert into notices (org_id, membership_id, kind, subject_id)
  select m.org_id, m.id, what, about
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = what
  where m.id = any (members) and coalesce(c.in_application, true)
  on conflict (membership_id, kind, subject_id) do nothing
$$;
--> statement-breakpoint
create function app.tell_of_waiting_letter() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.ask_to_agree(
    array(select m.id from memberships m where m.org_id = new.org_id and app.may_second_letter(new.id, m.id)),
    'letter_waits', new.id);
  return null;
end
$$;
--> statement-breakpoint
-- As in 0075, in the words of all that waits.
create or replace function app.tell_of_waiting_brief() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not app.brief_waits(new) or exists (select 1 from briefs b where b.org_id = new.org_id and b.id <> new.id
      and b.made_by = new.made_by and b.case_ids = new.case_ids and b.withdrawn_at is null) then
    return null;
  end if;
  perform app.ask_to_agree(
    array(select m.id from memberships m where m.org_id = new.org_id and app.may_second(new.id, m.id)),
    'brief_waits', new.id);
  return null;
end
$$;
--> statement-breakpoint
-- The one brief of several that they were told of was closed: the next of them waits now.
create function app.tell_of_next_brief() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  next uuid;
begin
  select b.id into next from briefs b
   where b.org_id = new.org_id and b.made_by = new.made_by and b.case_ids = new.case_ids and b.withdrawn_at is null
   order by b.made_at, b.id limit 1;
  perform app.ask_to_agree(
    array(select m.id from memberships m where m.org_id = new.org_id and app.may_second(next, m.id)),
    'brief_waits', next);
  return null;
end
$$;
--> statement-breakpoint
-- Whoever comes into a team that had nobody else to agree is told of what waits there.
create function app.tell_new_editor() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.ask_to_agree(array[new.membership_id], 'letter_waits', s.id)
  from submissions s where s.case_id = new.case_id and app.may_second_letter(s.id, new.membership_id);
  perform app.ask_to_agree(array[new.membership_id], 'brief_waits', first.id)
  from (select distinct on (b.made_by, b.case_ids) b.id from briefs b
    where b.case_ids @> array[new.case_id] and app.may_second(b.id, new.membership_id)
    order by b.made_by, b.case_ids, b.made_at, b.id) first;
  return null;
end
$$;
--> statement-breakpoint
-- As in 0073, and of a letter that waits.
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
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
revoke all on function app.may_second_letter(uuid, uuid), app.ask_to_agree(uuid[], text, uuid),
  app.tell_of_waiting_letter(), app.tell_of_next_brief(), app.tell_new_editor() from public;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.tell_of_waiting_letter(), app.tell_of_next_brief(),
    app.tell_new_editor() to %I', owner);
  execute format('set local role %I', owner);
  create trigger tell_of_waiting_letter after insert on submissions for each row
    when (new.kind <> 'report') execute function app.tell_of_waiting_letter();
  create trigger tell_of_next_brief after update of withdrawn_at on briefs for each row
    when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function app.tell_of_next_brief();
  -- By its name it comes after the readers of the case were worked out.
  create trigger z_tell_new_editor after insert or update of role on case_team for each row
    when (new.role in ('lead', 'editor')) execute function app.tell_new_editor();
end
$$;
