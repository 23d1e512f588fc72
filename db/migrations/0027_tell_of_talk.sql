-- Whoever has a text open hears at once that something was said beside it; what it was, each reads by their own right.
create function app.tell_of_talk() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  perform pg_notify('plenary_alerts', new.text_id || ' talk');
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.tell_of_talk() from public;
--> statement-breakpoint
create trigger tell_of_talk after insert or update on alert_comments
  for each row execute function app.tell_of_talk();
--> statement-breakpoint
create trigger tell_of_talk after insert or update on alert_threads
  for each row execute function app.tell_of_talk();
