-- An organisation is spoken to as a whole: people are known to their colleagues only, and whoever writes need not know who
-- of a partner takes part.
ALTER TABLE "alert_comments" ADD COLUMN "mentioned_orgs" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
grant select (mentioned_orgs) on alert_comments to plenary_app;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Of each organisation those who wrote, discussed, approved or signed; where nobody has, those who could: the leads of
-- the case, or whoever of a partner works on cases. Nobody who does not read the case.
create function app.taking_part(of_alert uuid, of_orgs uuid[]) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  with reading as (
    select m.id, m.org_id, m.role, a.case_id, a.org_id as keeper
    from alerts a join memberships m on m.org_id = any (of_orgs) and m.status = 'confirmed'
    where a.id = of_alert and app.member_reads(m.id, m.org_id, a.case_id)),
  active as (
    select r.id, r.org_id from reading r where r.id in (
      select c.membership_id from alert_contributions c where c.alert_id = of_alert
      union all select t.opened_by from alert_threads t where t.alert_id = of_alert
      union all select c.written_by from alert_comments c where c.alert_id = of_alert
      union all select p.approved_by from alert_approvals p where p.alert_id = of_alert
      union all select e.membership_id from endorsements e where e.alert_id = of_alert))
  select array(
    select a.id from active a
    union
    select r.id from reading r
    where not exists (select 1 from active a where a.org_id = r.org_id)
      and case when r.org_id = r.keeper
        then exists (select 1 from case_readers c where c.case_id = r.case_id and c.audience_id = r.id and c.level = 'lead')
        else r.role in ('administrator', 'advocate') end)
$$;
--> statement-breakpoint
create or replace function app.tell_of_mentions() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.tell(new.mentions || app.taking_part(new.alert_id, new.mentioned_orgs), 'mention', new.case_id,
    new.alert_id, new.id, false);
  return null;
end
$$;
--> statement-breakpoint
-- The other organisations that read an alert, for whoever may know of them: the team of all that it is shared with, a
-- partner of the one that keeps it and of those that it meets in the text, beside it or in the table of who signs.
create function app.organisations_to_mention(of_alert uuid) returns table (id uuid, name text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select o.id, o.name
  from alerts a join organisations o on o.id <> app.org()
  where a.id = of_alert and app.alert_right(a.case_id) is not null
    and (o.id = a.org_id or exists (select 1 from case_readers r where r.case_id = a.case_id and r.audience_id = o.id
        and r.via = 'partner' and (r.valid_until is null or r.valid_until >= current_date))
      and (app.knows_names(a.case_id)
        or exists (select 1 from alert_contributions c where c.alert_id = a.id and c.actor_org_id = o.id)
        or exists (select 1 from alert_threads t where t.alert_id = a.id and t.actor_org_id = o.id)
        or exists (select 1 from alert_comments c where c.alert_id = a.id and c.actor_org_id = o.id)
        or exists (select 1 from sign_on_requests s where s.alert_id = a.id and s.partner_org_id = o.id
          and s.revoked_at is null)))
$$;
--> statement-breakpoint
revoke all on function app.taking_part(uuid, uuid[]), app.organisations_to_mention(uuid) from public;
--> statement-breakpoint
grant execute on function app.organisations_to_mention(uuid) to plenary_app;
--> statement-breakpoint
-- Whoever owns a table hangs triggers on it, and must be able to call them.
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.alerts'::regclass);
begin
  execute format('grant execute on function app.tell_of_mentions() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
drop trigger tell_of_mentions on alert_comments;
--> statement-breakpoint
create trigger tell_of_mentions after insert on alert_comments
  for each row when (new.mentions <> '{}' or new.mentioned_orgs <> '{}') execute function app.tell_of_mentions();
