-- A notice that asks for something is read once that is done or can be done no more, so that "new" holds only what waits:
-- a review when the text is approved, a consent check when it is made, a request to sign when nobody can sign any more.
create function app.close_looked_at() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  -- Only the newest version is approved, so that whatever asked to look at an earlier one is over, too.
  update notices n set read_at = now()
   where n.alert_id = new.alert_id and n.kind = 'review_requested' and n.read_at is null;
  return null;
end
$$;
--> statement-breakpoint
create function app.close_moved_on() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  -- Told once for each request: it would not be told again of a text that is opened anew.
  delete from notices n where n.alert_id = new.id and n.kind = 'deadline';
  update notices n set read_at = now()
   where n.alert_id = new.id and n.read_at is null and n.kind in ('review_requested', 'sign_on_requested', 'nudge');
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.close_looked_at(), app.close_moved_on() from public;
--> statement-breakpoint
create trigger close_looked_at after insert on alert_approvals
  for each row execute function app.close_looked_at();
--> statement-breakpoint
create trigger close_moved_on after update of stage on alerts
  for each row when (new.stage <> old.stage and new.stage in ('draft', 'closed', 'withdrawn'))
  execute function app.close_moved_on();
--> statement-breakpoint
alter function app.close_looked_at() owner to plenary_guard;
--> statement-breakpoint
alter function app.close_moved_on() owner to plenary_guard;
--> statement-breakpoint
-- What was done before this.
set local role plenary_guard;
--> statement-breakpoint
update notices n set read_at = now()
 where n.read_at is null
   and (n.kind = 'review_requested' and exists (select 1 from alert_approvals p
          where p.alert_id = n.alert_id and p.at > n.at)
     or n.kind in ('review_requested', 'sign_on_requested', 'nudge', 'deadline') and exists (select 1 from alerts a
          where a.id = n.alert_id and a.stage in ('draft', 'closed', 'withdrawn')));
--> statement-breakpoint
set local role none;
