-- Partners read what goes to missions before it is issued, and after. Whoever agreed to be named to States, but not to each
-- partner nor in public, stands in it by their label: that is said wherever it is told how somebody appears. Decision 12.
set local role plenary_guard;
--> statement-breakpoint
create function app.is_name_held(of_case uuid, of_defender uuid, for_audience text) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select for_audience = 'missions'
    and exists (select 1 from case_shares s where s.case_id = of_case and s.revoked_at is null)
    and not exists (select 1 from app.shown_people(of_case, 'coalition') p
      where p.defender_id = of_defender and p.shown = 'name')
    and not exists (select 1 from app.shown_people(of_case, 'public') p
      where p.defender_id = of_defender and p.shown = 'name')
$$;
--> statement-breakpoint
revoke all on function app.is_name_held(uuid, uuid, text) from public;
--> statement-breakpoint
-- As in 0018, and says whose name is held back.
create or replace function app.preview_edition(of_text uuid, for_audience text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
  is_team boolean;
  labels jsonb;
  passages jsonb;
  whole jsonb;
begin
  select * into standing from alert_texts t where t.id = of_text and app.alert_right(t.case_id) is not null;
  if not found then
    return null;
  end if;
  is_team := exists (select 1 from case_readers r where r.case_id = standing.case_id
    and r.audience_id = app.membership() and r.via = 'team');
  if for_audience = 'internal' and not is_team then
    return null;
  end if;
  select coalesce(jsonb_object_agg(d.id, coalesce(app.label_in(d, standing.language), d.public_label)), '{}') into labels
  from defenders d where d.case_id = standing.case_id;
  select coalesce(jsonb_object_agg(p.id, p.words), '{}') into passages
  from alert_passages p where p.alert_id = standing.alert_id and for_audience = 'internal';
  whole := app.text_as_read(of_text);
  return jsonb_build_object(
    'text', app.reduce_text(whole, for_audience, labels, passages),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('defenderId', s.defender_id, 'label', s.label,
        'shown', case when s.shown = 'name' and app.is_name_held(standing.case_id, s.defender_id, for_audience)
          then 'held' else s.shown end, 'isIn', s.defender_id = any (app.people_in(whole)),
        'isLabelled', app.label_in(d, standing.language) is not null) order by s.label), '[]')
      from app.shown_people(standing.case_id, for_audience) s
      join defenders d on d.org_id = standing.org_id and d.case_id = standing.case_id and d.id = s.defender_id));
end
$$;
--> statement-breakpoint
set local role none;
