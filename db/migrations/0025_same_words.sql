-- Who stood behind words stands behind the same words in a later version: for the review as for consent (decision 17).
set local role plenary_guard;
--> statement-breakpoint
-- The versions of an alert that hold the same words as one of them in every language, itself among them, for whoever may
-- read the alert.
create function app.same_words(of_version uuid) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select o.id from alert_versions v join alert_versions o on o.alert_id = v.alert_id and o.content = v.content
  where v.id = of_version and app.alert_right(v.case_id) is not null
$$;
--> statement-breakpoint
revoke all on function app.same_words(uuid) from public;
--> statement-breakpoint
grant execute on function app.same_words(uuid) to plenary_app;
--> statement-breakpoint
create or replace function app.move_alert(of_alert uuid, from_stage text, to_stage text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
  latest record;
begin
  select a.* into standing from alerts a where a.id = of_alert and app.alert_right(a.case_id) = 'write' for update;
  if not found then
    raise exception 'not for this person to move' using errcode = '42501';
  end if;
  if standing.stage <> from_stage then
    raise exception 'somebody else moved it' using errcode = 'PL003';
  end if;
  if (from_stage, to_stage) not in (('draft', 'in_review'), ('in_review', 'draft'), ('in_review', 'consent_check'),
      ('consent_check', 'draft'), ('consent_check', 'sign_on'), ('sign_on', 'draft'), ('issued', 'closed'),
      ('updated', 'closed')) and not (to_stage = 'withdrawn' and from_stage not in ('closed', 'withdrawn')) then
    raise exception 'no such step' using errcode = 'PL004';
  end if;
  -- What leaves the coalition, or ends it, is for the organisation that keeps the case.
  if to_stage in ('sign_on', 'closed', 'withdrawn') and not exists (select 1 from case_readers r
      where r.case_id = standing.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')) then
    raise exception 'for the case''s own editors' using errcode = '42501';
  end if;
  select v.* into latest from alert_versions v where v.alert_id = of_alert order by v.number desc limit 1;
  if (to_stage = 'in_review' and latest.id is null)
     or (to_stage = 'consent_check' and not exists (select 1 from alert_approvals p
        where p.version_id in (select app.same_words(latest.id)) and p.kind = 'review')) then
    raise exception 'nobody but the authors has approved it' using errcode = 'PL007';
  end if;
  if to_stage = 'sign_on' then
    if latest.purpose <> 'sign_on' or standing.sign_on_deadline is null then
      raise exception 'no text and no deadline to sign by' using errcode = 'PL004';
    end if;
    if standing.sign_on_deadline < now() then
      raise exception 'the deadline has passed' using errcode = 'PL004';
    end if;
    if not exists (select 1 from alert_approvals p join alert_versions v on v.id = p.version_id
        where p.alert_id = of_alert and p.kind = 'consent' and v.content = latest.content) then
      raise exception 'nobody but the authors has approved it' using errcode = 'PL007';
    end if;
  end if;
  update alerts a set stage = to_stage, changed_at = now() where a.id = of_alert;
end
$$;
--> statement-breakpoint
set local role none;
