-- Who stands behind a text: neither who sent it nor who wrote it alone. Where two have written it together each may
-- look at what the other sent, and the approval says that they wrote, too. Source: security, 3.7; decision 13.
alter table "alert_approvals" add column "wrote_in" text[] default '{}' not null;
--> statement-breakpoint
create function app.may_stand_behind(member uuid, sent_by uuid, authors uuid[]) returns boolean
language sql immutable
set search_path = pg_catalog
as $$
  select member is distinct from sent_by and authors is distinct from array[member]
$$;
--> statement-breakpoint
revoke all on function app.may_stand_behind(uuid, uuid, uuid[]) from public;
--> statement-breakpoint
grant execute on function app.may_stand_behind(uuid, uuid, uuid[]) to plenary_app, plenary_guard;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.approve_alert(of_version uuid, what text, remark text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  version record;
begin
  select v.*, a.stage into version from alert_versions v join alerts a on a.id = v.alert_id
   where v.id = of_version and app.alert_right(v.case_id) in ('comment', 'write');
  if not found or (what = 'consent' and not exists (select 1 from case_readers r where r.case_id = version.case_id
      and r.audience_id = app.membership() and r.via = 'team')) then
    raise exception 'not for this person to approve' using errcode = '42501';
  end if;
  if not app.may_stand_behind(app.membership(), version.made_by, version.authors) then
    raise exception 'nobody approves what they sent or wrote alone' using errcode = 'PL007';
  end if;
  if not (case what when 'review' then version.stage = 'in_review'
      -- A change to a text that is being signed is looked at where it stands.
      else version.stage in ('consent_check', 'sign_on', 'issued', 'updated') end)
     or exists (select 1 from alert_versions v where v.alert_id = version.alert_id and v.number > version.number) then
    raise exception 'another version or another stage' using errcode = 'PL003';
  end if;
  insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, note, approved_by, actor_org_id, wrote_in)
  values (version.org_id, version.case_id, version.alert_id, of_version, what, remark, app.membership(), app.org(),
    app.wrote_in(version.alert_id, app.membership(), version.made_at))
  on conflict do nothing;
end
$$;
--> statement-breakpoint
-- The parts of an alert in which a member had written by then, in whatever language.
create function app.wrote_in(of_alert uuid, member uuid, until timestamptz) returns text[]
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select coalesce(array_agg(distinct c.section order by c.section), '{}') from alert_contributions c
  where c.alert_id = of_alert and c.membership_id = member and c.first_at <= until
$$;
--> statement-breakpoint
-- Whoever may discuss the text, and for consent those of the team, who alone read it: less who sent it and who wrote it
-- alone.
create function app.approvers_of(of_alert uuid, what text, sent_by uuid, authors uuid[])
  returns table (membership_id uuid, org_id uuid, via text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select m.id, m.org_id, r.via
  from alerts a
  join case_readers r on r.case_id = a.case_id and (r.valid_until is null or r.valid_until >= current_date)
  join memberships m on m.status = 'confirmed' and ((r.via = 'team' and m.id = r.audience_id)
    or (r.via = 'partner' and what = 'review' and m.org_id = r.audience_id and r.level in ('comment', 'contribute')
      and m.role in ('administrator', 'advocate')))
  where a.id = of_alert and app.may_stand_behind(m.id, sent_by, authors)
$$;
--> statement-breakpoint
-- Who could stand behind what a member would send now, or behind the latest version where it has been sent. Readers of
-- other organisations learn of the team and of themselves, and of no third.
create function app.who_approves(of_alert uuid, what text, if_sent_by uuid)
  returns table (membership_id uuid, org_id uuid, wrote_in text[])
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select p.membership_id, p.org_id, app.wrote_in(of_alert, p.membership_id, now())
  from alerts a
  left join lateral (select v.authors, v.made_by from alert_versions v where v.alert_id = a.id and a.stage <> 'draft'
    order by v.number desc limit 1) latest on true
  cross join lateral app.approvers_of(a.id, what, coalesce(latest.made_by, if_sent_by), coalesce(latest.authors,
    (select array_agg(distinct c.membership_id) from alert_contributions c where c.alert_id = a.id))) p
  where a.id = of_alert and app.alert_right(a.case_id) is not null
    and (p.via = 'team' or p.org_id = app.org() or exists (select 1 from case_readers mine
      where mine.case_id = a.case_id and mine.audience_id = app.membership() and mine.via = 'team'))
$$;
--> statement-breakpoint
-- Who may sign for an organisation and reads the text: for its own people, and for the team that asks it.
create function app.who_signs(of_alert uuid, for_org uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select array(select m.id from alerts a, unnest(app.signatories_of(for_org)) m(id)
    where a.id = of_alert and app.member_reads(m.id, for_org, a.case_id)
      and ((for_org = app.org() and app.alert_right(a.case_id) is not null) or exists (select 1 from case_readers r
        where r.case_id = a.case_id and r.audience_id = app.membership() and r.via = 'team')))
$$;
--> statement-breakpoint
-- A review is asked of those of the team who may give it; where the team has nobody, of the partners who may.
create or replace function app.reviewers_of(of_alert uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  with able as (
    select p.* from alerts a
    left join lateral (select v.authors, v.made_by from alert_versions v
      where v.org_id = a.org_id and v.alert_id = a.id order by v.number desc limit 1) latest on true
    cross join lateral app.approvers_of(a.id, case a.stage when 'in_review' then 'review' else 'consent' end,
      latest.made_by, latest.authors) p
    where a.id = of_alert)
  select array(select membership_id from able
    where via = 'team' or not exists (select 1 from able where via = 'team'))
$$;
--> statement-breakpoint
revoke all on function app.wrote_in(uuid, uuid, timestamptz), app.approvers_of(uuid, text, uuid, uuid[]),
  app.who_approves(uuid, text, uuid), app.who_signs(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function app.who_approves(uuid, text, uuid), app.who_signs(uuid, uuid) to plenary_app;
--> statement-breakpoint
set local role none;
