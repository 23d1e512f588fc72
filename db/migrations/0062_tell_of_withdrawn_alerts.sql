ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn'));--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Who withdraws an alert tells the team, and once others were asked to sign it also who answered, and whoever the case is
-- shown to: each of them may hold an edition.
create function app.tell_of_withdrawn_alert() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  holders constant uuid[] := case when old.stage not in ('sign_on', 'issued', 'updated') then '{}' else array(
    select e.signer_org_id from endorsements e where e.alert_id = new.id
    union
    select s.partner_org_id from case_shares s where s.case_id = new.case_id and s.revoked_at is null) end;
begin
  perform app.tell(app.team_of(new.case_id) || app.members_of(holders), 'alert_withdrawn', new.case_id, new.id, new.id,
    true);
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.tell_of_withdrawn_alert() from public;
--> statement-breakpoint
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.alerts'::regclass);
begin
  execute format('grant execute on function app.tell_of_withdrawn_alert() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create trigger tell_of_withdrawn_alert after update of stage on alerts
  for each row when (old.stage <> 'withdrawn' and new.stage = 'withdrawn') execute function app.tell_of_withdrawn_alert();
