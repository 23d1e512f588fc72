-- To whom an edition was given is typed freely, too: the team, which has the label, is refused a protected name in it. It
-- alone reads the record, so that nothing is told to whoever records as a partner, and nothing need be covered. Decision 16.
set local role plenary_guard;
--> statement-breakpoint
create function app.recipient_without_names() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if app.knows_names(new.case_id) and exists (select 1 from app.find_names(new.recipient, app.told_names())) then
    raise exception 'a protected name stands in what is typed beside the text' using errcode = 'PL011';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.recipient_without_names() from public;
--> statement-breakpoint
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.alerts'::regclass);
begin
  execute format('grant execute on function app.recipient_without_names() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create trigger recipient_without_names before insert on disclosures
  for each row when (new.recipient <> '') execute function app.recipient_without_names();
