-- What the asker may do to the texts of a case: 'write', 'comment', 'read', or null where the case is not theirs to
-- read. A reader by role never writes; in the team they may discuss. Source: security, 3.7.
create function app.alert_right(of_case uuid) returns text
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select case max(case
      when app.role() in ('administrator', 'advocate') and r.level in ('lead', 'edit', 'contribute') then 3
      when r.via = 'team' or (app.role() in ('administrator', 'advocate') and r.level = 'comment') then 2
      else 1 end)
    when 3 then 'write' when 2 then 'comment' when 1 then 'read' end
  from case_readers r
  where r.case_id = of_case and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)
$$;
--> statement-breakpoint
revoke all on function app.alert_right(uuid) from public;
--> statement-breakpoint
grant execute on function app.alert_right(uuid) to plenary_app, plenary_guard;
--> statement-breakpoint
alter function app.alert_right(uuid) owner to plenary_guard;
