set local role plenary_guard;
--> statement-breakpoint
-- Whether another partner has a request that is shown to several, or was asked to take it over, or has helped.
create function app.is_with_another(s shown_requests) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.state = 'shown' and exists (select 1 from shown_requests o where o.request_id = s.request_id
    and o.id <> s.id and (o.state in ('offered', 'claimed') or o.closed_as = 'helped') and app.shown_stands(o))
$$;
--> statement-breakpoint
-- As in 0090, in one word for what "taken" means.
create or replace function app.shown_to_us(of_shown uuid default null)
  returns table (id uuid, from_org_id uuid, level text, kind text, region text, urgency text, needed_by date,
    act_by date, state text, state_at timestamptz, closed_as text, expires_on date, shown_at timestamptz, is_older boolean)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.id, s.org_id, s.level, r.kind, s.region, r.urgency, r.needed_by, least(r.needed_by, s.shown_at::date
      + case r.urgency when 'today' then 0 when 'this_week' then 7 when 'this_month' then 30 else 90 end),
    case when app.is_with_another(s) then 'taken' else s.state end,
    case when s.state = 'shown' then null else s.state_at end, s.closed_as, s.expires_on, s.shown_at, app.shown_is_older(s)
  from shown_requests s join support_requests r on r.org_id = s.org_id and r.id = s.request_id
  where s.partner_org_id = app.org() and s.ended_at is null and (of_shown is null or s.id = of_shown)
    and app.is_shown_to_me(s)
$$;
--> statement-breakpoint
-- As in 0090; the text is closed to a partner while another has the request: nobody more than needed reads where somebody is.
create or replace function app.open_shown_text(of_shown uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s shown_requests%rowtype;
begin
  -- A withdrawal takes the request first, so that the two never pass each other unseen.
  perform 1 from support_requests r where r.id = (select x.request_id from shown_requests x where x.id = of_shown
    and (app.is_shown_to_me(x) or (x.org_id = app.org() and app.in_team_of(x.case_id)))) for update;
  select x.* into s from shown_requests x where x.id = of_shown and x.level = 'more' for update;
  if not found then
    return null;
  end if;
  if app.is_shown_to_me(s) then
    if app.shown_is_older(s) or app.is_with_another(s) then
      return null;
    end if;
    if s.opened_at is null then
      update shown_requests x set opened_at = clock_timestamp() where x.id = s.id;
      insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, rows, person_id)
      values (s.org_id, s.case_id, 'referral', 'partner', s.partner_org_id,
        case when 'name' = any (s.fields) then 'person' else 'situation' end, 1, app.person());
    end if;
  elsif s.org_id = app.org() and app.in_team_of(s.case_id) and app.shown_stands(s) then
    if s.fields && '{name,contact,family}' then
      perform app.record_identity_read(s.case_id, r.defender_id) from support_requests r where r.id = s.request_id;
    end if;
  else
    return null;
  end if;
  return jsonb_build_object('sealed', s.sealed, 'wrapped', s.wrapped, 'orgId', s.org_id);
end
$$;
--> statement-breakpoint
revoke all on function app.is_with_another(shown_requests) from public;
--> statement-breakpoint
set local role none;
