-- Who was asked to sign is told that the alert went out, whatever they answered: also who wanted a change, and who can
-- sign still.
set local role plenary_guard;
--> statement-breakpoint
-- As in 0010: one notice for one version, in however many languages and editions it goes out.
create or replace function app.tell_of_edition() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.tell(array(
      select m.id from sign_on_requests s join memberships m on m.org_id = s.partner_org_id
      where s.alert_id = new.alert_id and s.revoked_at is null),
    'issued', new.case_id, new.alert_id, new.version_id, false);
  return null;
end
$$;
--> statement-breakpoint
set local role none;
