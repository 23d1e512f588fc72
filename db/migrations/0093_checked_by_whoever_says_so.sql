set local role plenary_guard;
--> statement-breakpoint
-- Whoever changes who checked, or when, is who checked: also where the day stays, which let a name be written alone.
create or replace function app.guard_support_entries() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if tg_op = 'UPDATE' then
    if (new.org_id, new.id, new.shipped_id, new.created_by, new.created_at)
       is distinct from (old.org_id, old.id, old.shipped_id, old.created_by, old.created_at) then
      raise exception 'an entry stays what it is of' using errcode = 'PL004';
    end if;
    new.version := old.version + 1;
    new.changed_at := clock_timestamp();
  end if;
  if new.checked_on is not null and (tg_op = 'INSERT'
      or (new.checked_on, new.checked_by) is distinct from (old.checked_on, old.checked_by)) then
    -- One day more than here: elsewhere it has begun.
    if new.checked_on > current_date + 1 then
      raise exception 'nothing is checked tomorrow' using errcode = 'PL004';
    end if;
    new.checked_by := app.membership();
  end if;
  return new;
end
$$;
--> statement-breakpoint
set local role none;
