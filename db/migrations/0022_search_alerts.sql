-- Alerts in whose words something stands, the latest changed first, as far as the asker reads them: where a protected
-- name was typed, they read a label, and are not told that the name is there. What looks promising is bounded before it
-- is read as they read it, so that a common word costs no more than a rare one.
create function app.search_alerts(sought text, at_most integer)
  returns table (alert_id uuid, text_id uuid, section text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  with likely as materialized (
    select p.alert_id, p.text_id, p.section, p.changed_at, wanted.pattern
    from (select '%' || replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_') || '%' as pattern) wanted
    join alert_parts p on p.plain ilike wanted.pattern
    where length(sought) >= 2
      and exists (select 1 from case_readers r where r.case_id = p.case_id
        and r.audience_id in (app.org(), app.membership())
        and (r.valid_until is null or r.valid_until >= current_date))
    order by p.changed_at desc, p.section <> 'title'
    limit 200),
  found as (
    select distinct on (l.alert_id) l.* from likely l
    where app.read_words(l.text_id, l.section) ilike l.pattern
    order by l.alert_id, l.section <> 'title', l.changed_at desc)
  select f.alert_id, f.text_id, f.section from found f order by f.changed_at desc limit at_most
$$;
--> statement-breakpoint
revoke all on function app.search_alerts(text, integer) from public;
--> statement-breakpoint
grant execute on function app.search_alerts(text, integer) to plenary_app;
--> statement-breakpoint
alter function app.search_alerts(text, integer) owner to plenary_guard;
