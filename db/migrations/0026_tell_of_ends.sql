-- As before, and whoever asked hears once when signing has ended without everybody's answer: only they can set it later
-- or go on without. A deadline that was set later since then is told of anew when it passes.
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.tell_deadlines() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  ended record;
begin
  perform app.tell(app.signatories_of(s.partner_org_id), 'deadline', s.case_id, s.alert_id, s.id, true)
  from app.awaited_answers() s
  join alerts a on a.id = s.alert_id
  where a.sign_on_deadline < now() + interval '24 hours' and s.asked_at < now() - interval '6 hours';
  for ended in
    select a.id, a.case_id, a.sign_on_deadline, array_agg(distinct s.asked_by) as askers
    from alerts a
    join sign_on_requests s on s.org_id = a.org_id and s.alert_id = a.id and s.revoked_at is null
    where a.stage in ('sign_on', 'issued', 'updated')
      and a.sign_on_deadline between now() - interval '7 days' and now()
      and not exists (select 1 from app.standing_endorsements(a.id) e where e.signer_org_id = s.partner_org_id)
    group by a.org_id, a.id, a.case_id, a.sign_on_deadline
  loop
    delete from notices n where n.membership_id = any (ended.askers) and n.kind = 'deadline'
      and n.subject_id = ended.id and n.at < ended.sign_on_deadline;
    perform app.tell(ended.askers, 'deadline', ended.case_id, ended.id, ended.id, false);
  end loop;
end
$$;
--> statement-breakpoint
set local role none;
