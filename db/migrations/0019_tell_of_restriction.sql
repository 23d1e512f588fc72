-- Who is there is shown to nobody once a case is restricted: whoever has one of its texts open must hear of it at once,
-- as of a right that ended, and not with the next look at everybody half a minute later.
do $$
declare
  owner constant name := current_user;
begin
  -- The function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.tell_rights_changed() to %I', owner);
  execute format('set local role %I', owner);
  create trigger tell_rights after update of security_level on cases
    for each statement execute function app.tell_rights_changed();
  set local role plenary_guard;
  execute format('revoke execute on function app.tell_rights_changed() from %I', owner);
  execute format('set local role %I', owner);
end
$$;
