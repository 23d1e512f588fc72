ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended'));--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0010, and whose access ended is told so all the same, in words that hold nothing of the case.
create or replace function app.tell(members uuid[], what text, of_case uuid, of_alert uuid, about uuid, urgent boolean) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  insert into notices (org_id, membership_id, kind, case_id, alert_id, subject_id, from_org_id, is_urgent)
  select m.org_id, m.id, what, of_case, of_alert, about,
    coalesce(app.org(), (select c.org_id from cases c where c.id = of_case)), urgent
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = what
  where m.id = any (members) and m.status = 'confirmed' and m.person_id is distinct from app.person()
    and (what = 'consent_withdrawn' or (coalesce(c.in_application, true)
      and (what = 'access_ended' or app.member_reads(m.id, m.org_id, of_case))))
  on conflict (membership_id, kind, subject_id) do nothing
$$;
--> statement-breakpoint
-- As in 0047, and of access that ended.
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
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
-- A partner reads a case no longer because its share was ended, or because a day has passed: its own people hear of it,
-- and where it was the day, whoever leads the case or shared it. A withdrawal of consent has told them more already.
create function app.tell_of_ended_access() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  share record;
  is_by_date constant boolean := coalesce(old.valid_until < current_date, false);
begin
  select s.id, s.shared_by, s.revoked_at into share from case_shares s join cases c on c.id = s.case_id
   where s.case_id = old.case_id and s.partner_org_id = old.audience_id;
  if not found or not (is_by_date or share.revoked_at is not null) then
    return null;
  end if;
  perform app.tell(app.members_of(array[old.audience_id]), 'access_ended', old.case_id, null, share.id, false);
  if is_by_date and share.revoked_at is null then
    perform app.tell(array(
        select r.audience_id from case_readers r where r.case_id = old.case_id and r.via = 'team' and r.level = 'lead'
        union
        select share.shared_by), 'access_ended', old.case_id, null, share.id, false);
    -- Whose access it was.
    update notices n set from_org_id = old.audience_id
     where n.org_id = old.org_id and n.kind = 'access_ended' and n.subject_id = share.id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- What was told of an end is over once the case is open to the partner again.
create function app.forget_ended_access() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  delete from notices n using case_shares s
   where s.case_id = new.case_id and s.partner_org_id = new.audience_id
     and n.kind = 'access_ended' and n.subject_id = s.id;
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.tell_of_ended_access(), app.forget_ended_access() from public;
--> statement-breakpoint
-- Whoever owns a table hangs triggers on it, and must be able to call them.
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.case_readers'::regclass);
begin
  execute format('grant execute on function app.tell_of_ended_access(), app.forget_ended_access() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create trigger tell_of_ended_access after delete on case_readers
  for each row when (old.via = 'partner') execute function app.tell_of_ended_access();
--> statement-breakpoint
create trigger forget_ended_access after insert on case_readers
  for each row when (new.via = 'partner') execute function app.forget_ended_access();
