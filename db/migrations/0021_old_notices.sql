-- What is over is not kept: notices ninety days after they were read, unread ones after a year, what is known of mails
-- after thirty days. Any number of instances may ask at once: what one is clearing, another leaves to it.
create function app.clear_old_notices() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public
as $$
declare
  cleared integer;
begin
  delete from notice_mails m where m.id in (select old.id from notice_mails old
    where old.claimed_at < now() - interval '30 days' for update skip locked);
  delete from notices n where (n.org_id, n.id) in (select old.org_id, old.id from notices old
    where old.read_at < now() - interval '90 days' or old.at < now() - interval '1 year' for update skip locked);
  get diagnostics cleared = row_count;
  return cleared;
end
$$;
--> statement-breakpoint
revoke all on function app.clear_old_notices() from public;
--> statement-breakpoint
grant execute on function app.clear_old_notices() to plenary_auth;
--> statement-breakpoint
alter function app.clear_old_notices() owner to plenary_guard;
