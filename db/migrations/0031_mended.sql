-- Whoever signed hears that typing errors were mended in what they signed, which words, and can object. Decision 12.
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued'));--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0010, and tells whose signature holds through a correction.
create or replace function app.tell_of_version() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.purpose = 'sign_on' then
    if new.is_minor then
      perform app.tell(app.signatories_of(e.signer_org_id), 'mended', new.case_id, new.alert_id, new.id, false)
      from app.standing_endorsements(new.alert_id) e where e.answer = 'signed';
    else
      perform app.tell_signatories(new.alert_id);
    end if;
  elsif exists (select 1 from alerts a where a.id = new.alert_id and a.stage in ('sign_on', 'issued', 'updated'))
      and not app.has_consent_check(new.alert_id, new.content) then
    perform app.tell(app.reviewers_of(new.alert_id), 'review_requested', new.case_id, new.alert_id, new.id, false);
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- As in 0010: whoever answered anew has read of the correction.
create or replace function app.tell_of_answer() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update notices n set read_at = now()
   where n.org_id = new.signer_org_id and n.alert_id = new.alert_id and n.read_at is null
     and n.kind in ('sign_on_requested', 'mended', 'nudge', 'deadline');
  perform app.tell(array(
      select r.audience_id from case_readers r where r.case_id = new.case_id and r.via = 'team' and r.level = 'lead'
      union
      select s.asked_by from sign_on_requests s where s.alert_id = new.alert_id and s.partner_org_id = new.signer_org_id),
    'answered', new.case_id, new.alert_id, new.id, false);
  return null;
end
$$;
--> statement-breakpoint
set local role none;
