-- A share may end on a day: an external reviewer reads and comments until then, and no longer. Whichever comes first,
-- that day or the end of consent, closes it; the policies look at the day, and app.close_expired clears up.
alter table "case_shares" add column "ends_on" date;
--> statement-breakpoint
grant update (ends_on) on case_shares to plenary_app;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.refresh_case_readers(of_case uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  -- Two colleagues who change team and consent at once must not each miss the other's row.
  perform 1 from cases where id = of_case for update;
  with wanted as (
    select t.org_id, t.case_id, t.membership_id as audience_id, 'team' as via,
      case t.role when 'lead' then 'lead' when 'editor' then 'edit' else 'read' end as level,
      null::date as valid_until
    from case_team t where t.case_id = of_case
    union all
    select c.org_id, c.id, c.org_id, 'organisation', 'read', null
    from cases c where c.id = of_case and c.visibility = 'organisation'
    union all
    select s.org_id, s.case_id, s.partner_org_id, 'partner', s.level,
      least(app.consent_valid_until(s.case_id, 'share_with_organisation', s.partner_org_id), s.ends_on)
    from case_shares s
    where s.case_id = of_case and s.revoked_at is null and (s.ends_on is null or s.ends_on >= current_date)
      and app.consent_level(s.case_id, 'share_with_organisation', s.partner_org_id) >= 1
  ), gone as (
    delete from case_readers old where old.case_id = of_case
      and not exists (select 1 from wanted w where w.audience_id = old.audience_id)
  )
  insert into case_readers as r (org_id, case_id, audience_id, via, level, valid_until)
  select * from wanted
  on conflict (case_id, audience_id) do update
    set via = excluded.via, level = excluded.level, valid_until = excluded.valid_until;
  perform app.refresh_commitment_readers(of_case);
end
$$;
--> statement-breakpoint
create or replace function app.guard_case_shares() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.partner_org_id = new.org_id then
    raise exception 'a case is shared with others' using errcode = 'PL004';
  end if;
  if tg_op = 'UPDATE' and (new.org_id, new.case_id, new.id, new.partner_org_id, new.shared_by)
     is distinct from (old.org_id, old.case_id, old.id, old.partner_org_id, old.shared_by) then
    raise exception 'a share keeps its identity' using errcode = 'PL004';
  end if;
  if new.revoked_at is null and new.ends_on < current_date
     and (tg_op = 'INSERT' or old.revoked_at is not null or new.ends_on is distinct from old.ends_on) then
    raise exception 'the end has passed' using errcode = 'PL004';
  end if;
  if new.revoked_at is null
     and app.consent_level(new.case_id, 'share_with_organisation', new.partner_org_id) < 1 then
    raise exception 'consent does not cover this partner' using errcode = 'PL001';
  end if;
  return new;
end
$$;
--> statement-breakpoint
set local role none;
