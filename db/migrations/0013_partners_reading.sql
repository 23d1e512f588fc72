-- How many partners read a case now, for its team: a share whose consent was withdrawn or ran out opens nothing, though
-- its row still stands. Everybody else learns nothing of partners.
create function app.partners_reading(of_case uuid) returns integer
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select count(*)::integer from case_readers r
  where r.case_id = of_case and r.via = 'partner' and (r.valid_until is null or r.valid_until >= current_date)
    and exists (select 1 from case_readers mine where mine.case_id = of_case
      and mine.audience_id = app.membership() and mine.via = 'team')
$$;
--> statement-breakpoint
revoke all on function app.partners_reading(uuid) from public;
--> statement-breakpoint
grant execute on function app.partners_reading(uuid) to plenary_app;
--> statement-breakpoint
alter function app.partners_reading(uuid) owner to plenary_guard;
