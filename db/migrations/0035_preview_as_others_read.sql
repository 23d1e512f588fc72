-- The team reads in clear what somebody typed by hand, and so did its previews: it was shown a name as what the public
-- would read. For every audience but its own it is shown what others read, with the label in the place of the name.
-- Whoever may have brought a name in, and is not of the team, is shown it as they typed it still: a label would confirm
-- the guess. Decision 16.
set local role plenary_guard;
--> statement-breakpoint
-- One language as everybody outside the team reads it who did not bring a name in. What was not looked at with the names
-- of now is read by nobody.
create function app.text_as_others_read(of_text uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  with looked_at as (
    select p.section, case
        when jsonb_typeof(p.typed_names) = 'array' then app.cover_names(p.content, p.typed_names)
        when not app.has_names(p.case_id) then p.content
        else '{"type": "doc", "content": [{"type": "paragraph"}]}' end as content
    from alert_parts p where p.text_id = of_text and (p.section = 'title' or p.plain <> ''))
  select jsonb_build_object(
    'title', (select content from looked_at where section = 'title'),
    'sections', coalesce((select jsonb_object_agg(section, content) from looked_at where section <> 'title'), '{}'))
$$;
--> statement-breakpoint
revoke all on function app.text_as_others_read(uuid) from public;
--> statement-breakpoint
-- As in 0029, but for what the team is shown.
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
  whole := case when is_team and for_audience <> 'internal' then app.text_as_others_read(of_text)
    else app.text_as_read(of_text) end;
  return jsonb_build_object(
    'text', app.reduce_text(whole, for_audience, labels, passages),
    'unchecked', (select coalesce(jsonb_agg(p.section order by p.section), '[]') from alert_parts p
      where is_team and for_audience <> 'internal' and p.text_id = of_text and p.plain <> ''
        and jsonb_typeof(p.typed_names) is distinct from 'array' and app.has_names(p.case_id)),
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
