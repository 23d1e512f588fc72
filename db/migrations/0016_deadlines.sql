-- A text is opened until a moment that has not come yet, and stays open until one: what organisations are asked to sign
-- by is never set behind them, nor taken away while they sign.
set local role plenary_guard;
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
        where p.version_id = latest.id and p.kind = 'review')) then
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
--> statement-breakpoint
-- For people; what is made without a sign-in (the example, a restored backup) comes with the past that it had.
create function app.guard_deadline() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if new.sign_on_deadline < now() and (tg_op = 'INSERT' or new.sign_on_deadline is distinct from old.sign_on_deadline) then
    raise exception 'the deadline has passed' using errcode = 'PL004';
  end if;
  if tg_op = 'UPDATE' and new.sign_on_deadline is null and old.sign_on_deadline is not null
     and new.stage in ('sign_on', 'issued', 'updated') then
    raise exception 'no text and no deadline to sign by' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.guard_deadline() from public;
--> statement-breakpoint
create trigger guard_deadline before insert or update of sign_on_deadline on alerts
  for each row when (app.membership() is not null) execute function app.guard_deadline();
