-- Who reads an ask of the case's own organisation is that organisation's to say: a partner who contributes changes
-- everything else of it. What a partner records is read by everybody on the case; `carry_out_event` keeps it so.
create function app.guard_audience() returns trigger
language plpgsql
set search_path = pg_catalog, public, app
as $$
begin
  if app.person() is not null and app.org() is distinct from old.org_id then
    raise exception 'its readers are not theirs to choose' using errcode = '42501';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_audience before update of visibility on commitments for each row
  when (old.visibility is distinct from new.visibility and old.recorded_org_id = old.org_id)
  execute function app.guard_audience();
